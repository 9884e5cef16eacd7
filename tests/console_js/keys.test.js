// Shortcuts: a counsellor on any layout, with her hands in a text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { act, actionOf } from "../../helpline/console/static/js/keys.js";

const press = (code, more = {}) => ({ code, key: "", ctrlKey: true, altKey: true, shiftKey: false, metaKey: false, repeat: false, ...more });

class FakeDesk {
  done = [];
  accept = (offer) => this.done.push(["accept", offer.id]);
  decline = (offer) => this.done.push(["decline", offer.id]);
  mute = (call) => this.done.push(["mute", call.id]);
  hold = (call) => this.done.push(["hold", call.id]);
  hangUp = (call) => this.done.push(["hangUp", call.id]);
}

test("a shortcut is found by the place of the key, whatever letter the layout gives it", () => {
  const letters = [["KeyM", "ь", "mute"], ["KeyA", "ф", "accept"], ["KeyD", "в", "decline"], ["KeyH", "р", "hold"], ["KeyE", "у", "end"]];

  for (const [code, key, action] of letters) assert.equal(actionOf(press(code, { key })), action);
});

test("a letter in the wrong place is no shortcut", () => {
  assert.equal(actionOf(press("KeyV", { key: "m" })), null);
  assert.equal(actionOf(press("Semicolon", { key: "e" })), null);
});

test("typing in a text field never triggers a shortcut: both Ctrl and Alt are needed", () => {
  for (const code of ["KeyA", "KeyD", "KeyM", "KeyH", "KeyE"]) {
    assert.equal(actionOf(press(code, { ctrlKey: false, altKey: false })), null);
    assert.equal(actionOf(press(code, { altKey: false })), null);
    assert.equal(actionOf(press(code, { ctrlKey: false })), null);
  }
});

test("more modifiers than Ctrl and Alt belong to somebody else", () => {
  assert.equal(actionOf(press("KeyE", { shiftKey: true })), null);
  assert.equal(actionOf(press("KeyE", { metaKey: true })), null);
});

test("AltGr writes a sign and ends no call, though it may come as Ctrl and Alt", () => {
  const altGr = { getModifierState: (name) => name === "AltGraph" };
  const ctrlAlt = { getModifierState: () => false };

  assert.equal(actionOf(press("KeyE", altGr)), null);
  assert.equal(actionOf(press("KeyE", ctrlAlt)), "end");
});

test("a key held down is one press: the microphone does not flutter", () => {
  assert.equal(actionOf(press("KeyM", { repeat: true })), null);
});

test("a key acts on the offer or the call that is at hand", () => {
  const desk = new FakeDesk();
  const offer = { id: "o1" };
  const call = { id: "c1", state: "talking" };

  for (const action of ["accept", "decline"]) assert.ok(act(action, desk, { offer }));
  for (const action of ["mute", "hold", "end"]) assert.ok(act(action, desk, { call }));

  assert.deepEqual(desk.done, [["accept", "o1"], ["decline", "o1"], ["mute", "c1"], ["hold", "c1"], ["hangUp", "c1"]]);
});

test("with nothing at hand a key does nothing and the browser keeps it", () => {
  const desk = new FakeDesk();

  const acted = ["accept", "decline", "mute", "hold", "end", "hide", "unknown"].map((action) => act(action, desk, { offer: null, call: null }));

  assert.ok(acted.every((each) => each === false));
  assert.deepEqual(desk.done, []);
});

test("a call that is still connecting can be given back, but not muted or held", () => {
  const desk = new FakeDesk();
  const call = { id: "c1", state: "connecting" };

  const acted = ["mute", "hold", "end"].map((action) => act(action, desk, { call }));

  assert.deepEqual(acted, [false, false, true]);
  assert.deepEqual(desk.done, [["hangUp", "c1"]]);
});

test("while a command is on its way only the way out of the call is open", () => {
  const desk = new FakeDesk();
  const state = { offer: { id: "o1" }, call: { id: "c1", state: "talking" }, busy: true };

  for (const action of ["accept", "decline", "mute", "hold", "end"]) act(action, desk, state);

  assert.deepEqual(desk.done, [["hangUp", "c1"]]);
});

test("whoever is beside a colleague leaves with the key that ends a call", () => {
  const desk = new FakeDesk();
  let left = 0;
  desk.talk = { leave: () => (left += 1) };

  assert.equal(act("end", desk, { beside: { call_id: "c1" }, busy: true }), true);
  assert.equal(act("mute", desk, { beside: { call_id: "c1" } }), false);
  assert.deepEqual([left, desk.done], [1, []]);
});
