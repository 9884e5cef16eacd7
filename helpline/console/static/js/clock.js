// Durations come from the server's time: a computer's own clock may be wrong, and ticks are not counted.
let offset = 0;

export function setServerTime(text, now = Date.now()) {
  const server = Date.parse(text);
  if (!Number.isNaN(server)) offset = server - now;
}

export function serverNow(now = Date.now()) {
  return now + offset;
}

/** Whole seconds since an instant, never negative; null without one. */
export function secondsSince(text, now = serverNow()) {
  return text ? Math.max(0, Math.floor((now - Date.parse(text)) / 1000)) : null;
}

export function secondsUntil(text, now = serverNow()) {
  return text ? Math.max(0, Math.ceil((Date.parse(text) - now) / 1000)) : null;
}

/** 75 → "1:15", 3675 → "1:01:15". */
export function duration(seconds) {
  if (seconds === null) return "";
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

let zone = "Asia/Almaty";

/** Times of day are the helpline's, wherever the computer believes it stands. */
export function useZone(name) {
  zone = name;
}

export function timeOfDay(text, more = {}) {
  return text ? new Date(text).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: zone, ...more }) : "";
}

export function dayAndTime(text) {
  return text ? new Date(text).toLocaleString("ru", { dateStyle: "short", timeStyle: "short", timeZone: zone }) : "";
}
