// The child's telephone: dial, press keys, hang up, and say in words what the line is doing.

import { openSound } from "./sound.js";
import { firstLanguage, WORDS } from "./words.js";

const RETRY_MS = 2000;
const METER_MS = 100;
const KEYS = "123456789*0#";
const at = (id) => document.getElementById(id);

let socket = null;
let sound = null;
let call = { state: "idle", hears: "nothing" };
let language = firstLanguage(localStorage.getItem("language"), navigator.languages);

function words() {
  return WORDS[language];
}

function translate() {
  document.documentElement.lang = language;
  at("language").value = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = words()[element.dataset.word];
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words()[element.dataset.label]);
  }
  show();
}

function show() {
  const connected = socket?.readyState === WebSocket.OPEN;
  const talking = !["idle", "over"].includes(call.state);
  write("state", connected ? words().state[call.state] ?? words().state.over : words().noLine);
  write("hears", words().hears[call.hears] ?? "");
  at("dial").disabled = !connected || talking;
  at("hang-up").disabled = !talking;
  for (const key of at("keys").children) key.disabled = !talking;
  const deaf = sound !== null && !sound.hasMicrophone;
  at("trouble").hidden = !deaf;
  write("trouble", deaf ? words().noMicrophone : "");
}

/** Only a changed text is written: a screen reader says each write again. */
function write(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/phone/ws`);
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
  if (message.type === "hello") at("number").textContent = message.number;
  if (message.type !== "call") return;
  const ended = message.state === "idle" && call.state !== "idle";
  call = ended ? { ...message, state: "over" } : message;
  show();
}

function tell(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

async function dial() {
  at("dial").disabled = true;
  sound ??= await openSound((piece) => {
    if (socket?.readyState === WebSocket.OPEN && !["idle", "over"].includes(call.state)) socket.send(piece.buffer);
  });
  tell({ type: "dial", withheld: at("withheld").checked });
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
translate();
connect();
setInterval(showLevels, METER_MS);
