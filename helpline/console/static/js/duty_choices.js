// Available, on a break with its reason, debrief, off; during a call it is said what comes after it.
import { html } from "./view.js";
import { label, t } from "./words.js";

export const BREAKS = ["meal", "rest", "technical", "other"];

/** A call, an offer or a wrap-up is in hand: what is chosen now holds from its end on. */
export const isEngaged = (state) => ["ringing", "talking", "wrap_up"].includes(state.presence);

export function DutyChoices({ desk, state, checks, busy }) {
  if (!checks.started) return html`<div class="buttons"><button class="button main big" disabled=${busy} onClick=${() => desk.startShift()}>${t("Start shift")}</button></div>`;
  if (isEngaged(state)) return html`<${AfterThis} desk=${desk} state=${state} busy=${busy} />`;
  return html`<${Now} desk=${desk} state=${state} busy=${busy} />`;
}

function Now({ desk, state, busy }) {
  const isAvailable = state.duty === "available";
  return html`<div class="buttons">
      ${!isAvailable && html`<button class="button main" disabled=${busy} onClick=${() => desk.choose("available")}>${t("Available")}</button>`}
      <button class="button" disabled=${busy} onClick=${() => desk.endShift()}>${t("End shift")}</button>
    </div>
    <details class="more"><summary>${t("Break")}</summary>
      <div class="buttons" role="group" aria-label=${t("Break")}>${BREAKS.map((reason) => html`<${Choice} key=${reason} desk=${desk} state=${state} duty="break" reason=${reason} busy=${busy} />`)}</div>
      <p class="soft">${t("After a hard call you may talk it over before the next one.")}</p>
      <div class="buttons"><${Choice} desk=${desk} state=${state} duty="debrief" busy=${busy} /></div>
    </details>`;
}

function AfterThis({ desk, state, busy }) {
  return html`<details class="more" key="after"><summary>${t("After this call:")} ${dutyWords(state.duty, state.duty_reason)}</summary>
    <div class="buttons" role="group" aria-label=${t("After this call:")}>
      <${Choice} desk=${desk} state=${state} duty="available" busy=${busy} />
      ${BREAKS.map((reason) => html`<${Choice} key=${reason} desk=${desk} state=${state} duty="break" reason=${reason} busy=${busy} />`)}
      <${Choice} desk=${desk} state=${state} duty="debrief" busy=${busy} />
      <${Choice} desk=${desk} state=${state} duty="off" busy=${busy} />
    </div></details>`;
}

function Choice({ desk, state, duty, reason, busy }) {
  const isChosen = state.duty === duty && (duty !== "break" || state.duty_reason === reason);
  return html`<button class="button" aria-pressed=${String(isChosen)} disabled=${busy} onClick=${() => desk.choose(duty, reason)}>${dutyWords(duty, reason)}</button>`;
}

function dutyWords(duty, reason) {
  if (duty === "break") return BREAKS.includes(reason) ? `${t("Break")}: ${label("break", reason)}` : t("Break");
  if (duty === "debrief") return t("Debrief");
  return duty === "available" ? t("Available") : t("Off duty");
}
