// Saving while typing: 1.5 s after the last key and on leaving a field, one request at a time.
import { Problem, send } from "./api.js";
import { restored, withField } from "./form_state.js";

const PAUSE_MS = 1500;
const KEPT = "contact-draft";

export class ContactStore {
  /** `onChange()` after every change; states: saved, typing, saving, unsaved, conflict. */
  constructor(contact, onChange) {
    this.onChange = onChange;
    this.take(contact);
    const kept = restored(contact, read());
    if (kept) {
      Object.assign(this, kept);
      this.touched();
    }
  }

  take(contact) {
    this.id = contact.id;
    this.version = contact.version;
    this.form = contact.form;
    this.note = contact.note;
    this.state = "saved";
    this.other = null;
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
    this.state = "typing";
    keep(this);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
    this.onChange();
  }

  body() {
    return { version: this.version, form: this.form, note: this.note };
  }

  async save() {
    clearTimeout(this.timer);
    if (this.state !== "typing" && this.state !== "unsaved") return;
    const sent = this.body();
    this.state = "saving";
    this.onChange();
    try {
      const saved = await send("PUT", `/api/contacts/${this.id}`, sent);
      this.version = saved.version;
      const more = this.form !== sent.form || this.note !== sent.note;
      this.state = more ? "typing" : "saved";
      if (more) this.touched();
      else forget();
    } catch (fault) {
      this.failed(fault);
    }
    this.onChange();
  }

  failed(fault) {
    if (fault instanceof Problem && fault.status === 409 && fault.body.current) {
      this.state = "conflict";
      this.other = fault.body.current;
      return;
    }
    this.state = "unsaved";
    this.timer = setTimeout(() => this.save(), 3000);
  }

  /** After a conflict: keep what is typed here, or take what stands there. */
  settle(mine) {
    if (mine) {
      this.version = this.other.version;
      this.other = null;
      this.touched();
    } else {
      this.take(this.other);
      forget();
      this.onChange();
    }
  }

  /** Throws Problem with the faults of the form. */
  async complete() {
    clearTimeout(this.timer);
    while (this.state === "saving") await new Promise((done) => setTimeout(done, 50));
    const done = await send("POST", `/api/contacts/${this.id}/complete`, this.body());
    forget();
    return done;
  }
}

// In this tab only: on a shared computer nothing may outlive it.
function keep({ id, version, form, note }) {
  sessionStorage.setItem(KEPT, JSON.stringify({ id, version, form, note }));
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function forget() {
  sessionStorage.removeItem(KEPT);
}
