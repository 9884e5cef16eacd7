// The supervisor's board: what each piece of news does to it, and what the tiles count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alone, applied, broken, freePeople, tiles } from "../../helpline/console/static/js/board_model.js";

const NOW = Date.parse("2026-03-01T12:00:00Z");

const call = (id, more = {}) => ({ id, state: "waiting", enqueued_at: "2026-03-01T11:59:00+00:00", outcome: null, ...more });
const person = (id, more = {}) => ({ id, name: `Sample ${id}`, presence: "available", present: true, ...more });
const line = (more = {}) => ({ calls: [], people: [], today: { arrived: 4, answered: 2, abandoned: 1 }, parts: {}, ...more });
const ofCall = (body) => ({ type: "call", body });

test("a call that was not there is shown and counted as arrived, once", () => {
  const first = applied(line(), ofCall(call("c1")));
  const second = applied(first, ofCall(call("c1", { state: "talking" })));

  assert.deepEqual(second.calls.map((each) => [each.id, each.state]), [["c1", "talking"]]);
  assert.equal(second.today.arrived, 5);
});

test("calls stand in the order in which they came, whatever the order of the news", () => {
  const late = call("c1", { enqueued_at: "2026-03-01T11:59:30.000001+00:00" });
  const early = call("c2", { enqueued_at: "2026-03-01T11:58:59.999999+00:00" });

  const shown = applied(applied(line(), ofCall(late)), ofCall(early));

  assert.deepEqual(shown.calls.map((each) => each.id), ["c2", "c1"]);
});

test("a full second without its fraction comes before the same second with one", () => {
  const full = call("c1", { enqueued_at: "2026-03-01T11:59:00+00:00" });
  const fraction = call("c2", { enqueued_at: "2026-03-01T11:59:00.500000+00:00" });

  const shown = applied(applied(line(), ofCall(fraction)), ofCall(full));

  assert.deepEqual(shown.calls.map((each) => each.id), ["c1", "c2"]);
});

test("calls of the same instant stand as the server puts them, by their ids", () => {
  const shown = applied(applied(line(), ofCall(call("b"))), ofCall(call("a")));

  assert.deepEqual(shown.calls.map((each) => each.id), ["a", "b"]);
});

test("a call that has ended leaves the board and is counted by its outcome", () => {
  const with_one = line({ calls: [call("c1")] });
  const ended = (outcome) => applied(with_one, ofCall(call("c1", { state: "ended", outcome })));

  assert.deepEqual(ended("completed").calls, []);
  assert.deepEqual(ended("completed").today, { arrived: 4, answered: 3, abandoned: 1 });
  assert.deepEqual(ended("abandoned").today, { arrived: 4, answered: 2, abandoned: 2 });
  assert.deepEqual(ended("caller_lost").today, { arrived: 4, answered: 2, abandoned: 2 });
  assert.deepEqual(ended("transferred_out").today, { arrived: 4, answered: 3, abandoned: 1 });
  for (const outcome of ["overflowed", "voicemail", "callback"]) assert.deepEqual(ended(outcome).today, { arrived: 4, answered: 2, abandoned: 1 });
});

test("the end of a call that is not shown is not counted a second time", () => {
  const gone = applied(line(), ofCall(call("c1", { state: "ended", outcome: "abandoned" })));

  assert.deepEqual(gone.today, { arrived: 4, answered: 2, abandoned: 1 });
});

test("news of a person changes her row and keeps her name", () => {
  const before = line({ people: [person("a"), person("b")] });

  const shown = applied(before, { type: "person", body: { id: "b", presence: "talking" } });

  assert.deepEqual(shown.people.map((each) => [each.name, each.presence]), [["Sample a", "available"], ["Sample b", "talking"]]);
});

test("news of a kind that is not known changes nothing, and no news changes what was there", () => {
  const before = Object.freeze(line({ calls: Object.freeze([Object.freeze(call("c1"))]), people: Object.freeze([]) }));
  Object.freeze(before.today);

  assert.equal(applied(before, { type: "weather", body: {} }), before);
  assert.notEqual(applied(before, ofCall(call("c2"))), before);
});

test("the longest wait is of those who still wait, and of nobody else", () => {
  const calls = [
    call("c1", { state: "talking", enqueued_at: "2026-03-01T11:00:00+00:00" }),
    call("c2", { state: "greeting", enqueued_at: "2026-03-01T11:59:50+00:00" }),
    call("c3", { state: "connecting", enqueued_at: "2026-03-01T11:59:15.500000+00:00" }),
  ];

  const shown = tiles(line({ calls }), NOW);

  assert.deepEqual([shown.waiting, shown.longest, shown.talking], [2, 44, 1]);
});

test("with nobody waiting the longest wait is nothing, also for a clock that is behind", () => {
  assert.equal(tiles(line(), NOW).longest, 0);
  assert.equal(tiles(line({ calls: [call("c1", { enqueued_at: "2026-03-01T12:00:05+00:00" })] }), NOW).longest, 0);
});

test("only who is at the desk counts as available", () => {
  const people = [person("a"), person("b", { present: false }), person("c", { presence: "off" })];

  assert.equal(tiles(line({ people }), NOW).available, 1);
});

test("wrap-up counts by itself, a break and a debrief together", () => {
  const people = ["wrap_up", "break", "debrief", "off"].map((presence) => person(presence, { presence, present: false }));

  const shown = tiles(line({ people }), NOW);

  assert.deepEqual([shown.wrap_up, shown.on_break, shown.available], [1, 2, 0]);
  assert.deepEqual([shown.arrived, shown.abandoned], [4, 1]);
});

test("a part of the line that is down is named until it is up again", () => {
  const at = "2026-03-01T11:59:00+00:00";
  const down = applied(line(), { type: "part", body: { part: "carrier", is_up: false, since: at } });
  const up = applied(down, { type: "part", body: { part: "carrier", is_up: true, since: at } });

  assert.deepEqual(broken(down), [["carrier", { is_up: false, since: at }]]);
  assert.deepEqual(broken(up), []);
});

test("a practice call is shown and never counted, neither when it comes nor when it ends", () => {
  const practice = (more) => ofCall(call("p1", { practice: true, ...more }));

  const came = applied(line(), practice({}));
  const ended = applied(came, practice({ state: "ended", outcome: "abandoned" }));

  assert.deepEqual(came.calls.map((each) => each.id), ["p1"]);
  assert.deepEqual(ended.calls, []);
  assert.deepEqual([came.today, ended.today], [line().today, line().today]);
});

test("the tiles count neither practice calls nor whoever is in training", () => {
  const calls = [call("c1"), call("p1", { practice: true, enqueued_at: "2026-03-01T11:00:00+00:00" })];
  const talking = call("p2", { practice: true, state: "talking" });
  const people = [person("a"), person("b", { training: true }), person("c", { training: true, presence: "wrap_up" })];

  const shown = tiles(line({ calls: [...calls, talking], people }), NOW);

  assert.deepEqual([shown.waiting, shown.longest, shown.talking], [1, 60, 0]);
  assert.deepEqual([shown.available, shown.wrap_up, shown.on_break], [1, 0, 0]);
});

test("the alarm is for real callers who wait while nobody is on duty", () => {
  const shown = line({ calls: [call("c1", { alone: true }), call("c2"), call("c3", { alone: true, practice: true })] });

  assert.deepEqual(alone(shown).map((each) => each.id), ["c1"]);
});

test("a call is offered only to who is free, at the desk and not in training", () => {
  const people = [person("a"), person("b", { present: false }), person("c", { presence: "talking" }), person("d", { training: true })];

  assert.deepEqual(freePeople(line({ people })).map((each) => each.id), ["a"]);
});

test("the number of the rota's urgent alarms follows its news", () => {
  const told = applied(line({ rota_alarms: 0 }), { type: "rota_alarm", body: { urgent: 3 } });

  assert.equal(told.rota_alarms, 3);
  assert.equal(applied(told, { type: "rota", body: {} }), told);
});
