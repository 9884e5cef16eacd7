// Saving while typing: when it is sent, one at a time, and that a fault loses nothing.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ContactStore } from "../../helpline/console/static/js/contact_store.js";
import { drafts } from "../../helpline/console/static/js/drafts.js";
import { DRAFT_KEY, FakeServer, fakeStorage, settled } from "./fakes/browser.js";

const CONTACT = { id: "k1", version: 1, form: { call_type: "counselling" }, note: "" };

let server;
beforeEach(async () => {
  server = new FakeServer();
  globalThis.sessionStorage = fakeStorage();
  await drafts.open(DRAFT_KEY);
});

function opened(t, contact = CONTACT) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const drawn = [];
  const store = new ContactStore(contact, () => drawn.push(store?.state));
  return { store, drawn, pass: (ms) => t.mock.timers.tick(ms) };
}

test("what is typed is sent 1.5 s after the last key, not after the first", async (t) => {
  const { store, pass } = opened(t);

  store.write("a");
  pass(1000);
  store.write("ab");
  pass(1499);
  assert.equal(server.requests.length, 0);
  pass(1);

  const { path, method, body } = server.next();
  assert.deepEqual([method, path], ["PUT", "/api/contacts/k1"]);
  assert.deepEqual(body, { version: 1, form: { call_type: "counselling" }, note: "ab" });
});

test("leaving a field saves at once, and the clock does not send it again", async (t) => {
  const { store, pass } = opened(t);

  store.set(["child", "age"], 9);
  store.save();
  server.next().answer(200, { version: 2 });
  await settled();
  pass(10_000);

  assert.equal(store.state, "saved");
  assert.equal(server.all.length, 1);
});

test("leaving a field in which nothing was typed sends nothing", async (t) => {
  const { store } = opened(t);

  await store.save();

  assert.equal(server.all.length, 0);
});

test("the page is told of every step: typing, saving, saved", async (t) => {
  const { store, drawn, pass } = opened(t);

  store.write("a");
  pass(1500);
  server.next().answer(200, { version: 2 });
  await settled();

  assert.deepEqual(drawn, ["typing", "saving", "saved"]);
  assert.equal(store.version, 2);
});

test("one request at a time: what is typed on the way goes next, with the version that came back", async (t) => {
  const { store, pass } = opened(t);
  store.write("a");
  pass(1500);
  const first = server.next();

  store.write("ab");
  pass(1500);
  store.save();
  assert.equal(server.requests.length, 0);
  first.answer(200, { version: 2 });
  await settled();
  assert.equal(store.state, "typing");
  pass(1500);

  assert.deepEqual(server.next().body, { version: 2, form: { call_type: "counselling" }, note: "ab" });
});

test("without network it says so, keeps the text and tries again until it is saved", async (t) => {
  const { store, pass } = opened(t);
  store.write("a");
  pass(1500);
  server.next().lose();
  await settled();
  assert.equal(store.state, "unsaved");

  pass(3000);
  server.next().answer(503, {});
  await settled();
  assert.equal(store.state, "unsaved");
  pass(3000);
  server.next().answer(200, { version: 2 });
  await settled();

  assert.deepEqual([store.state, store.note], ["saved", "a"]);
});

test("a text that the server refuses is not sent over and over, but again after a change", async (t) => {
  const { store, pass } = opened(t);
  store.set(["child", "age"], 99);
  pass(1500);
  server.next().answer(422, { errors: [{ field: "child.age", message: "…" }] });
  await settled();

  pass(60_000);
  assert.deepEqual([store.state, server.requests.length], ["refused", 0]);
  store.set(["child", "age"], 9);
  pass(1500);

  assert.equal(server.next().body.form.child.age, 9);
});

async function inConflict(t, typed = "mine") {
  const page = opened(t);
  page.store.write(typed);
  page.pass(1500);
  server.next().answer(409, { current: { ...CONTACT, version: 5, note: "theirs", form: { call_type: "silent" } } });
  await settled();
  return page;
}

test("saved elsewhere: both texts are there, and nothing is sent until she has chosen", async (t) => {
  const { store, pass } = await inConflict(t);

  pass(60_000);
  await store.save();

  assert.deepEqual([store.state, store.note, store.other.note], ["conflict", "mine", "theirs"]);
  assert.deepEqual([store.form.call_type, store.other.form.call_type], ["counselling", "silent"]);
  assert.equal(server.requests.length, 0);
});

test("typing during a conflict keeps the question on the screen and the text in the tab", async (t) => {
  const { store, pass } = await inConflict(t);

  store.write("mine and more");
  pass(60_000);

  assert.deepEqual([store.state, store.note, server.requests.length], ["conflict", "mine and more", 0]);
  assert.equal(drafts.read("k1").note, "mine and more");
});

test("keeping what is here sends it over the version that stands there", async (t) => {
  const { store, pass } = await inConflict(t);

  store.settle(true);
  pass(1500);
  const sent = server.next();
  sent.answer(200, { version: 6 });
  await settled();

  assert.deepEqual(sent.body, { version: 5, form: { call_type: "counselling" }, note: "mine" });
  assert.deepEqual([store.state, store.version, store.other], ["saved", 6, null]);
});

test("taking what is there shows it, sends nothing and forgets the draft", async (t) => {
  const { store, pass } = await inConflict(t);

  store.settle(false);
  pass(60_000);

  assert.deepEqual([store.state, store.note, store.version], ["saved", "theirs", 5]);
  assert.deepEqual(store.form, { call_type: "silent" });
  assert.equal(server.requests.length, 0);
  assert.equal(sessionStorage.kept.size, 0);
});

test("typing goes on while the answer is a conflict: the later text is the one that stays here", async (t) => {
  const { store, pass } = opened(t);
  store.write("mine");
  pass(1500);

  store.write("mine and more");
  server.next().answer(409, { current: { ...CONTACT, version: 5, note: "theirs" } });
  await settled();

  assert.deepEqual([store.state, store.note, store.other.note], ["conflict", "mine and more", "theirs"]);
});
