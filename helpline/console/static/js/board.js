// The supervisor's board: joins the parts.
import { send, useCsrf } from "./api.js";
import { applied, broken, tiles } from "./board_model.js";
import { duration, secondsSince, serverNow, setServerTime, timeOfDay, useZone } from "./clock.js";
import { Live } from "./live.js";
import { html, readBoot, show, useEffect, useState } from "./view.js";
import { loadWords, t, tongue } from "./words.js";

const boot = readBoot();
useCsrf(boot.csrf);
await loadWords(boot.lang);
setServerTime(boot.server_time);
useZone(boot.zone);

const STATES = { greeting: "hears the greeting", waiting: "waiting", connecting: "connecting", talking: "talking" };
const PRESENCES = { off: "Off duty", available: "Available", ringing: "It rings", talking: "In a call", wrap_up: "Wrap-up", break: "On a break", debrief: "Debrief" };
const PARTS = {
  carrier: "The telephone carrier has not answered since {time}. Calls may not reach us; those that are going on may be cut off.",
  jobs: "Nothing runs by itself since {time}: offers, shifts and reminders stand still. Whoever looks after the server must know at once.",
};
const LONG_WAIT_S = 20;

let draw = () => {};
let line = boot.snapshot;
let connection = "live";
let asOf = boot.server_time;
const touch = () => {
  asOf = new Date(serverNow()).toISOString();
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
window.helpline = { live, line: () => line };

function Board() {
  const [, redraw] = useState(0);
  useEffect(() => {
    draw = () => redraw((number) => number + 1);
  }, []);
  const shown = tiles(line, serverNow());
  return html`<h1>${t("Line now")}</h1>
    ${connection !== "live" && html`<div class="banner warn" role="alert"><p>${t("The connection to the server is interrupted. What is shown may be out of date; it comes back by itself.")}</p></div>`}
    ${broken(line).map(([part, state]) => html`<div key=${part} class="banner bad" role="alert"><p>${t(PARTS[part], { time: timeOfDay(state.since) })}</p></div>`)}
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
      <h2>${t("Calls now")}</h2><${Calls} />
      <h2>${t("People")}</h2><${People} />
    </div>
    <p class="asof">${t("As of {time}", { time: timeOfDay(asOf, { second: "2-digit" }) })}</p>`;
}

function Tile({ value, words, warn }) {
  return html`<div class=${`tile ${warn ? "warn" : ""}`}><b>${value}</b><span>${warn ? "⚠ " : ""}${words}</span></div>`;
}

const nameOf = (id) => (line.people.find((person) => person.id === id) || {}).name || "";

function Calls() {
  if (!line.calls.length) return html`<p class="card soft">${t("No call at the moment.")}</p>`;
  return html`<div class="scroll"><table><thead><tr><th>${t("Arrived")}</th><th>${t("State")}</th><th>${t("Language")}</th><th class="number">${t("For")}</th><th>${t("Counsellor")}</th></tr></thead>
    <tbody>${line.calls.map((call) => html`<tr key=${call.id}><td><a href=${`/calls/${call.id}`}>${timeOfDay(call.arrived_at)}</a>${call.practice && html` <span class="badge practice">${t("Practice call")}</span>`}</td>
      <td><span class=${`badge ${call.state === "talking" ? "good" : "warn"}`}>${t(STATES[call.state])}${call.offers ? ` · ${t("ringing")}` : ""}</span></td>
      <td>${tongue(call.language)}</td><td class="number">${duration(secondsSince(call.since))}</td><td>${nameOf(call.counsellor_id)}</td></tr>`)}</tbody></table></div>`;
}

function People() {
  const order = { talking: 0, ringing: 1, available: 2, wrap_up: 3, break: 4, debrief: 5, off: 6 };
  const people = [...line.people].sort((a, b) => order[a.presence] - order[b.presence] || a.name.localeCompare(b.name));
  return html`<div class="scroll"><table><thead><tr><th>${t("Name")}</th><th>${t("State")}</th><th>${t("On shift")}</th><th>${t("Languages")}</th></tr></thead>
    <tbody>${people.map((person) => html`<tr key=${person.id}><td>${person.name}${person.training && html` <span class="badge practice">${t("In training")}</span>`}</td>
      <td><span class=${`dot ${person.presence}`} aria-hidden="true"></span> ${t(PRESENCES[person.presence])}${person.presence === "available" && !person.present ? ` · ${t("not at the desk")}` : ""}</td>
      <td>${person.on_shift ? t("yes") : t("no")}</td><td>${person.languages.map(tongue).join(", ")}</td></tr>`)}</tbody></table></div>`;
}

show(html`<${Board} />`);
