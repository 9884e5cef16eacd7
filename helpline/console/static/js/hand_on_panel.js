// Handing the caller on, asking a colleague for a word, ringing somebody listed in.
import { othersIn } from "./guests.js";
import { Looking } from "./looking.js";
import { html, useState } from "./view.js";
import { t, tongue } from "./words.js";

const PRESENCES = { off: "Off duty", available: "Available", ringing: "It rings", talking: "In a call", wrap_up: "Wrap-up", break: "On a break", debrief: "Debrief" };
const LANGUAGES = ["kk", "ru", "en"];
const WELL = 3; // of five levels

export function HandOnPanel({ desk, call, people, busy }) {
  return html`<${Looking} title=${t("Hand on or ask for help")} look=${() => desk.talk.look()}>
    ${people ? html`<${Colleagues} desk=${desk} call=${call} people=${people} busy=${busy} /><${Language} desk=${desk} call=${call} busy=${busy} /><${Skill} desk=${desk} call=${call} people=${people} busy=${busy} /><${Parties} desk=${desk} call=${call} people=${people} busy=${busy} />` : html`<p class="soft">${t("Loading …")}</p>`}
  <//>`;
}

/** Only those who are free can be asked; the others stand there with what they are doing. */
function Colleagues({ desk, call, people, busy }) {
  const [chosen, choose] = useState("");
  const free = people.colleagues.filter(canBeAsked);
  const isFree = free.some((each) => each.id === chosen);
  const isAsking = othersIn(call).some((guest) => guest.role === "consult");
  if (!free.length) return html`<p>${t("No colleague is free at the moment.")}</p>`;
  return html`<div class="field"><label for="colleague">${t("Colleague")}</label>
      <select id="colleague" value=${chosen} onChange=${(event) => choose(event.currentTarget.value)}><option value="">${t("Choose")}</option>
        ${people.colleagues.map((each) => html`<option key=${each.id} value=${each.id} disabled=${!canBeAsked(each)}>${each.name} · ${each.languages.map(tongue).join(", ")}${canBeAsked(each) ? "" : ` · ${whyNot(each)}`}</option>`)}</select>
      <small>${t("While you ask, the child is on hold and hears music.")}</small></div>
    <div class="buttons">
      <button class="button" disabled=${busy || !isFree || isAsking} onClick=${() => desk.talk.ask(call, chosen)}>${t("Ask for a word")}</button>
      <button class="button" disabled=${busy || !isFree} onClick=${() => desk.talk.handOn(call, { to: chosen })}>${t("Hand on without a word")}</button>
    </div>`;
}

/** Free, and at the desk: a page that does not answer would let the child wait for nothing. */
const canBeAsked = (person) => person.presence === "available" && person.present;

const whyNot = (person) => (person.presence === "available" ? t("not at the desk") : t(PRESENCES[person.presence]));

function Language({ desk, call, busy }) {
  const others = LANGUAGES.filter((code) => code !== call.language);
  const [chosen, choose] = useState(others[0]);
  return html`<div class="field"><label for="other-language">${t("To whoever is next with this language")}</label>
      <select id="other-language" value=${chosen} onChange=${(event) => choose(event.currentTarget.value)}>${others.map((code) => html`<option key=${code} value=${code}>${tongue(code)}</option>`)}</select></div>
    <div class="buttons"><button class="button" disabled=${busy} onClick=${() => desk.talk.handOn(call, { language: chosen })}>${t("Hand on in this language")}</button></div>`;
}

/** Somebody at a desk who can do this well; while nobody is free the wish gives way with time. */
function Skill({ desk, call, people, busy }) {
  const [chosen, choose] = useState("");
  if (!(people.skills || []).length) return null;
  return html`<div class="field"><label for="skill">${t("To whoever is next with this skill")}</label>
      <select id="skill" value=${chosen} onChange=${(event) => choose(event.currentTarget.value)}><option value="">${t("Choose")}</option>
        ${people.skills.map((each) => html`<option key=${each} value=${each}>${each}</option>`)}</select></div>
    <div class="buttons"><button class="button" disabled=${busy || !chosen} onClick=${() => desk.talk.handOn(call, { skills: { [chosen]: WELL } })}>${t("Hand on with this skill")}</button></div>`;
}

function Parties({ desk, call, people, busy }) {
  const [chosen, choose] = useState("");
  const isIn = (call.guests || []).some((guest) => guest.ref === chosen);
  if (!people.parties.length) return html`<p class="soft">${t("No outside party is listed. A supervisor can list them.")}</p>`;
  return html`<div class="field"><label for="party">${t("Outside party")}</label>
      <select id="party" value=${chosen} onChange=${(event) => choose(event.currentTarget.value)}><option value="">${t("Choose")}</option>
        ${people.parties.map((each) => html`<option key=${each.id} value=${each.id}>${each.name}</option>`)}</select>
      <small>${t("All three of you will hear each other.")}</small></div>
    <div class="buttons"><button class="button" disabled=${busy || !chosen || isIn} onClick=${() => desk.talk.ring(call, chosen)}>${t("Ring them in")}</button></div>`;
}
