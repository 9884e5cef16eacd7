// A call rings by sound, by the title, by the tab's sign and by a notification without any caller's data.
import { t } from "./words.js";

const title = document.title;
let sound = null;
let flashing = null;
let notice = null;

/** Called inside the click of "Start shift": without it browsers keep a page silent. */
export async function primeSound(base) {
  sound = new Audio(`${base}sounds/ring.wav`);
  sound.loop = true;
  try {
    sound.volume = 0.15;
    await sound.play();
    sound.pause();
    sound.currentTime = 0;
    sound.volume = 1;
    return true;
  } catch {
    return false;
  }
}

export async function startRinging(base, words) {
  icon(`${base}img/icon-ring.svg`);
  let on = false;
  clearInterval(flashing);
  flashing = setInterval(() => {
    on = !on;
    document.title = on ? `● ${words}` : title;
  }, 1000);
  if (notice) notice.close();
  notice = null;
  if (document.hidden && window.Notification && Notification.permission === "granted") {
    notice = new Notification(t("Incoming call"), { body: words, requireInteraction: true });
  }
  if (!sound) return false;
  try {
    await sound.play();
    return true;
  } catch (fault) {
    return fault.name === "AbortError"; // silenced before it began, not blocked
  }
}

/** One short tone: the next caller is let in by the page itself. */
export async function beep(base) {
  try {
    await new Audio(`${base}sounds/beep.wav`).play();
  } catch {
    // The offer is on the screen all the same.
  }
}

export function silence() {
  if (sound) sound.pause();
}

export function stopRinging(base) {
  silence();
  if (sound) sound.currentTime = 0;
  clearInterval(flashing);
  document.title = title;
  icon(`${base}img/icon.svg`);
  if (notice) notice.close();
  notice = null;
}

function icon(path) {
  const link = document.getElementById("icon");
  if (link) link.href = path;
}
