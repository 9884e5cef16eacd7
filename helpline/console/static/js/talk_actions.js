// What a counsellor can do with a caller beside talking: hand on, ask for a word, ring others in, take one out of turn.
import { beep } from "./alerts.js";
import { send, sendSurely } from "./api.js";
import { AutoAnswer } from "./auto_answer.js";

export class TalkActions {
  constructor(desk) {
    this.desk = desk;
    this.model = desk.model;
  }

  /** Colleagues, listed parties and waiting callers, as they are now. */
  async look() {
    try {
      this.model.people = await send("GET", "/api/waiting");
      this.model.changed();
    } catch {
      // What was known stays; the connection has a banner of its own.
    }
  }

  of(call, verb, body = {}) {
    return this.desk.command(`/api/calls/${call.id}/${verb}`, body);
  }

  ask(call, personId) {
    return this.of(call, "consult", { with: personId });
  }

  goOn(call) {
    return this.of(call, "consult/cancel");
  }

  handOver(call) {
    return this.of(call, "consult/complete");
  }

  handOn(call, wish) {
    return this.of(call, "transfer", wish);
  }

  ring(call, party) {
    return this.of(call, "parties", { party });
  }

  letGo(call, guest) {
    return this.of(call, `parties/${guest.id}/remove`);
  }

  leaveThem(call, guest) {
    return this.of(call, `parties/${guest.id}/hand-out`);
  }

  silent(call) {
    return this.of(call, "silent");
  }

  /** Hanging up is leaving: the call is the colleague's. */
  leave() {
    this.model.phone.hangUp();
    return true;
  }

  take(caller) {
    return this.desk.doing(async () => {
      this.desk.refuseWithoutPhone();
      const { ticket } = await sendSurely("POST", `/api/calls/${caller.id}/pick`, {}, 3);
      await this.desk.comeIn(ticket);
    });
  }

  moreTime(reason) {
    return this.desk.command("/api/wrap-up/extend", { reason });
  }

  acceptByItself(on) {
    return this.desk.command("/api/auto-answer", { on });
  }
}

/** The page's own hand, which beeps and accepts. */
export function autoAnswerOf(desk) {
  const { model } = desk;
  const answer = new AutoAnswer({
    accept: (offer) => desk.accept(offer),
    isBusy: () => model.busy,
    rings: (offer) => Boolean(model.state.offer) && model.state.offer.id === offer.id,
    ring: (offer) => model.startRinging(offer),
  });
  return {
    /** True when it takes this offer: then nothing rings. */
    see(offer) {
      const takes = Boolean(offer && offer.auto_answer && model.hasPhone && model.phone && model.phone.registered);
      const isNew = takes && answer.shown !== offer.id;
      answer.see(takes ? offer : null);
      if (isNew) beep(model.base);
      return takes;
    },
  };
}
