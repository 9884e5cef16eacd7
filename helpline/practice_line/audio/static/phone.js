// The child's telephone: dial, press keys, hang up, and say in words what the line is doing.

import { openSound } from "./sound.js";
import { firstLanguage, WORDS } from "./words.js";

const RETRY_MS = 2000;
const METER_MS = 100;
const PAUSE_MS = 1500; // between two recordings; a shorter silence is not worth saying
const KEYS = "123456789*0#";
const SPOKEN = { "*": "star", "#": "hash" };
const training = new URLSearchParams(location.search).get("training");
const at = (id) => document.getElementById(id);

let socket = null;
let sound = null;
let number = "";
let silence = 0;
let focusFollows = false;
let call = { state: "idle", hears: "nothing" };
let language = firstLanguage(localStorage.getItem("language"), navigator.languages);

function words() {
  return WORDS[language];
}

function translate() {
  document.documentElement.lang = language;
  at("language").value = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = words()[element.dataset.word].replace("{number}", number);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    const name = element.matches("optgroup") ? "label" : "aria-label";
    element.setAttribute(name, words()[element.dataset.label]);
  }
  for (const key of at("keys").children) {
    const spoken = SPOKEN[key.textContent];
    if (spoken) key.setAttribute("aria-label", `${key.textContent} ${words()[spoken]}`);
  }
  show();
}

function show() {
  const connected = socket?.readyState === WebSocket.OPEN;
  const talking = !["idle", "over"].includes(call.state);
  write("state", connected ? words().state[call.state] ?? words().state.over : words().noLine);
  sayWhatIsHeard();
  moveFocus(talking);
  at("dial").disabled = !connected || talking;
  at("hang-up").disabled = !talking;
  for (const key of at("keys").children) key.disabled = !talking;
  if (focusFollows && talking) {
    focusFollows = false;
    at("hang-up").focus();
  }
  const deaf = sound !== null && !sound.hasMicrophone;
  at("trouble").hidden = !deaf;
  write("trouble", deaf ? words().noMicrophone : "");
}

/** The gap between two recordings would be said as if something had happened. */
function sayWhatIsHeard() {
  clearTimeout(silence);
  const say = () => write("hears", words().hears[call.hears] ?? "");
  if (call.hears === "nothing" && call.state === "in-progress") silence = setTimeout(say, PAUSE_MS);
  else say();
}

/** A button that is switched off loses the focus: whoever has no mouse must not be left nowhere. */
function moveFocus(talking) {
  const focused = document.activeElement;
  if (talking || at("hang-up").disabled) return;
  if (focused === at("hang-up") || at("keys").contains(focused)) {
    at("dial").disabled = false;
    at("dial").focus();
  }
}

/** Only a changed text is written: a screen reader says each write again. */
function write(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/phone/ws${training === null ? "" : location.search}`);
  socket.binaryType = "arraybuffer";
  socket.onopen = show;
  socket.onmessage = ({ data }) => (typeof data === "string" ? hear(JSON.parse(data)) : sound?.play(data));
  socket.onclose = () => {
    call = { state: "idle", hears: "nothing" };
    show();
    setTimeout(connect, RETRY_MS);
  };
}

function hear(message) {
  if (message.type === "hello") {
    number = message.number;
    translate();
  }
  if (message.type !== "call") return;
  const ended = message.state === "idle" && call.state !== "idle";
  call = ended ? { ...message, state: "over" } : message;
  show();
}

function tell(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

async function dial() {
  focusFollows = document.activeElement === at("dial");
  at("dial").disabled = true;
  sound ??= await openSound((piece) => {
    if (socket?.readyState === WebSocket.OPEN && !["idle", "over"].includes(call.state)) socket.send(piece.buffer);
  });
  const { value } = at("withheld");
  tell({ type: "dial", withheld: value === "shown" ? null : value });
  show();
}

function addKeys() {
  for (const digit of KEYS) {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = digit;
    key.onclick = () => tell({ type: "key", digit });
    at("keys").append(key);
  }
}

/** The keys of the keyboard are the telephone's keys while a call goes on. */
function pressOnKeyboard(event) {
  const typing = event.repeat || event.target.matches("select, input");
  if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && KEYS.includes(event.key)) {
    tell({ type: "key", digit: event.key });
  }
}

function showLevels() {
  at("heard").value = sound?.heard() ?? 0;
  at("said").value = sound?.said() ?? 0;
}

window.tones = (frequencies) => sound?.tones(frequencies) ?? {};
at("dial").onclick = dial;
at("hang-up").onclick = () => tell({ type: "hang_up" });
at("language").onchange = ({ target }) => {
  language = target.value;
  localStorage.setItem("language", language);
  translate();
};
document.addEventListener("keydown", pressOnKeyboard);
addKeys();
at("training").hidden = training === null;
translate();
connect();
setInterval(showLevels, METER_MS);
