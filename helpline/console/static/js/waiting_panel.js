// Callers who wait, for whoever is free and takes one out of turn.
import { duration, secondsSince } from "./clock.js";
import { Looking } from "./looking.js";
import { html } from "./view.js";
import { t, tongue } from "./words.js";

export function WaitingPanel({ desk, people, busy }) {
  return html`<${Looking} title=${t("Waiting callers")} look=${() => desk.talk.look()}><${Callers} desk=${desk} people=${people} busy=${busy} /><//>`;
}

function Callers({ desk, people, busy }) {
  if (!people) return html`<p class="soft">${t("Loading …")}</p>`;
  if (!people.waiting.length) return html`<p class="soft">${t("Nobody is waiting.")}</p>`;
  return html`<ul class="plain others">${people.waiting.map((caller) => html`<li key=${caller.id}>
    <p>${tongue(caller.language)} · ${t("waiting for {time}", { time: duration(secondsSince(caller.since)) })}</p>
    <div class="buttons"><button class="button" disabled=${busy} onClick=${() => desk.talk.take(caller)}>${t("Take this caller")}<span class="hidden-words"> ${tongue(caller.language)}, ${duration(secondsSince(caller.since))}</span></button></div></li>`)}</ul>`;
}
