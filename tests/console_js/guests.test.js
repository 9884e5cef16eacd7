// Who else is in a talk, and what may be done with each of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actionsFor, nameIn, othersIn, supervisedBy } from "../../helpline/console/static/js/guests.js";

const guest = (role, more = {}) => ({ id: `g-${role}`, role, ref: "x", joined: true, ...more });
const call = (more = {}) => ({ id: "c1", guests: [], consulted: null, on_hold: false, ...more });

test("a colleague who is being rung is shown before she has a place in the room", () => {
  const [other] = othersIn(call({ consulted: "ana" }));

  assert.deepEqual([other.role, other.ref, other.joined], ["consult", "ana", false]);
});

test("a colleague who has come is shown once", () => {
  const shown = othersIn(call({ consulted: "ana", guests: [guest("consult", { ref: "ana" })] }));

  assert.deepEqual(shown.map((each) => [each.ref, each.joined]), [["ana", true]]);
});

test("the call can be handed over only to a colleague who is there", () => {
  assert.deepEqual(actionsFor(guest("consult"), call()), ["hand_over", "go_on"]);
  assert.deepEqual(actionsFor(guest("consult", { joined: false }), call()), ["go_on"]);
});

test("caller and party are left to each other only when both hear each other", () => {
  const party = guest("third_party");

  assert.deepEqual(actionsFor(party, call()), ["let_go", "leave_them"]);
  assert.deepEqual(actionsFor(party, call({ on_hold: true })), ["let_go"]);
  assert.deepEqual(actionsFor({ ...party, joined: false }, call()), ["let_go"]);
});

test("a supervisor is shown and cannot be sent away", () => {
  for (const role of ["listen", "whisper", "barge"]) assert.deepEqual(actionsFor(guest(role), call()), []);
});

test("names come from colleagues and listed parties; without a list there is none", () => {
  const people = { colleagues: [{ id: "a", name: "Sample Ana" }], parties: [{ id: "p", name: "Sample ambulance" }] };

  assert.deepEqual(["a", "p", "z"].map((ref) => nameIn(people, ref)), ["Sample Ana", "Sample ambulance", ""]);
  assert.equal(nameIn(null, "a"), "");
});

test("the board finds the talk in which this supervisor is, and no other's", () => {
  const calls = [
    call({ id: "c1", guests: [guest("listen", { ref: "other" }), guest("consult", { ref: "me" })] }),
    call({ id: "c2", guests: [guest("whisper", { ref: "me" })] }),
  ];

  assert.equal(supervisedBy(calls, "me").call.id, "c2");
  assert.equal(supervisedBy(calls.slice(0, 1), "me"), null);
});
