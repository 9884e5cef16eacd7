// A supervisor in a talk: one connection, three ways of being there, and out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BoardPhone } from "../../helpline/console/static/js/board_phone.js";
import { FakeServer } from "./fakes/browser.js";

function scene() {
  const it = { calls: [], complaints: [], started: 0, tickets: [], muted: [] };
  it.phone = {
    call: null,
    device: null,
    start: async () => {
      it.started += 1;
      it.phone.device = {};
    },
    connect: async (ticket) => {
      it.tickets.push(ticket);
      it.phone.call = {};
    },
    mute: (muted) => it.muted.push(muted),
    hangUp: () => {
      it.phone.call = null;
    },
  };
  it.server = new FakeServer();
  it.server.always(() => [200, { ticket: "t1" }]);
  it.board = new BoardPhone(it.phone, "me", {
    calls: () => it.calls,
    complain: (words) => it.complaints.push(words),
    changed: () => {},
  });
  return it;
}

test("the phone is started on its first use, and whoever listens has her microphone off", async () => {
  const it = scene();

  await it.board.be("c1", "listen", "sample");

  assert.deepEqual([it.started, it.tickets, it.muted], [1, ["t1"], [true]]);
  assert.deepEqual(it.server.all.map((each) => [each.path, each.body]), [["/api/calls/c1/listen", { reason: "sample" }]]);
});

test("another way needs no new connection, and the reason that was given goes with it", async () => {
  const it = scene();
  await it.board.be("c1", "listen", "sample");

  await it.board.be("c1", "whisper");
  await it.board.be("c1", "barge");

  assert.deepEqual([it.started, it.tickets], [1, ["t1"]]);
  assert.deepEqual(it.muted, [true, false, false]);
  assert.deepEqual(it.server.all.at(-1).body, { reason: "sample" });
});

test("what the server refuses opens no connection and is said", async () => {
  const it = scene();
  it.server.always(() => [409, { detail: "This is not possible at the moment." }]);

  await it.board.be("c1", "listen", "sample");

  assert.deepEqual([it.tickets, it.muted], [[], []]);
  assert.equal(it.complaints.at(-1), "This is not possible at the moment.");
  assert.equal(it.board.busy, false);
});

test("leaving hangs up and tells the server, wherever the board says that she is", async () => {
  const it = scene();
  await it.board.be("c1", "listen", "sample");
  it.calls = [{ id: "c1", guests: [{ role: "listen", ref: "me", joined: true }] }];

  await it.board.stop();

  assert.equal(it.phone.call, null);
  assert.equal(it.server.all.at(-1).path, "/api/calls/c1/stop-supervising");
  assert.equal(it.board.reason, "");
});
