// The page accepts by itself after one second, once, and not what was passed on meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AutoAnswer } from "../../helpline/console/static/js/auto_answer.js";
import { settled } from "./fakes/browser.js";

const OFFER = { id: "o1" };

/** A clock that is turned by hand, and a desk that notes what it is asked. */
function scene({ fails = false } = {}) {
  const it = { now: 0, timers: [], accepted: [], rung: [], busy: false };
  const ways = {
    accept: async (offer) => it.accepted.push(offer.id),
    isBusy: () => it.busy,
    rings: () => fails,
    ring: (offer) => it.rung.push(offer.id),
  };
  it.answer = new AutoAnswer(ways, (work, after) => it.timers.push({ work, at: it.now + after }));
  it.pass = async (ms) => {
    it.now += ms;
    const due = it.timers.filter((timer) => timer.at <= it.now);
    it.timers = it.timers.filter((timer) => timer.at > it.now);
    due.forEach((timer) => timer.work());
    await settled();
  };
  return it;
}

test("an offer is accepted after one second and not before, however often it is told of", async () => {
  const it = scene();
  it.answer.see(OFFER);
  it.answer.see({ ...OFFER });

  await it.pass(999);
  assert.deepEqual(it.accepted, []);
  await it.pass(1);
  await it.pass(5000);

  assert.deepEqual(it.accepted, ["o1"]);
  assert.deepEqual(it.rung, []);
});

test("an offer that is gone within the second is not accepted", async () => {
  const it = scene();
  it.answer.see(OFFER);
  it.answer.see(null);

  await it.pass(2000);

  assert.deepEqual(it.accepted, []);
});

test("a wish that is on its way to the server is waited for, and may take the offer away", async () => {
  const it = scene();
  it.answer.see(OFFER);
  it.busy = true;
  await it.pass(1000);
  await it.pass(200);
  assert.deepEqual(it.accepted, []);

  it.answer.see(null); // it was "Pass on"
  it.busy = false;
  await it.pass(200);

  assert.deepEqual(it.accepted, []);
});

test("what was waited for and left the offer there ends in accepting it", async () => {
  const it = scene();
  it.answer.see(OFFER);
  it.busy = true;
  await it.pass(1000);
  it.busy = false;

  await it.pass(200);

  assert.deepEqual(it.accepted, ["o1"]);
});

test("when accepting fails it rings as every other call does", async () => {
  const it = scene({ fails: true });
  it.answer.see(OFFER);

  await it.pass(1000);

  assert.deepEqual(it.rung, ["o1"]);
});

test("the next offer has a second of its own", async () => {
  const it = scene();
  it.answer.see(OFFER);
  await it.pass(600);
  it.answer.see({ id: "o2" });
  await it.pass(600);
  assert.deepEqual(it.accepted, []);

  await it.pass(400);

  assert.deepEqual(it.accepted, ["o2"]);
});
