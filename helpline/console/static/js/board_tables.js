// The calls and the people of the board.
import { duration, secondsSince, timeOfDay } from "./clock.js";
import { html } from "./view.js";
import { label, t, tongue } from "./words.js";

const STATES = {
  greeting: "hears the greeting", waiting: "waiting", connecting: "connecting", talking: "talking",
  with_partner: "with the partner line", leaving_message: "leaves a message",
};
const PRESENCES = { off: "Off duty", available: "Available", ringing: "It rings", talking: "In a call", wrap_up: "Wrap-up", break: "On a break", debrief: "Debrief" };
const TIERS = { on_call: "telephones of the on-call", partner: "partner line", message: "message or call back" };
const ROLES = { consult: "asked for a word", third_party: "outside party", listen: "a supervisor listens", whisper: "a supervisor whispers", barge: "a supervisor speaks with both" };
const BREAKS = ["meal", "rest", "technical", "other", "missed", "not_connected", "supervisor"];
const ORDER = { talking: 0, ringing: 1, available: 2, wrap_up: 3, break: 4, debrief: 5, off: 6 };

const nameOf = (line, id) => (line.people.find((person) => person.id === id) || {}).name || "";

/** `onTalk` and `onWaiting` open what can be done about a call. */
export function Calls({ line, onTalk, onWaiting }) {
  if (!line.calls.length) return html`<p class="card soft">${t("No call at the moment.")}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Calls now")}><table><thead><tr><th>${t("Arrived")}</th><th>${t("State")}</th><th>${t("Language")}</th><th class="number">${t("For")}</th><th>${t("Counsellor")}</th><th><span class="hidden-words">${t("What can be done")}</span></th></tr></thead>
    <tbody>${line.calls.map((call) => html`<tr key=${call.id}><td><a href=${`/calls/${call.id}`}>${timeOfDay(call.arrived_at)}</a>${call.practice && html` <span class="badge practice">${t("Practice call")}</span>`}</td>
      <td><span class=${`badge ${call.state === "talking" ? "good" : "warn"}`}>${t(STATES[call.state] || call.state)}${call.offers ? ` · ${t("ringing")}` : ""}</span><${Marks} call=${call} /></td>
      <td>${tongue(call.language)}</td><td class="number">${duration(secondsSince(call.since))}</td>
      <td>${nameOf(line, call.counsellor_id)}<${Guests} line=${line} call=${call} /></td>
      <td><${CallButton} line=${line} call=${call} onTalk=${onTalk} onWaiting=${onWaiting} /></td></tr>`)}</tbody></table></div>`;
}

function Marks({ call }) {
  const isWaiting = call.state === "waiting";
  return html`${isWaiting && TIERS[call.tier] && html` <span class="badge">${t(TIERS[call.tier])}</span>`}
    ${call.priority > 0 && html` <span class="badge warn">${t("urgent {number}", { number: call.priority })}</span>`}
    ${call.lane === "later" && html` <span class="badge">${t("later")}</span>`}
    ${call.repeats > 0 && html` <span class="badge">${t("before this week: {number}", { number: call.repeats })}</span>`}`;
}

function Guests({ line, call }) {
  if (!call.guests.length) return null;
  return html`<ul class="plain guests">${call.guests.map((guest) => html`<li key=${guest.id}><small>+ ${guest.role === "consult" ? `${nameOf(line, guest.ref)}, ` : ""}${t(ROLES[guest.role])}${guest.joined ? "" : " …"}</small></li>`)}</ul>`;
}

function CallButton({ line, call, onTalk, onWaiting }) {
  const about = html`<span class="hidden-words"> ${timeOfDay(call.arrived_at)} ${nameOf(line, call.counsellor_id)}</span>`;
  if (call.state === "talking") return html`<button class="button" onClick=${() => onTalk(call)}>${t("Be in the talk")}${about}</button>`;
  if (call.state === "waiting" && !call.practice) return html`<button class="button" onClick=${() => onWaiting(call)}>${t("Place the call")}${about}</button>`;
  return null;
}

export function People({ line, onPerson }) {
  const people = [...line.people].sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || a.name.localeCompare(b.name));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("People")}><table><thead><tr><th>${t("Name")}</th><th>${t("State")}</th><th>${t("On shift")}</th><th>${t("Languages")}</th><th><span class="hidden-words">${t("What can be done")}</span></th></tr></thead>
    <tbody>${people.map((person) => html`<tr key=${person.id}><td>${person.name}${person.training && html` <span class="badge practice">${t("In training")}</span>`}${person.on_call && html` <span class="badge">${t("on call")}</span>`}</td>
      <td><span class=${`dot ${person.presence}`} aria-hidden="true"></span> ${stateOf(person)}</td>
      <td>${person.on_shift ? t("yes") : t("no")}</td><td>${person.languages.map(tongue).join(", ")}</td>
      <td>${person.presence !== "off" && html`<button class="button" onClick=${() => onPerson(person)}>${t("Change duty")}<span class="hidden-words"> ${person.name}</span></button>`}</td></tr>`)}</tbody></table></div>`;
}

function stateOf(person) {
  const word = t(PRESENCES[person.presence] || person.presence);
  if (person.presence === "break" && BREAKS.includes(person.duty_reason)) return `${word}: ${label("break", person.duty_reason)}`;
  return person.presence === "available" && !person.present ? `${word} · ${t("not at the desk")}` : word;
}
