// The numbers of a stream: what is dropped, what is applied, and when something is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBehind, placeOf } from "../../helpline/console/static/js/order.js";

test("news that was seen already is old, the following one is next, anything beyond is a gap", () => {
  const places = [0, 4, 5, 6, 7, 100].map((seq) => placeOf(5, seq));

  assert.deepEqual(places, ["old", "old", "old", "next", "gap", "gap"]);
});

test("a page is behind exactly when the heartbeat knows a higher number of its own stream", () => {
  assert.equal(isBehind(5, { line: 6 }, "line"), true);
  assert.equal(isBehind(5, { line: 5 }, "line"), false);
  assert.equal(isBehind(5, { line: 4 }, "line"), false);
  assert.equal(isBehind(5, { "person:a": 9 }, "line"), false);
});
