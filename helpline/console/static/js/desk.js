// The counsellor's desk: joins the parts.
import { useCsrf } from "./api.js";
import { BesidePanel } from "./beside_panel.js";
import { CallPanel } from "./call_panel.js";
import { duration, secondsSince, useZone } from "./clock.js";
import { CodeWords } from "./code_words.js";
import { ContactForm } from "./contact_form.js";
import { stayUnderCover } from "./cover.js";
import { DeskActions } from "./desk_actions.js";
import { DeskModel } from "./desk_model.js";
import { drafts } from "./drafts.js";
import { DutyPanel } from "./duty_panel.js";
import { act, actionOf } from "./keys.js";
import { Live } from "./live.js";
import { holdPhone } from "./locks.js";
import { OfferPanel } from "./offer_panel.js";
import { Phone } from "./phone.js";
import { autoAnswerOf, TalkActions } from "./talk_actions.js";
import { ownScript } from "./trusted.js";
import { html, readBoot, show, useEffect, useState } from "./view.js";
import { loadWords, t } from "./words.js";

const boot = readBoot();
useCsrf(boot.csrf);
useZone(boot.zone);
await loadWords(boot.lang);
await drafts.open(boot.draft_key);

let draw = () => {};
const model = new DeskModel(boot, () => draw());
model.phone = new Phone(boot.phone, boot.static, { change: () => draw() });
const desk = new DeskActions(model);
desk.talk = new TalkActions(desk);
model.autoAnswer = autoAnswerOf(desk);

const live = new Live(
  { stream: boot.live.stream, after: boot.live.after[boot.live.stream], epoch: boot.live.epoch },
  () => model.refresh(),
  {
    onSnapshot: () => draw(),
    onNews: (news) => model.take({ ...news.body, seq: news.seq }),
    onState: (state) => {
      model.connection = state;
      draw();
    },
  },
);

const worker = new Worker(ownScript(`${boot.static}js/ticks.js`));
worker.onmessage = () => live.alive(model.sign());
const takePhone = holdPhone((have) => model.havePhone(have));
addEventListener("keydown", (event) => {
  const action = actionOf(event);
  if (action && act(action, desk, { ...model.state, busy: model.busy })) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  if (model.phone.call || (model.contact && model.contact.state !== "saved")) event.preventDefault();
});
stayUnderCover({
  save: () => model.contact && model.contact.save(),
  back: () => model.uncovered(),
  line: () => (model.state.call ? `${t("In a call")} ${duration(secondsSince(model.state.call.talking_since))}` : ""),
});
setInterval(() => draw(), 1000);
window.helpline = { model, desk }; // for tests and for the console of a developer

function Desk() {
  const [, redraw] = useState(0);
  useEffect(() => {
    draw = () => redraw((number) => number + 1);
  }, []);
  const { state, busy, phone, people } = model;
  const checks = { ...model.checks, softphone: phone.registered };
  return html`
    <h1 class="hidden-words">${t("Desk")}</h1>
    <${Banners} />
    ${state.offer && html`<${OfferPanel} desk=${desk} offer=${state.offer} busy=${busy} />`}
    <div class="desk">
      <div class="side">
        ${state.call && html`<${CallPanel} desk=${desk} call=${state.call} phone=${phone} people=${people} busy=${busy} />`}
        ${state.beside && html`<${BesidePanel} desk=${desk} beside=${state.beside} phone=${phone} people=${people} />`}
        <${DutyPanel} desk=${desk} state=${state} checks=${checks} level=${model.level} people=${people} busy=${busy} />
      </div>
      <div>${model.contact ? html`<${ContactForm} desk=${desk} store=${model.contact} choices=${boot.form} key=${model.contact.id} />
        <${CodeWords} contactId=${model.contact.id} call=${state.call && state.call.state === "talking" ? state.call : null} key=${`words-${model.contact.id}`} />` : html`<${Resting} />`}</div>
    </div>`;
}

function Banners() {
  const { state } = model;
  return html`
    ${model.connection !== "live" && html`<div class="banner warn" role="alert"><p>${t("The connection to the server is interrupted. What is shown may be out of date; it comes back by itself.")}</p></div>`}
    ${!model.hasPhone && html`<div class="banner warn"><p>${t("Your phone is in another tab.")}</p>${!state.call && html`<div class="buttons"><button class="button" onClick=${takePhone}>${t("Take it over here")}</button></div>`}</div>`}
    ${model.checks.started && !model.checks.sound && html`<div class="banner bad" role="alert"><p>${t("Sound is blocked: you would not hear a call ring.")}</p></div>`}
    ${model.phone.fault && html`<div class="banner bad" role="alert"><p>${model.phone.fault}</p></div>`}
    ${model.complaint && html`<div class="banner bad" role="alert"><p>${model.complaint}</p></div>`}
    ${model.notice && html`<div class="banner good" role="status"><p>${model.notice}</p></div>`}`;
}

function Resting() {
  return html`<section class="card"><h2>${t("No contact to write")}</h2>
    <p>${t("When you accept a call, its contact opens here and saves itself while you type.")}</p>
    <p class="soft">${t("Keys: Ctrl Alt A accepts, D passes on, M switches the microphone, H holds, E ends the call.")}</p></section>`;
}

show(html`<${Desk} />`);
