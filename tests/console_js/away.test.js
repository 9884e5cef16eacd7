// When a page covers itself because nobody is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Away } from "../../helpline/console/static/js/away.js";

const MINUTE = 60000;

test("three minutes without a sign is away, and a sign begins them anew", () => {
  const away = new Away(0);

  assert.equal(away.is(3 * MINUTE - 1), false);
  away.sign(3 * MINUTE - 1);
  assert.equal(away.is(3 * MINUTE), false);
  assert.equal(away.is(6 * MINUTE - 1), true);
});

test("a minute out of sight is away, also at the instant of coming back", () => {
  const away = new Away(0);

  away.sight(true, MINUTE);
  away.sight(true, MINUTE + 1);
  assert.equal(away.is(2 * MINUTE - 1), false);
  assert.equal(away.is(2 * MINUTE), true);
  away.sight(false, 2 * MINUTE);
  assert.equal(away.is(2 * MINUTE), false);
});

test("a short look elsewhere is not away", () => {
  const away = new Away(0);

  away.sight(true, 10);
  away.sight(false, 20);
  away.sight(true, MINUTE);

  assert.equal(away.is(2 * MINUTE - 1), false);
});
