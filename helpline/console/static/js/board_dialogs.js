// What a supervisor does about one call or one person: a dialog each, so that a reason is asked for in its place.
import { freePeople } from "./board_model.js";
import { html, useEffect, useRef, useState } from "./view.js";
import { t, tongue } from "./words.js";

const PRIORITIES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

function Dialog({ title, onClose, complaint, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element.open) element.showModal();
    return () => element.close();
  }, []);
  return html`<dialog class="work" ref=${dialog} onClose=${onClose} aria-labelledby="dialog-title">
    <h2 id="dialog-title">${title}</h2>
    ${complaint && html`<div class="banner bad" role="alert"><p>${complaint}</p></div>`}
    ${children}
    <div class="buttons"><button class="button" onClick=${() => dialog.current.close()}>${t("Close")}</button></div>
  </dialog>`;
}

function ReasonField({ id, value, onWrite }) {
  return html`<div class="field"><label for=${id}>${t("Reason")}</label><small>${t("It goes on record. Nothing about the child.")}</small>
    <input id=${id} type="text" maxlength="200" autocomplete="off" value=${value} onInput=${(event) => onWrite(event.currentTarget.value)} /></div>`;
}

/** Being in a talk: to hear it, to speak to the counsellor, or to both. */
export function TalkDialog({ call, name, board, onClose }) {
  const [reason, write] = useState("");
  const isReady = reason.trim() && !board.phone.busy;
  const be = async (role) => {
    await board.phone.be(call.id, role, reason.trim());
    if (!board.complaint) onClose();
  };
  return html`<${Dialog} title=${`${t("Be in the talk")} · ${name}`} onClose=${onClose} complaint=${board.complaint}>
    <p>${t("The counsellor sees that you are there.")}</p>
    <${ReasonField} id="talk-reason" value=${reason} onWrite=${write} />
    <div class="buttons spaced">
      <button class="button main" disabled=${!isReady} onClick=${() => be("listen")}>${t("Listen")}</button>
      <button class="button" disabled=${!isReady} onClick=${() => be("whisper")}>${t("Speak to the counsellor alone")}</button>
      <button class="button" disabled=${!isReady} onClick=${() => be("barge")}>${t("Speak to both")}</button>
    </div>
  <//>`;
}

/** Placing a caller who waits: to whom, how urgent, sooner or later. */
export function WaitingDialog({ call, line, board, onClose }) {
  const free = freePeople(line);
  const [person, choose] = useState("");
  const [reason, write] = useState("");
  const isLater = call.lane === "later";
  const offer = async () => {
    if (await board.of(call, "assign", { person_id: person })) onClose();
  };
  return html`<${Dialog} title=${`${t("Place the call")} · ${tongue(call.language)}`} onClose=${onClose} complaint=${board.complaint}>
    <div class="field"><label for="offer-to">${t("Offer it to")}</label>
      ${free.length ? html`<select id="offer-to" value=${person} onChange=${(event) => choose(event.currentTarget.value)}><option value="">${t("Choose")}</option>${free.map((each) => html`<option key=${each.id} value=${each.id}>${each.name} · ${each.languages.map(tongue).join(", ")}</option>`)}</select>` : html`<p class="soft" id="offer-to">${t("Nobody is free at the moment.")}</p>`}</div>
    <div class="buttons spaced"><button class="button main" disabled=${board.busy || !free.some((each) => each.id === person)} onClick=${offer}>${t("Offer it")}</button></div>
    <div class="field"><label for="priority">${t("How urgent: 0 as usual, 9 most")}</label>
      <select id="priority" value=${String(call.priority)} disabled=${board.busy} onChange=${(event) => board.of(call, "priority", { priority: Number(event.currentTarget.value) })}>${PRIORITIES.map((each) => html`<option key=${each} value=${String(each)}>${each}</option>`)}</select></div>
    <${ReasonField} id="lane-reason" value=${reason} onWrite=${write} />
    <div class="buttons spaced"><button class="button" disabled=${board.busy || !reason.trim()} onClick=${() => board.of(call, "lane", { lane: isLater ? "open" : "later", reason: reason.trim() })}>${isLater ? t("Like all the others again") : t("Later than the others")}</button></div>
  <//>`;
}

export function PersonDialog({ person, board, onClose }) {
  const [reason, write] = useState("");
  const put = async (state) => {
    if (await board.duty(person, state, reason.trim())) onClose();
  };
  const isReady = reason.trim() && !board.busy;
  return html`<${Dialog} title=${`${t("Duty")} · ${person.name}`} onClose=${onClose} complaint=${board.complaint}>
    <p>${t("A talk that goes on is not cut off.")}</p>
    <${ReasonField} id="duty-reason" value=${reason} onWrite=${write} />
    <div class="buttons spaced">
      <button class="button" disabled=${!isReady} onClick=${() => put("break")}>${t("Put on a break")}</button>
      <button class="button" disabled=${!isReady} onClick=${() => put("off")}>${t("Take off duty")}</button>
    </div>
  <//>`;
}
