// What a counsellor can do at her desk; the page draws what the server then says.
import { primeSound, silence } from "./alerts.js";
import { Problem, send, sendSurely } from "./api.js";
import { openMicrophone } from "./microphone.js";
import { t } from "./words.js";

export class DeskActions {
  /** `model` is the page's state; `model.changed()` draws it. */
  constructor(model) {
    this.model = model;
    this.accepted = null;
  }

  async startShift() {
    const { model } = this;
    model.checks = { ...model.checks, started: true };
    await this.doing(async () => {
      if (!model.hasPhone) throw new Error(t("Your phone is in another tab."));
      model.checks.sound = await primeSound(model.base);
      try {
        if (model.microphone) model.microphone.close();
        model.microphone = await openMicrophone((level) => model.setLevel(level));
        model.checks.microphone = true;
      } catch {
        throw new Error(t("The microphone is not allowed or is in use elsewhere."));
      }
      if (window.Notification && Notification.permission === "default") Notification.requestPermission();
      await model.phone.start();
      model.take(await send("POST", "/api/duty", { state: "available" }));
    });
    if (!model.checks.microphone) model.checks = { ...model.checks, started: false };
    model.changed();
  }

  async endShift() {
    const { model } = this;
    await this.doing(async () => {
      model.take(await send("POST", "/api/duty", { state: "off" }));
      model.phone.stop();
      if (model.microphone) model.microphone.close();
      model.microphone = null;
      model.checks = { started: false, microphone: false, sound: false };
    });
  }

  /** `reason` goes with a break: meal, rest, technical, other. */
  choose(state, reason) {
    return this.command("/api/duty", { state, reason });
  }

  /** Once: a press in the second in which the page itself accepts must not bring a second phone. */
  accept(offer) {
    if (this.accepted === offer.id) return Promise.resolve();
    return this.doing(async () => {
      this.refuseWithoutPhone(); // or the child would wait for a phone that cannot come
      silence();
      this.accepted = offer.id;
      try {
        const { ticket } = await sendSurely("POST", `/api/offers/${offer.id}/accept`, {}, 3);
        await this.comeIn(ticket);
      } catch (fault) {
        this.accepted = null;
        throw fault;
      }
    });
  }

  async comeIn(ticket) {
    await this.model.phone.connect(ticket);
    await this.model.refresh();
    const { call } = this.model.state;
    this.model.phone.mute(Boolean(call && call.muted)); // a fresh phone hears what the screen says
  }

  refuseWithoutPhone() {
    if (!this.model.hasPhone) throw new Error(t("Your phone is in another tab."));
    if (!this.model.phone.registered) throw new Error(t("Your phone is not connected."));
  }

  decline(offer) {
    return this.command(`/api/offers/${offer.id}/decline`, {});
  }

  silence() {
    silence();
  }

  /** The microphone at once, then the record; what the screen says and what is heard never part. */
  mute(call) {
    const { phone } = this.model;
    phone.mute(!call.muted);
    return this.doing(async () => {
      try {
        this.model.take(await sendSurely("POST", `/api/calls/${call.id}/mute`, { muted: !call.muted }));
      } catch (fault) {
        phone.mute(call.muted);
        throw fault;
      }
    });
  }

  hold(call) {
    return this.command(`/api/calls/${call.id}/${call.on_hold ? "resume" : "hold"}`, {});
  }

  hangUp(call) {
    return this.doing(async () => {
      this.model.take(await sendSurely("POST", `/api/calls/${call.id}/hang-up`, {}));
      this.model.phone.hangUp();
    });
  }

  finishWrapUp() {
    return this.command("/api/wrap-up/done", {});
  }

  /** The faults of the form; none when it is complete. */
  async completeContact() {
    this.model.complaint = "";
    try {
      await this.model.contact.complete();
    } catch (fault) {
      if (fault instanceof Problem && fault.errors.length) return fault.errors;
      this.model.complain(wordsOf(fault));
      return [];
    }
    this.model.contact = null;
    this.model.tell(t("The contact is complete."));
    await this.model.refresh().catch(() => {});
    return [];
  }

  command(path, body) {
    return this.doing(async () => this.model.take(await sendSurely("POST", path, body)));
  }

  async doing(work) {
    this.model.busy = true;
    this.model.complaint = "";
    this.model.changed();
    try {
      await work();
    } catch (fault) {
      this.model.complain(wordsOf(fault));
      await this.model.refresh().catch(() => {});
    }
    this.model.busy = false;
    this.model.changed();
  }
}

const wordsOf = (fault) => (fault instanceof TypeError ? t("No connection to the server. Please try again.") : fault.message);
