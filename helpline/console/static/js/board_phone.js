// A supervisor in a talk: one connection of her phone, and who hears her is changed without a new one.
import { send, sendSurely } from "./api.js";
import { supervisedBy } from "./guests.js";

export class BoardPhone {
  /** `ways`: calls() as the board shows them, complain(words), changed(). */
  constructor(phone, personId, ways) {
    this.phone = phone;
    this.personId = personId;
    this.ways = ways;
    this.reason = "";
    this.busy = false;
  }

  /** {call, guest} while she is in a talk, or on the way to it; else null. */
  where() {
    return supervisedBy(this.ways.calls(), this.personId);
  }

  /** `role`: listen, whisper or barge. Whoever only listens has her microphone off besides. */
  be(callId, role, reason = this.reason) {
    return this.doing(async () => {
      const isNew = !this.phone.call;
      if (isNew) await this.begin();
      else if (role === "listen") this.phone.mute(true); // at once, not when the server has answered
      const { ticket } = await send("POST", `/api/calls/${callId}/${role}`, { reason });
      this.reason = reason;
      if (isNew) await this.phone.connect(ticket);
      this.phone.mute(role === "listen");
    });
  }

  /** The phone is started on its first use, inside the click. */
  async begin() {
    if (!this.phone.device) await this.phone.start();
  }

  stop() {
    const there = this.where();
    return this.doing(async () => {
      this.phone.hangUp();
      if (there) await sendSurely("POST", `/api/calls/${there.call.id}/stop-supervising`, {});
      this.reason = "";
    });
  }

  async doing(work) {
    this.busy = true;
    this.ways.complain("");
    this.ways.changed();
    try {
      await work();
    } catch (fault) {
      this.ways.complain(fault.message);
    }
    this.busy = false;
    this.ways.changed();
  }
}
