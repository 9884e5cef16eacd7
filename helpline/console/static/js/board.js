// The supervisor's board: joins the parts.
import { send, useCsrf } from "./api.js";
import { BoardActions } from "./board_actions.js";
import { Alarm, AlarmSound } from "./board_alarm.js";
import { PersonDialog, TalkDialog, WaitingDialog } from "./board_dialogs.js";
import { alone, applied, broken, tiles } from "./board_model.js";
import { BoardPhone } from "./board_phone.js";
import { Calls, People } from "./board_tables.js";
import { OwnTalk } from "./board_talk.js";
import { duration, serverNow, setServerTime, timeOfDay, useZone } from "./clock.js";
import { Live } from "./live.js";
import { Phone } from "./phone.js";
import { html, readBoot, show, useEffect, useState } from "./view.js";
import { loadWords, t } from "./words.js";

const boot = readBoot();
useCsrf(boot.csrf);
await loadWords(boot.lang);
setServerTime(boot.server_time);
useZone(boot.zone);

const PARTS = {
  carrier: "The telephone carrier has not answered since {time}. Calls may not reach us; those that are going on may be cut off.",
  jobs: "Nothing runs by itself since {time}: offers, shifts and reminders stand still. Whoever looks after the server must know at once.",
};
const LONG_WAIT_S = 20;

let draw = () => {};
let line = boot.snapshot;
let connection = "live";
let asOf = boot.server_time;
const board = new BoardActions(() => draw());
const phone = new Phone(boot.phone, boot.static, { change: () => draw() });
board.phone = new BoardPhone(phone, boot.me.id, {
  calls: () => line.calls,
  complain: (words) => board.complain(words),
  changed: () => draw(),
});
const sound = new AlarmSound(boot.static, () => draw());
const touch = () => {
  asOf = new Date(serverNow()).toISOString();
  sound.see(alone(line).length);
  draw();
};

const live = new Live(
  { stream: "line", after: boot.live.after.line, epoch: boot.live.epoch },
  () => send("GET", "/api/line"),
  {
    onSnapshot: (snapshot) => {
      line = snapshot;
      touch();
    },
    onNews: (news) => {
      line = applied(line, news);
      touch();
    },
    onState: (state) => {
      connection = state;
      if (state === "live") touch();
      else draw();
    },
  },
);
setInterval(() => draw(), 1000);
sound.see(alone(line).length);
addEventListener("beforeunload", (event) => {
  if (phone.call) event.preventDefault();
});
window.helpline = { live, line: () => line, phone, sound };

function Board() {
  const [, redraw] = useState(0);
  useEffect(() => {
    draw = () => redraw((number) => number + 1);
  }, []);
  const [opened, open] = useState(null);
  const shown = tiles(line, serverNow());
  const openFor = (kind) => (thing) => {
    board.complain("");
    open({ kind, id: thing.id });
  };
  return html`<h1>${t("Line now")}</h1>
    <${Alarm} calls=${alone(line)} sound=${sound} />
    ${connection !== "live" && html`<div class="banner warn" role="alert"><p>${t("The connection to the server is interrupted. What is shown may be out of date; it comes back by itself.")}</p></div>`}
    ${broken(line).map(([part, state]) => html`<div key=${part} class="banner bad" role="alert"><p>${t(PARTS[part], { time: timeOfDay(state.since) })}</p></div>`)}
    ${line.rota_alarms > 0 && html`<div class="banner bad" role="alert"><p><a href="/rota/requests">${t("Alarms of the rota for the next day: {number}", { number: line.rota_alarms })}</a></p></div>`}
    ${(board.complaint || phone.fault) && !opened && html`<div class="banner bad" role="alert"><p>${board.complaint || phone.fault}</p></div>`}
    <${OwnTalk} board=${board} nameOf=${nameOf} />
    <div class=${connection === "live" ? "" : "stale"}>
      <div class="tiles">
        <${Tile} value=${shown.waiting} words=${t("waiting")} />
        <${Tile} value=${duration(shown.longest)} words=${t("longest wait")} warn=${shown.waiting > 0 && shown.longest >= LONG_WAIT_S} />
        <${Tile} value=${shown.available} words=${t("available")} warn=${shown.available === 0} />
        <${Tile} value=${shown.talking} words=${t("in a call")} />
        <${Tile} value=${shown.wrap_up} words=${t("in wrap-up")} />
        <${Tile} value=${shown.on_break} words=${t("on a break")} />
        <${Tile} value=${shown.arrived} words=${t("calls today")} />
        <${Tile} value=${shown.abandoned} words=${t("hung up before an answer today")} />
      </div>
      <h2>${t("Calls now")}</h2><${Calls} line=${line} onTalk=${openFor("talk")} onWaiting=${openFor("waiting")} />
      <h2>${t("People")}</h2><${People} line=${line} onPerson=${openFor("person")} />
    </div>
    <${Opened} opened=${opened} onClose=${() => open(null)} />
    <p class="asof">${t("As of {time}", { time: timeOfDay(asOf, { second: "2-digit" }) })}</p>`;
}

function Tile({ value, words, warn }) {
  return html`<div class=${`tile ${warn ? "warn" : ""}`}><b>${value}</b><span>${warn ? "⚠ " : ""}${words}</span></div>`;
}

const nameOf = (id) => (line.people.find((person) => person.id === id) || {}).name || "";

/** What is open while its call is still there to be acted on; else it closes by itself. */
function Opened({ opened, onClose }) {
  if (!opened) return null;
  const things = opened.kind === "person" ? line.people : line.calls;
  const thing = things.find((each) => each.id === opened.id);
  const more = { board, onClose, key: opened.id };
  if (thing && opened.kind === "person") return html`<${PersonDialog} person=${thing} ...${more} />`;
  if (thing && opened.kind === "talk" && thing.state === "talking") return html`<${TalkDialog} call=${thing} name=${nameOf(thing.counsellor_id)} ...${more} />`;
  if (thing && opened.kind === "waiting" && thing.state === "waiting") return html`<${WaitingDialog} call=${thing} line=${line} ...${more} />`;
  return null;
}

show(html`<${Board} />`);
