// What goes to a security key and what comes back: bytes in the browser, base64url on the way.

import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, toCreate, toGet } from "../../helpline/console/static/js/security_key.js";

const asked = {
  challenge: "-_8",
  user: { id: "AQI", name: "a" },
  excludeCredentials: [{ id: "Aw", type: "public-key" }],
  rp: { id: "line.example" },
};

test("what the server asks reaches the browser as bytes", () => {
  const made = toCreate(asked);

  assert.deepEqual([...made.challenge], [251, 255]);
  assert.deepEqual([...made.user.id], [1, 2]);
  assert.deepEqual([...made.excludeCredentials[0].id], [3]);
  assert.equal(made.rp.id, "line.example");
  assert.deepEqual([...toGet({ challenge: "AA", allowCredentials: [{ id: "Aw" }] }).allowCredentials[0].id], [3]);
  assert.deepEqual(toGet({ challenge: "AA" }).allowCredentials, []);
});

test("what the key says reaches the server as text, and nothing that it did not say", () => {
  const bytes = Uint8Array.from([251, 255]).buffer;
  const said = plain({ id: "x", rawId: bytes, type: "public-key", response: { clientDataJSON: bytes, signature: bytes } });

  assert.deepEqual(said, {
    id: "x",
    rawId: "-_8",
    type: "public-key",
    response: { clientDataJSON: "-_8", signature: "-_8" },
  });
});
