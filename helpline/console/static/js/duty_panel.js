// On duty, on break, off: with what is checked before a shift.
import { dayAndTime, duration, secondsUntil, timeOfDay } from "./clock.js";
import { html, useEffect, useRef } from "./view.js";
import { t } from "./words.js";

const NAMES = {
  off: "Off duty", available: "Available", ringing: "It rings", talking: "In a call",
  wrap_up: "Wrap-up", break: "On a break", debrief: "Debrief",
};
const REASONS = {
  missed: "You are on a break because an offer was not answered.",
  not_connected: "You are on a break because your phone did not connect.",
};

export function DutyPanel({ desk, state, checks, level, busy }) {
  const word = NAMES[state.presence] || state.presence;
  return html`<section class="card" aria-label=${t("Duty")}>
    <p class="state"><span class=${`dot ${state.presence}`}></span><span class="state-name" role="status">${t(word)}</span></p>
    ${state.duty_reason && REASONS[state.duty_reason] && html`<div class="banner warn"><p>${t(REASONS[state.duty_reason])}</p></div>`}
    <${ShiftLine} state=${state} />
    ${state.presence === "wrap_up" && html`<${WrapUp} desk=${desk} until=${state.wrap_up_until} />`}
    ${checks.started ? html`<${Checks} checks=${checks} level=${level} />` : html`<p class="soft">${t("Starting the shift asks for the microphone, plays a short tone and connects your phone.")}</p>`}
    <div class="buttons"><${DutyButtons} desk=${desk} state=${state} checks=${checks} busy=${busy} /></div>
  </section>`;
}

function ShiftLine({ state }) {
  if (state.training) return html`<p><span class="badge practice">${t("In training")}</span> ${t("Only practice calls are offered to you, on shift or not.")}</p>`;
  if (state.shift) return html`<p>${t("On shift until {time}", { time: timeOfDay(state.shift.ends_at) })}</p>`;
  if (state.next_shift) return html`<p>${t("Next shift at {time}", { time: dayAndTime(state.next_shift.starts_at) })}</p>`;
  return html`<p class="soft">${t("You have no shift now, so no call will be offered to you.")}</p>`;
}

function WrapUp({ desk, until }) {
  return html`<p class="clock">${duration(secondsUntil(until))}</p>
    <p>${t("Time to finish the contact. After it you are available again.")}</p>
    <div class="buttons"><button class="button" onClick=${() => desk.finishWrapUp()}>${t("I am ready")}</button></div>`;
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

function DutyButtons({ desk, state, checks, busy }) {
  if (!checks.started) return html`<button class="button main big" disabled=${busy} onClick=${() => desk.startShift()}>${t("Start shift")}</button>`;
  const available = html`<button class="button main" disabled=${busy} onClick=${() => desk.choose("available")}>${t("Available")}</button>`;
  const off = html`<button class="button" disabled=${busy} onClick=${() => desk.endShift()}>${t("End shift")}</button>`;
  if (state.duty === "available") return html`<button class="button" disabled=${busy} onClick=${() => desk.choose("break")}>${t("Break")}</button>${off}`;
  return html`${available}${off}`;
}
