// On duty, on break, off: with what is checked before a shift.
import { dayAndTime, timeOfDay } from "./clock.js";
import { BREAKS, DutyChoices } from "./duty_choices.js";
import { html, useEffect, useRef } from "./view.js";
import { WaitingPanel } from "./waiting_panel.js";
import { label, t } from "./words.js";
import { WrapUpPanel } from "./wrap_up_panel.js";

const NAMES = {
  off: "Off duty", available: "Available", ringing: "It rings", talking: "In a call",
  wrap_up: "Wrap-up", break: "On a break", debrief: "Debrief",
};
const REASONS = {
  missed: "You are on a break because an offer was not answered.",
  not_connected: "You are on a break because your phone did not connect.",
  supervisor: "A supervisor has changed your duty. Ask if you do not know why.",
};

export function DutyPanel({ desk, state, checks, level, people, busy }) {
  const word = NAMES[state.presence] || state.presence;
  const isFree = state.presence === "available" && !state.beside;
  return html`<section class="card" aria-label=${t("Duty")}>
    <p class="state"><span class=${`dot ${state.presence}`}></span><span class="state-name" role="status">${t(word)}${state.presence === "break" && BREAKS.includes(state.duty_reason) ? `: ${label("break", state.duty_reason)}` : ""}</span></p>
    ${state.duty_reason && REASONS[state.duty_reason] && html`<div class="banner warn"><p>${t(REASONS[state.duty_reason])}</p></div>`}
    <${ShiftLine} state=${state} />
    ${state.presence === "wrap_up" && html`<${WrapUpPanel} desk=${desk} until=${state.wrap_up_until} busy=${busy} />`}
    ${checks.started ? html`<${Checks} checks=${checks} level=${level} />` : html`<p class="soft">${t("Starting the shift asks for the microphone, plays a short tone and connects your phone.")}</p>`}
    <${DutyChoices} desk=${desk} state=${state} checks=${checks} busy=${busy} />
    ${checks.started && isFree && html`<${WaitingPanel} desk=${desk} people=${people} busy=${busy} />`}
    ${checks.started && html`<${ByItself} desk=${desk} on=${state.auto_answer} busy=${busy} />`}
  </section>`;
}

function ShiftLine({ state }) {
  if (state.training) return html`<p><span class="badge practice">${t("In training")}</span> ${t("Only practice calls are offered to you, on shift or not.")}</p>`;
  if (state.shift) return html`<p>${t("On shift until {time}", { time: timeOfDay(state.shift.ends_at) })}</p>`;
  if (state.next_shift) return html`<p>${t("Next shift at {time}", { time: dayAndTime(state.next_shift.starts_at) })}</p>`;
  return html`<p class="soft">${t("You have no shift now, so no call will be offered to you.")}</p>`;
}

function ByItself({ desk, on, busy }) {
  return html`<div class="buttons by-itself"><button class="button" aria-pressed=${String(on)} disabled=${busy} onClick=${() => desk.talk.acceptByItself(!on)}>${t("Accept calls by themselves, with a beep")}</button></div>`;
}

function Checks({ checks, level }) {
  const line = (good, yes, no) => html`<li><span aria-hidden="true">${good ? "✓" : "✗"}</span> ${good ? t(yes) : t(no)}</li>`;
  return html`<ul class="checks">
      ${line(checks.microphone, "The microphone works.", "The microphone is not available.")}
      ${line(checks.softphone, "Your phone is connected.", "Your phone is not connected.")}
      ${line(checks.sound, "You will hear it ring.", "Sound is blocked: click here once, or allow sound for this page.")}
    </ul><${Level} level=${level} />`;
}

function Level({ level }) {
  const bar = useRef(null);
  useEffect(() => {
    if (bar.current) bar.current.style.transform = `scaleX(${level})`;
  }, [level]);
  return html`<div class="level" role="img" aria-label=${t("Level of the microphone")}><span ref=${bar}></span></div>`;
}
