// News over the socket: nothing twice, nothing lost, and a silence that is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serverNow } from "../../helpline/console/static/js/clock.js";
import { Live } from "../../helpline/console/static/js/live.js";
import { settled, Speaker } from "./fakes/browser.js";

const START = Date.parse("2026-03-01T12:00:00Z");

class FakeSocket extends Speaker {
  connected = true;
  active = true;
  sent = [];
  comebacks = 0;
  volatile = { emit: (name, value) => this.sent.push([name, value]) };
  connect = () => (this.comebacks += 1);
}

/** A page at number 5; `readings` are the snapshots asked for and not given yet. */
function listening(t, after = 5) {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: START });
  const page = { socket: new FakeSocket(), readings: [], news: [], snapshots: [], states: [], left: [] };
  globalThis.location = { assign: (path) => page.left.push(path) };
  const fetchSnapshot = () => new Promise((give, lose) => page.readings.push({ give, lose }));
  const on = {
    onNews: (news) => page.news.push(news.seq),
    onSnapshot: (snapshot) => page.snapshots.push(snapshot.seq),
    onState: (state) => page.states.push(state),
  };
  page.live = new Live({ stream: "line", after, epoch: "e1" }, fetchSnapshot, on, (options) => ((page.options = options), page.socket));
  page.hear = (...seqs) => seqs.forEach((seq) => page.socket.say("news", { stream: "line", seq }));
  page.beat = (seq) => page.socket.say("hb", { seqs: { line: seq }, server_time: new Date().toISOString() });
  page.give = async (seq, epoch = "e1") => {
    page.readings.shift().give({ seq, epoch, server_time: "2026-03-01T12:00:00Z" });
    await settled();
  };
  page.pass = (ms) => t.mock.timers.tick(ms);
  return page;
}

const known = (page) => {
  let told = null;
  page.options.auth((value) => (told = value));
  return told;
};

test("the following number is applied, a number seen already is dropped", (t) => {
  const page = listening(t);

  page.hear(6, 6, 5, 3, 7);

  assert.deepEqual([page.news, page.readings.length], [[6, 7], 0]);
});

test("a gap is not applied: the snapshot is fetched, and news goes on from there", async (t) => {
  const page = listening(t);

  page.hear(8);
  await page.give(8);
  page.hear(8, 9);

  assert.deepEqual([page.snapshots, page.news], [[8], [9]]);
});

test("news of another stream has numbers of its own and is no gap", (t) => {
  const page = listening(t);

  page.socket.say("news", { stream: "person:a", seq: 90 });

  assert.deepEqual([page.news, page.readings.length, known(page).after], [[], 0, { line: 5 }]);
});

test("on coming back the page names its last number and the epoch, so that the server replays the rest", async (t) => {
  const page = listening(t);

  page.hear(6, 7);
  assert.deepEqual(known(page), { after: { line: 7 }, epoch: "e1" });
  page.hear(20);
  await page.give(20, "e2");

  assert.deepEqual(known(page), { after: { line: 20 }, epoch: "e2" });
});

test("a heartbeat with a higher number means lost news: the snapshot is fetched", async (t) => {
  const page = listening(t);

  page.beat(5);
  assert.equal(page.readings.length, 0);
  page.beat(6);
  await page.give(6);

  assert.deepEqual(page.snapshots, [6]);
});

test("a heartbeat sets the clock by the server", (t) => {
  const page = listening(t);

  page.socket.say("hb", { seqs: {}, server_time: "2026-03-01T11:00:00Z" });

  assert.equal(serverNow(), Date.parse("2026-03-01T11:00:00Z"));
});

test("the server may ask for a reading, of this page's stream and of no other", async (t) => {
  const page = listening(t);

  page.socket.say("resync", { stream: "person:a" });
  assert.equal(page.readings.length, 0);
  page.socket.say("resync", { stream: "line" });
  await page.give(9);

  assert.deepEqual(page.snapshots, [9]);
});

test("the server begun anew counts anew: a lower number of another epoch is taken", async (t) => {
  const page = listening(t, 500);

  page.socket.say("resync", { stream: "line" });
  await page.give(2, "e2");
  page.hear(3);

  assert.deepEqual([page.snapshots, page.news], [[2], [3]]);
});

test("a snapshot that news has overtaken does not take the page back", async (t) => {
  const page = listening(t);
  page.socket.say("resync", { stream: "line" });

  page.hear(6, 7);
  await page.give(5);
  page.hear(8);

  assert.deepEqual([page.snapshots, page.news, page.readings.length], [[], [6, 7, 8], 0]);
});

test("one reading at a time, and one more for what was asked meanwhile", async (t) => {
  const page = listening(t);

  page.hear(7, 8, 9);
  assert.equal(page.readings.length, 1);
  await page.give(7);
  assert.equal(page.readings.length, 1);
  await page.give(9);

  assert.deepEqual([page.snapshots, page.readings.length], [[7, 9], 0]);
});
