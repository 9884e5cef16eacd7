// The softphone: what a counsellor is told when it cannot work, and that she is not left waiting.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Phone } from "../../helpline/console/static/js/phone.js";
import { settled, Speaker } from "./fakes/browser.js";

class FakeDevice extends Speaker {
  destroyed = false;
  register = () => new Promise((done) => this.on("registered", done)); // as the library does: for ever
  connect = async () => (this.call = new Speaker());
  destroy = () => (this.destroyed = true);
}

async function aPhone(settings = { chunderw: "127.0.0.1:8112" }) {
  const page = { changes: 0 };
  globalThis.window = { Twilio: { Device: class { constructor() { return (page.device = new FakeDevice()); } } } };
  globalThis.fetch = async () => new Response(JSON.stringify({ token: "a-token" }));
  page.phone = new Phone(settings, "/static/", { change: () => (page.changes += 1) });
  page.starting = page.phone.start();
  page.starting.catch(() => {});
  await settled();
  return page;
}

const PRACTICE = { chunderw: "127.0.0.1:8112" };

for (const [settings, code, said] of [
  [PRACTICE, 53405, /practice line.*--allow-loopback-in-peer-connection/],
  [{}, 53405, /between this browser and the line\. Check the network/],
  [PRACTICE, 53400, /a part of it is missing\. Run make setup/],
  [{}, 53402, /current version of the browser/],
  [PRACTICE, 31402, /microphone/],
  [PRACTICE, 20104, /permit has run out/],
  [PRACTICE, 31005, /tries again by itself/],
  [PRACTICE, 53001, /tries again by itself/],
  [PRACTICE, 99999, /\(99999\)/],
]) {
  test(`a fault ${code} ${settings.chunderw ? "of the practice line" : ""} says what to do`, async () => {
    const { phone } = await aPhone(settings);

    assert.match(phone.wordsFor({ code }), said);
  });
}

for (const code of [53400, 20101]) {
  test(`a line that refuses the phone for good (${code}) does not leave the counsellor waiting`, async () => {
    const { phone, device, starting } = await aPhone();

    device.say("error", { code });

    await assert.rejects(starting, { message: phone.wordsFor({ code }) });
    assert.equal(device.destroyed, true);
    assert.equal(phone.fault, "");
    assert.equal(phone.registered, false);
  });
}

test("a fault that passes by itself is shown until the phone is connected", async () => {
  const { phone, device, starting } = await aPhone();

  device.say("error", { code: 31005 });
  assert.match(phone.fault, /tries again by itself/);
  device.say("registered");
  await starting;

  assert.equal(phone.fault, "");
  assert.equal(phone.registered, true);
});

test("sound that finds no way is told in the call and forgotten at the next one", async () => {
  const { phone, device } = await aPhone();
  device.say("registered");
  await phone.connect("a-ticket");

  device.call.say("reconnecting", { code: 53405 });
  assert.match(phone.fault, /Sound cannot pass/);
  device.call.say("disconnect");
  assert.match(phone.fault, /Sound cannot pass/);

  await phone.connect("another-ticket");
  assert.equal(phone.fault, "");
});
