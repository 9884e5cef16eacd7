// What rings is seen on projectors and lock screens: nothing of a caller may be in it.
import assert from "node:assert/strict";
import { test } from "node:test";

const notices = [];
const icon = { href: "" };

globalThis.document = { title: "Desk · 111", hidden: true, getElementById: (id) => (id === "icon" ? icon : null) };
globalThis.window = globalThis;
globalThis.Notification = class {
  static permission = "granted";
  constructor(title, options) {
    notices.push({ title, ...options });
  }
  close() {}
};
const { DeskModel } = await import("../../helpline/console/static/js/desk_model.js");
const { stopRinging } = await import("../../helpline/console/static/js/alerts.js");

const OFFER = {
  id: "offer-1",
  call_id: "call-1",
  language: "kk",
  caller: "+77005550123",
  note: "what a child said",
};

test("an alert says that a call rings and in which language, and nothing else", () => {
  const model = new DeskModel({ static: "/static/", server_time: "2026-11-25T08:00:00Z", snapshot: { seq: 1 } }, () => {});

  model.take({ seq: 2, offer: OFFER });
  stopRinging("/static/");

  assert.deepEqual(notices, [{ title: "Incoming call", body: "Incoming call, Kazakh", requireInteraction: true }]);
  assert.equal(document.title, "Desk · 111");
});
