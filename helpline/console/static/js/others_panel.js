// Who else is in the talk: colleagues, outside parties, supervisors. Nobody listens unseen.
import { actionsFor, nameIn, othersIn } from "./guests.js";
import { html, useEffect } from "./view.js";
import { t } from "./words.js";

const ROLES = {
  consult: "a colleague", third_party: "outside", listen: "A supervisor listens. Nobody hears her.",
  whisper: "A supervisor speaks to you. The child does not hear it.", barge: "A supervisor speaks with you both.",
};
const COMES = { consult: "being rung", third_party: "being rung", listen: "on the way", whisper: "on the way", barge: "on the way" };

export function OthersPanel({ desk, call, people, busy }) {
  const others = othersIn(call);
  useEffect(() => {
    if (others.some((guest) => !nameIn(people, guest.ref))) desk.talk.look();
  }, [others.map((guest) => guest.ref).join()]);
  if (!others.length) return null;
  return html`<h3>${t("Others in this talk")}</h3>
    <ul class="plain others">${others.map((guest) => html`<li key=${guest.id}><${Other} desk=${desk} call=${call} guest=${guest} people=${people} busy=${busy} /></li>`)}</ul>`;
}

function Other({ desk, call, guest, people, busy }) {
  const actions = actionsFor(guest, call);
  return html`<p role="status"><${Who} guest=${guest} people=${people} /> ${guest.joined ? "" : html`<span class="badge warn">${t(COMES[guest.role])}</span>`}</p>
    ${actions.length > 0 && html`<div class="buttons">${actions.map((action) => html`<${Action} key=${action} action=${action} desk=${desk} call=${call} guest=${guest} busy=${busy} />`)}</div>`}`;
}

function Who({ guest, people }) {
  const name = nameIn(people, guest.ref);
  if (guest.role !== "consult" && guest.role !== "third_party") return html`<b>${t(ROLES[guest.role])}</b>`;
  return html`<b>${name || "…"}</b> · ${t(ROLES[guest.role])}`;
}

function Action({ action, desk, call, guest, busy }) {
  const button = (words, way, kind = "") => html`<button class=${`button ${kind}`} disabled=${busy} onClick=${way}>${words}</button>`;
  if (action === "hand_over") return button(t("Hand the call over"), () => desk.talk.handOver(call), "main");
  if (action === "leave_them") return button(t("Leave them to each other"), () => desk.talk.leaveThem(call, guest));
  if (action === "let_go") return button(t("Let this party go"), () => desk.talk.letGo(call, guest));
  return button(guest.joined ? t("Go on without the colleague") : t("Do not wait for the colleague"), () => desk.talk.goOn(call));
}
