// Durations and times of day: the server's time counts, the computer's does not.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { dayAndTime, duration, secondsSince, secondsUntil, serverNow, setServerTime, timeOfDay, useZone } from "../../helpline/console/static/js/clock.js";

const NOON = "2026-03-01T12:00:00+00:00";
const at = (text) => Date.parse(text);

beforeEach(() => {
  setServerTime(NOON, at(NOON));
  useZone("Asia/Almaty");
});

test("a computer an hour ahead still shows how long the child has waited", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: at("2026-03-01T13:00:00Z") });

  setServerTime(NOON);
  t.mock.timers.tick(30_000);

  assert.equal(secondsSince("2026-03-01T11:59:00+00:00"), 90);
  assert.equal(secondsUntil("2026-03-01T12:00:50+00:00"), 20);
});

test("a computer an hour behind shows the same", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: at("2026-03-01T11:00:00Z") });

  setServerTime(NOON);
  t.mock.timers.tick(30_000);

  assert.equal(secondsSince("2026-03-01T11:59:00+00:00"), 90);
});

test("a later word of the server corrects a clock that was set meanwhile", () => {
  const local = at("2026-03-01T15:00:00Z");

  setServerTime("2026-03-01T12:00:10+00:00", local);

  assert.equal(serverNow(local), at("2026-03-01T12:00:10Z"));
});

test("a time that cannot be read changes nothing", () => {
  setServerTime("2026-03-01T12:00:10+00:00", at(NOON));
  setServerTime("soon", at(NOON));
  setServerTime(undefined, at(NOON));

  assert.equal(serverNow(at(NOON)), at("2026-03-01T12:00:10Z"));
});

test("whole seconds count, and none is shown before it has passed", () => {
  assert.equal(secondsSince(NOON, at(NOON) + 1999), 1);
  assert.equal(secondsUntil(NOON, at(NOON) - 1001), 2);
});

test("a duration is never negative", () => {
  assert.equal(secondsSince(NOON, at(NOON) - 5000), 0);
  assert.equal(secondsUntil(NOON, at(NOON) + 5000), 0);
});

test("without an instant there is no duration, and nothing is drawn for it", () => {
  assert.equal(secondsSince(null), null);
  assert.equal(secondsUntil(null), null);
  assert.equal(duration(null), "");
  assert.equal(timeOfDay(null), "");
  assert.equal(dayAndTime(null), "");
});

test("a duration reads as minutes and seconds, and as hours from an hour on", () => {
  const read = [0, 9, 75, 3599, 3600, 3675, 36000].map(duration);

  assert.deepEqual(read, ["0:00", "0:09", "1:15", "59:59", "1:00:00", "1:01:15", "10:00:00"]);
});

test("times of day are the helpline's, wherever the computer stands", () => {
  assert.equal(timeOfDay("2026-03-01T20:30:00+00:00"), "01:30");
  useZone("Europe/London");
  assert.equal(timeOfDay("2026-03-01T20:30:00+00:00"), "20:30");
});

test("seconds are shown where they are asked for, and a day with its own zone", () => {
  assert.equal(timeOfDay("2026-03-01T20:30:05+00:00", { second: "2-digit" }), "01:30:05");
  assert.match(dayAndTime("2026-03-01T20:30:00+00:00"), /^02\.03\.2026,? 01:30$/);
});
