// What a counsellor can do at her desk; the page draws what the server then says.
import { primeSound, silence } from "./alerts.js";
import { Problem, send, sendSurely } from "./api.js";
import { openMicrophone } from "./microphone.js";
import { t } from "./words.js";

export class DeskActions {
  /** `model` is the page's state; `model.changed()` draws it. */
  constructor(model) {
    this.model = model;
  }

  async startShift() {
    const { model } = this;
    model.checks = { ...model.checks, started: true };
    await this.doing(async () => {
      model.checks.sound = await primeSound(model.base);
      try {
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

  choose(state) {
    return this.command("/api/duty", { state });
  }

  accept(offer) {
    silence();
    return this.doing(async () => {
      const { ticket } = await sendSurely("POST", `/api/offers/${offer.id}/accept`, {}, 3);
      await this.model.phone.connect(ticket);
      await this.model.refresh();
    });
  }

  decline(offer) {
    return this.command(`/api/offers/${offer.id}/decline`, {});
  }

  silence() {
    silence();
  }

  mute(call) {
    this.model.phone.mute(!call.muted);
    return this.command(`/api/calls/${call.id}/mute`, { muted: !call.muted });
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
    try {
      await this.model.contact.complete();
      this.model.contact = null;
      this.model.tell(t("The contact is complete."));
      await this.model.refresh();
      return [];
    } catch (fault) {
      if (fault instanceof Problem && fault.errors.length) return fault.errors;
      this.model.complain(fault.message);
      return [];
    }
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
      this.model.complain(fault instanceof TypeError ? t("No connection to the server. Please try again.") : fault.message);
      await this.model.refresh().catch(() => {});
    }
    this.model.busy = false;
    this.model.changed();
  }
}
