// What is typed outlives a reload, in this tab alone; and completing a contact.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ContactStore } from "../../helpline/console/static/js/contact_store.js";
import { drafts } from "../../helpline/console/static/js/drafts.js";
import { DRAFT_KEY, FakeServer, fakeStorage, settled } from "./fakes/browser.js";

const CONTACT = { id: "k1", version: 1, form: {}, note: "" };

let server;
beforeEach(async () => {
  server = new FakeServer();
  globalThis.sessionStorage = fakeStorage();
  await drafts.open(DRAFT_KEY);
});

async function reloaded() {
  await drafts.sealing;
  await drafts.open(DRAFT_KEY);
}

const open = (contact = CONTACT) => new ContactStore(contact, () => {});

test("a reload in the middle of a word gives the word back and saves it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const before = open();
  before.write("half a wo");
  before.set(["child", "age"], 9);
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  await reloaded();

  const after = open();
  t.mock.timers.tick(1500);

  assert.deepEqual([after.note, after.form, after.state], ["half a wo", { child: { age: 9 } }, "saving"]);
  assert.deepEqual(server.next().body, { version: 1, form: { child: { age: 9 } }, note: "half a wo" });
});

test("a draft lies in the tab's own storage: nothing is written that outlives the tab", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.localStorage = { setItem: () => assert.fail("kept on the machine") };

  open().write("a");
  await drafts.sealing;

  assert.equal(sessionStorage.kept.size, 1);
});

test("once saved the draft is gone from the tab", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();

  store.write("a");
  t.mock.timers.tick(1500);
  server.next().answer(200, { version: 2 });
  await settled();

  assert.equal(sessionStorage.kept.size, 0);
});

test("a reload during a conflict asks again and loses neither text", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  open().write("mine");

  const after = open({ ...CONTACT, version: 2, note: "theirs" });
  t.mock.timers.tick(60_000);

  assert.deepEqual([after.state, after.note, after.other.note], ["conflict", "mine", "theirs"]);
  after.settle(true);
  t.mock.timers.tick(1500);
  assert.equal(server.all.at(-1).body.version, 2);
});

test("a reload before the answer of a save came is no conflict: the server has that text", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  open().write("mine");

  const after = open({ ...CONTACT, version: 2, note: "mine" });

  assert.deepEqual([after.state, after.version], ["saved", 2]);
  assert.equal(sessionStorage.kept.size, 0);
});

test("the draft of one contact is never put into another, nor forgotten for it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const first = open();
  first.write("of the first");
  const second = open({ ...CONTACT, id: "k2" });

  assert.equal(second.note, "");
  second.write("of the second");
  first.save();
  server.next().answer(200, { version: 2 });
  await settled();

  assert.equal(open({ ...CONTACT, id: "k2" }).note, "of the second");
});

test("what lies in the storage can be read with the key alone, and in its place alone", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  open().write("a violet kaleidoscope");
  await drafts.sealing;
  const [[name, sealed]] = sessionStorage.kept;
  assert.equal(Buffer.from(sealed, "base64").includes("violet"), false);

  await drafts.open(btoa("o".repeat(32)));
  assert.equal(drafts.read("k1"), null);
  sessionStorage.setItem("contact-draft:k2", sealed);
  await drafts.open(DRAFT_KEY);
  assert.equal(drafts.read("k1"), null);

  sessionStorage.setItem(name, sealed);
  await drafts.open(DRAFT_KEY);
  assert.equal(drafts.read("k1").note, "a violet kaleidoscope");
});

test("what is forgotten while it is being sealed is not put away afterwards", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  open().write("a");
  drafts.forget("k1");
  await drafts.sealing;

  assert.equal(sessionStorage.kept.size, 0);
});

test("the last of many words is the one that stays", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();
  for (const note of ["a", "ab", "abc"]) store.write(note);
  await reloaded();

  assert.equal(drafts.read("k1").note, "abc");
});

test("without a secure connection nothing is put away, and nothing is lost in the page", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  await drafts.open(DRAFT_KEY, sessionStorage, null);
  open().write("a");
  await drafts.sealing;

  assert.deepEqual([sessionStorage.kept.size, drafts.read("k1").note], [0, "a"]);
});

test("a draft that cannot be read is as none", async () => {
  sessionStorage.setItem("contact-draft:k1", "{half");
  await drafts.open(DRAFT_KEY);

  assert.equal(open().state, "saved");
});

test("completing sends everything typed, also what no save has carried yet", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();
  store.write("typed just now");

  const done = store.complete();
  const sent = server.next();
  sent.answer(200, { state: "complete" });

  assert.deepEqual(await done, { state: "complete" });
  assert.deepEqual([sent.method, sent.path, sent.body.note], ["POST", "/api/contacts/k1/complete", "typed just now"]);
  t.mock.timers.tick(60_000);
  assert.equal(server.requests.length, 0);
  assert.equal(sessionStorage.kept.size, 0);
});

test("completing waits for the save on its way, even when more was typed meanwhile", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();
  store.write("a");
  store.save();
  store.write("ab");

  const done = store.complete();
  await settled();
  assert.equal(server.requests.length, 1);
  server.next().answer(200, { version: 2 });
  await settled();
  const sent = server.next();
  sent.answer(200, {});
  await done;
  t.mock.timers.tick(60_000);

  assert.deepEqual(sent.body, { version: 2, form: {}, note: "ab" });
  assert.equal(server.requests.length, 0);
});

test("a contact that may not be completed yet goes on saving itself", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();
  store.write("typed");

  const done = store.complete();
  server.next().answer(422, { errors: [{ field: "call_type", message: "Choose." }] });
  await assert.rejects(done, (fault) => fault.errors[0].field === "call_type");
  t.mock.timers.tick(1500);

  assert.equal(server.next().body.note, "typed");
});

test("completing over somebody's newer version asks which text should stay", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = open();
  store.write("mine");

  const done = store.complete();
  server.next().answer(409, { current: { ...CONTACT, version: 2, note: "theirs" } });
  await assert.rejects(done);

  assert.deepEqual([store.state, store.note, store.other.note], ["conflict", "mine", "theirs"]);
});
