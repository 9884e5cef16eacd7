// The state of the desk: what the server says, what the phone says, and what is being typed.
import { startRinging, stopRinging } from "./alerts.js";
import { send } from "./api.js";
import { setServerTime } from "./clock.js";
import { ContactStore } from "./contact_store.js";
import { t, tongue } from "./words.js";

export class DeskModel {
  constructor(boot, changed) {
    this.base = boot.static;
    this.changed = changed;
    this.checks = { started: false, microphone: false, sound: false };
    this.connection = "live";
    this.busy = false;
    this.complaint = "";
    this.notice = "";
    this.level = 0;
    this.microphone = null;
    this.contact = null;
    this.phone = null;
    this.hasPhone = true;
    this.people = null; // colleagues, listed parties and waiting callers, when somebody has looked
    this.autoAnswer = null;
    this.state = {};
    setServerTime(boot.server_time);
    this.take(boot.snapshot);
  }

  /** A snapshot, or the part of one that news brings. */
  take(snapshot) {
    if (this.isOlder(snapshot)) {
      if ("contact" in snapshot) this.refresh().catch(() => {}); // what it brought besides is read afresh
      return;
    }
    const before = this.state;
    this.state = { ...this.state, ...snapshot, ...this.sameCall(snapshot.call) };
    this.ring(before.offer, this.state.offer);
    if ("contact" in snapshot) this.takeContact(snapshot.contact);
    else if (this.state.call && this.state.call.id !== (before.call || {}).id) this.refresh().catch(() => {});
    this.changed();
  }

  /** News of a call says less of it than a snapshot: what is known already stays. */
  sameCall(call) {
    const known = this.state.call;
    return call && known && call.id === known.id ? { call: { ...known, ...call } } : {};
  }

  /** An answer and the news travel by two roads: what was overtaken must not hide a call that rings. */
  isOlder({ seq, epoch = this.state.epoch }) {
    return epoch === this.state.epoch && seq < this.state.seq;
  }

  /** The phone is in this tab, or has gone to another; a call in hand is never cut off by that. */
  havePhone(have) {
    this.hasPhone = have;
    if (!have && this.phone && this.phone.device && !this.phone.call) {
      this.phone.stop();
      if (this.microphone) this.microphone.close();
      this.microphone = null;
      this.checks = { started: false, microphone: false, sound: false };
    }
    this.changed();
  }

  takeContact(contact) {
    if (!contact) {
      if (this.contact && this.contact.state === "saved") this.contact = null;
      return;
    }
    if (this.contact && this.contact.id === contact.id) return; // what is typed here stays
    if (this.contact) this.contact.save();
    this.contact = new ContactStore(contact, () => this.changed());
  }

  /** The cover is lifted: what was not saved under it is saved now, and what was left out is read. */
  uncovered() {
    if (this.contact && this.contact.state !== "saved") this.contact.touched();
    this.refresh().catch(() => {});
  }

  ring(before, offer) {
    const takenByItself = this.autoAnswer ? this.autoAnswer.see(offer) : false;
    if (offer && !takenByItself && (!before || before.id !== offer.id)) this.startRinging(offer);
    if (before && !offer) stopRinging(this.base);
  }

  startRinging(offer) {
    const words = offer.consult ? t("A colleague asks you for a word") : t("Incoming call, {language}", { language: tongue(offer.language) });
    startRinging(this.base, words).then((heard) => {
      this.checks.sound = heard;
      this.changed();
    });
  }

  async refresh() {
    const snapshot = await send("GET", "/api/console");
    this.take(snapshot);
    return snapshot;
  }

  sign() {
    const softphone = Boolean(this.hasPhone && this.phone && this.phone.registered);
    const microphone = Boolean(this.microphone && this.microphone.isLive());
    return { softphone, microphone, sound: this.checks.sound };
  }

  setLevel(level) {
    this.level = level;
    this.changed();
  }

  complain(words) {
    this.complaint = words;
    this.changed();
  }

  tell(words) {
    this.notice = words;
    this.changed();
    setTimeout(() => {
      this.notice = "";
      this.changed();
    }, 6000);
  }
}
