// Moving a shift by a day: the form's date, also over the end of a month and of a year.
import assert from "node:assert/strict";
import { test } from "node:test";
import { daysLater } from "../../helpline/console/static/js/rota_drag.js";

test("a day later and a day earlier, over every edge of the calendar", () => {
  assert.equal(daysLater("2026-02-28", 1), "2026-03-01");
  assert.equal(daysLater("2028-02-28", 1), "2028-02-29");
  assert.equal(daysLater("2027-01-01", -1), "2026-12-31");
  assert.equal(daysLater("2026-03-10", 0), "2026-03-10");
});
