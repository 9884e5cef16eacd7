// The form as values: changes, the search among reasons, and what a reload gives back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, isSame, matching, restored, toggled, withField } from "../../helpline/console/static/js/form_state.js";

test("a change at a path makes a new form and leaves the old one as it was", () => {
  const form = Object.freeze({ call_type: "counselling", child: Object.freeze({ gender: "girl" }) });

  const changed = withField(form, ["child", "age"], 9);

  assert.deepEqual(changed, { call_type: "counselling", child: { gender: "girl", age: 9 } });
  assert.deepEqual(form, { call_type: "counselling", child: { gender: "girl" } });
});

test("a field emptied is taken out, and its group with the last of its fields", () => {
  assert.deepEqual(withField({ child: { age: 9 } }, ["child", "age"], null), {});
  assert.deepEqual(withField({ child: { age: 9, gender: "boy" } }, ["child", "age"], ""), { child: { gender: "boy" } });
  assert.deepEqual(withField({ urgency: "high" }, ["urgency"], ""), {});
});

test("age 0 is an age, and a list with nothing in it is an answer", () => {
  assert.deepEqual(withField({}, ["child", "age"], 0), { child: { age: 0 } });
  assert.deepEqual(withField({}, ["categories"], []), { categories: [] });
});

test("a code is put into a list and taken out again", () => {
  assert.deepEqual(toggled(undefined, "a"), ["a"]);
  assert.deepEqual(toggled(["a", "b"], "c"), ["a", "b", "c"]);
  assert.deepEqual(toggled(["a", "b"], "a"), ["b"]);
});

test("what was typed here comes back when the server does not have it", () => {
  const contact = { id: "k1", version: 3, form: {}, note: "" };

  assert.ok(restored(contact, { id: "k1", version: 3, form: {}, note: "typed" }));
  assert.ok(restored(contact, { id: "k1", version: 2, form: { urgency: "high" }, note: "" }));
});

test("nothing comes back from another contact, or what the server has already", () => {
  const contact = { id: "k1", version: 3, form: { a: "1", b: "2" }, note: "typed" };

  assert.equal(restored(contact, null), false);
  assert.equal(restored(contact, { id: "k2", version: 3, form: {}, note: "of somebody else" }), false);
  assert.equal(restored(contact, { id: "k1", version: 2, form: { b: "2", a: "1" }, note: "typed" }), false);
});

test("the same answers are the same in whatever order they were given, but a list has its order", () => {
  assert.ok(isSame({ form: { a: { x: 1, y: [1] }, b: null }, note: "" }, { form: { b: null, a: { y: [1], x: 1 } }, note: "" }));
  assert.ok(!isSame({ form: { a: ["x", "y"] }, note: "" }, { form: { a: ["y", "x"] }, note: "" }));
  assert.ok(!isSame({ form: {}, note: "one" }, { form: {}, note: "other" }));
});

test("of two forms exactly the answers that differ are named, with both values", () => {
  const here = { urgency: "high", child: { age: 9, gender: "girl" }, categories: ["a"] };
  const there = { urgency: "high", child: { age: 10 }, categories: ["a", "b"], risk: { alone: "yes" } };

  assert.deepEqual(differences(here, there), [
    { path: "child.age", here: 9, there: 10 },
    { path: "child.gender", here: "girl", there: undefined },
    { path: "categories", here: ["a"], there: ["a", "b"] },
    { path: "risk.alone", here: undefined, there: "yes" },
  ]);
  assert.deepEqual(differences(here, { ...here }), []);
});

const CATEGORIES = [
  { code: "school", subcategories: [{ code: "bullying" }, { code: "marks" }] },
  { code: "family", subcategories: [{ code: "quarrel" }] },
];
const WORDS = { school: "Школа", bullying: "Травля", marks: "Оценки", family: "Семья", quarrel: "Ссора дома" };
const words = (code) => WORDS[code];
const found = (search) => matching(CATEGORIES, search, words).map((each) => [each.code, ...each.subcategories.map((sub) => sub.code)]);

test("a search finds reasons by every word of it, in any case and any order", () => {
  assert.deepEqual(found("ТРАВ шк"), [["school", "bullying"]]);
  assert.deepEqual(found("дома ссора"), [["family", "quarrel"]]);
  assert.deepEqual(found("травля семья"), []);
});

test("the name of a category finds all of it, and an empty search everything", () => {
  assert.deepEqual(found("школа"), [["school", "bullying", "marks"]]);
  assert.equal(matching(CATEGORIES, "  ", words), CATEGORIES);
});
