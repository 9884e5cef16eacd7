// The privacy screen. Away, the page covers itself and a key or a click shows it again; covered by
// Ctrl Alt L or the button, the server shows nothing in any window before the password is given.
// A modal dialog makes all behind it inert; a call that rings opens above it and can be taken.
import { send, useCsrf } from "./api.js";
import { Away } from "./away.js";
import { actionOf } from "./keys.js";
import { keepFor } from "./whose.js";

const dialog = document.getElementById("cover");
const parts = (name) => document.getElementById(`cover-${name}`);
const others = new BroadcastChannel("helpline-cover");
const away = new Away(Date.now());
let state = "open"; // open, away, locked
let page = null; // what a page that must go on says of itself

/** For a page that cannot be left, because of the call: what it saves first, and what it says of the call. */
export function stayUnderCover({ save, back, line }) {
  page = { save, back, line };
}

function cover(how) {
  if (!dialog || state === "locked") return;
  state = how;
  parts("form").hidden = how !== "locked";
  parts("lift").hidden = how === "locked";
  document.body.classList.add("covered");
  if (!dialog.open) dialog.showModal();
  raiseRing();
  say();
  (how === "locked" ? parts("password") : parts("lift")).focus();
}

/** The call that rings is above the cover, whichever came first. */
function raiseRing() {
  const ring = document.querySelector("dialog.ring[open]");
  if (!ring) return;
  ring.close();
  ring.showModal();
}

function lift() {
  if (state === "open") return;
  state = "open";
  away.sign(Date.now());
  document.body.classList.remove("covered");
  parts("password").value = "";
  complain("");
  dialog.close();
  if (page) page.back();
}

function say() {
  parts("line").textContent = page ? page.line() : "";
}

function complain(words) {
  parts("wrong").textContent = words;
  parts("wrong").hidden = !words;
}

/** By her own wish: at once on the screen, then on the server and in her other windows. */
async function lock() {
  if (!dialog || state === "locked") return;
  cover("locked");
  try {
    if (page) await page.save();
    await send("POST", "/api/session/cover");
    others.postMessage("locked");
    if (!page) location.replace("/covered");
  } catch (fault) {
    leaveIfOver(fault); // without network the screen is covered all the same
  }
}

async function unlock() {
  complain("");
  try {
    await send("POST", "/api/session/uncover", { password: parts("password").value });
    others.postMessage("lifted");
    lift();
  } catch (fault) {
    leaveIfOver(fault);
    complain(fault instanceof TypeError ? parts("wrong").dataset.lost : fault.errors[0]?.message || fault.message);
    parts("password").select();
  }
}

function leaveIfOver(fault) {
  if (fault.status === 401) location.replace("/login");
}

others.onmessage = ({ data }) => {
  if (data === "lifted" && !dialog) location.replace("/");
  else if (data === "lifted") lift();
  else if (data === "locked" && page) cover("locked");
  else if (data === "locked" && dialog) location.replace("/covered");
};

if (dialog) {
  keepFor(dialog.dataset.person);
  useCsrf(document.querySelector("meta[name=csrf-token]").content);
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    addEventListener(kind, () => away.sign(Date.now()), { capture: true, passive: true });
  }
  addEventListener("keydown", (event) => {
    const action = actionOf(event);
    if (action === "hide") {
      event.preventDefault();
      lock();
    } else if (state === "away" && !event.target.closest?.("dialog.ring")) {
      if (!action) event.preventDefault(); // the key that brings the page back writes nothing into it
      lift();
    }
  });
  addEventListener("click", () => state === "away" && lift());
  parts("now").addEventListener("submit", (event) => {
    event.preventDefault();
    lock();
  });
  parts("form").addEventListener("submit", (event) => {
    event.preventDefault();
    unlock();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => state !== "open" && dialog.showModal());
  const look = () => away.is(Date.now()) && cover("away");
  document.addEventListener("visibilitychange", () => {
    look();
    away.sight(document.hidden, Date.now());
  });
  setInterval(() => {
    look();
    if (state !== "open") say();
  }, 1000);
}
// Signed out or covered meanwhile, a page that the browser had kept is not shown again as it was.
addEventListener("pageshow", (event) => event.persisted && location.reload());
