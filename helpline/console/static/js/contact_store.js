// Saving while typing: 1.5 s after the last key and on leaving a field, one request at a time.
import { Problem, send } from "./api.js";
import { drafts } from "./drafts.js";
import { restored, withField } from "./form_state.js";

const PAUSE_MS = 1500;
const AGAIN_MS = 3000;

export class ContactStore {
  /** `onChange()` after every change; states: saved, typing, saving, unsaved, refused, conflict. */
  constructor(contact, onChange) {
    this.onChange = onChange;
    this.onItsWay = null;
    this.closed = false;
    this.take(contact);
    const kept = drafts.read(contact.id);
    if (restored(contact, kept)) this.resume(contact, kept);
    else drafts.forget(contact.id);
  }

  take(contact) {
    this.id = contact.id;
    this.version = contact.version;
    this.practice = contact.practice;
    this.form = contact.form;
    this.note = contact.note;
    this.state = "saved";
    this.findings = []; // pieces of the note that may say who the child is, as the server found them
    this.other = null;
  }

  /** After a reload: what was typed here; what was saved elsewhere since then stands beside it. */
  resume(contact, kept) {
    this.form = kept.form;
    this.note = kept.note;
    if (kept.version !== contact.version) this.other = contact;
    this.touched();
  }

  set(path, value) {
    this.form = withField(this.form, path, value);
    this.touched();
  }

  write(note) {
    this.note = note;
    this.touched();
  }

  touched() {
    this.state = this.other ? "conflict" : "typing"; // a conflict is settled by her alone
    drafts.keep(this);
    if (!this.other) this.saveIn(PAUSE_MS);
    this.onChange();
  }

  saveIn(pause) {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => this.save(), pause);
  }

  body() {
    return { version: this.version, form: this.form, note: this.note };
  }

  async save() {
    if (this.onItsWay) return; // its answer brings the version the next one needs
    clearTimeout(this.timer);
    if (this.state !== "typing" && this.state !== "unsaved") return;
    this.state = "saving";
    this.onChange();
    this.onItsWay = this.put(this.body());
    await this.onItsWay;
  }

  async put(sent) {
    let fault = null;
    try {
      const saved = await send("PUT", `/api/contacts/${this.id}`, sent);
      this.version = saved.version;
      this.findings = saved.findings || [];
    } catch (caught) {
      fault = caught;
    }
    this.onItsWay = null;
    const more = this.form !== sent.form || this.note !== sent.note;
    if (fault) this.failed(fault, more);
    else if (more) this.touched();
    else {
      this.state = "saved";
      drafts.forget(this.id);
    }
    this.onChange();
  }

  failed(fault, more = false) {
    const isAnswer = fault instanceof Problem;
    if (isAnswer && fault.body && fault.body.findings) this.findings = fault.body.findings;
    if (isAnswer && fault.status === 409 && fault.body.current) {
      this.other = fault.body.current;
      this.touched();
    } else if (more) {
      this.touched();
    } else if (isAnswer && fault.status < 500) {
      this.state = "refused"; // the same again would be refused again: it waits for a change
    } else {
      this.state = "unsaved";
      this.saveIn(AGAIN_MS);
    }
  }

  /** After a conflict: keep what is typed here, or take what stands there. */
  settle(mine) {
    if (mine) {
      this.version = this.other.version;
      this.other = null;
      this.touched();
    } else {
      this.take(this.other);
      drafts.forget(this.id);
      this.onChange();
    }
  }

  /** Throws Problem with the faults of the form; what is typed goes on being saved then. */
  async complete() {
    clearTimeout(this.timer);
    this.closed = true;
    try {
      while (this.onItsWay) await this.onItsWay;
      const done = await send("POST", `/api/contacts/${this.id}/complete`, this.body());
      clearTimeout(this.timer);
      drafts.forget(this.id);
      return done;
    } catch (fault) {
      this.closed = false;
      if (fault instanceof Problem && fault.status === 409) this.failed(fault);
      else if (this.state === "typing" || this.state === "unsaved") this.saveIn(PAUSE_MS);
      throw fault;
    }
  }
}
