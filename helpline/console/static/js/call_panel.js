// The call in hand: how long, held or muted, and the way out of it.
import { duration, secondsSince } from "./clock.js";
import { HandOnPanel } from "./hand_on_panel.js";
import { OthersPanel } from "./others_panel.js";
import { html } from "./view.js";
import { t, tongue } from "./words.js";

const Mark = () => html`<p><span class="badge practice">${t("Practice call")}</span></p>`;

export function CallPanel({ desk, call, phone, people, busy }) {
  if (call.state !== "talking") {
    return html`<section class="card"><h2>${t("Connecting …")}</h2>${call.practice && html`<${Mark} />`}
      <p>${t("The child hears music and keeps her place until you are both connected.")}</p>
      <div class="buttons"><button class="button" onClick=${() => desk.hangUp(call)}>${t("Give the call back")}</button></div></section>`;
  }
  return html`<section class="card" aria-label=${t("Call")}>
    <h2>${t("In a call")} · ${tongue(call.language)}</h2>${call.practice && html`<${Mark} />`}
    ${call.repeats > 0 && html`<p class="soft">${t("Called before this week: {n}. It may be somebody else. Never read earlier notes back.", { n: call.repeats })}</p>`}
    <p class="clock">${duration(secondsSince(call.talking_since))}</p>
    ${!phone.call && html`<div class="banner bad" role="alert"><p>${t("Your phone is not in the call. If you have loaded the page anew, the child is being brought back to you.")}</p></div>`}
    ${call.on_hold && html`<div class="banner warn" role="status"><p>${t("On hold for {time}: the child hears music.", { time: duration(secondsSince(call.hold_since)) })}</p></div>`}
    ${call.muted && html`<div class="banner warn" role="status"><p>${t("Your microphone is off: the child does not hear you.")}</p></div>`}
    ${call.silent && html`<div class="banner" role="status"><p>${t("No word is heard: the spoken steps for those who cannot speak are being played.")}</p></div>`}
    <div class="buttons">
      <button class="button" aria-pressed=${String(call.muted)} disabled=${busy} onClick=${() => desk.mute(call)}>${call.muted ? t("Microphone on") : t("Microphone off")} <span class="key">Ctrl Alt M</span></button>
      <button class="button" aria-pressed=${String(call.on_hold)} disabled=${busy} onClick=${() => desk.hold(call)}>${call.on_hold ? t("Back to the child") : t("Hold")} <span class="key">Ctrl Alt H</span></button>
      <button class="button stop" disabled=${busy} onClick=${() => desk.hangUp(call)}>${t("End the call")} <span class="key">Ctrl Alt E</span></button>
      ${!call.silent && html`<button class="button quiet" disabled=${busy} onClick=${() => desk.talk.silent(call)}>${t("No word is heard")}</button>`}
    </div>
    <${OthersPanel} desk=${desk} call=${call} people=${people} busy=${busy} />
    <${HandOnPanel} desk=${desk} call=${call} people=${people} busy=${busy} />
  </section>`;
}
