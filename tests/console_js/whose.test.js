// On a shared computer the next colleague finds nothing of the last one's drafts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepFor } from "../../helpline/console/static/js/whose.js";

class FakeStorage extends Map {
  getItem = (name) => this.get(name) ?? null;
  setItem = (name, value) => this.set(name, value);
}

test("her own drafts outlive a session that ran out, and nobody else's", () => {
  const storage = new FakeStorage([["contact-draft:1", "what a child said"]]);

  keepFor("anna", storage);
  assert.deepEqual([...storage.keys()], ["whose"]);

  storage.setItem("contact-draft:2", "what a child said");
  keepFor("anna", storage);
  assert.equal(storage.getItem("contact-draft:2"), "what a child said");

  keepFor("dana", storage);
  assert.deepEqual([...storage.entries()], [["whose", "dana"]]);
});
