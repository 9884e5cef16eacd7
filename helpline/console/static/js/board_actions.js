// What a supervisor sends from the board; the news that follow draw what came of it.
import { sendSurely } from "./api.js";

export class BoardActions {
  constructor(changed) {
    this.changed = changed;
    this.busy = false;
    this.complaint = "";
    this.phone = null;
  }

  complain(words) {
    this.complaint = words;
    this.changed();
  }

  of(call, verb, body) {
    return this.command(`/api/calls/${call.id}/${verb}`, body);
  }

  duty(person, state, reason) {
    return this.command(`/api/people/${person.id}/duty`, { state, reason });
  }

  /** True when it was done. */
  async command(path, body) {
    this.busy = true;
    this.complain("");
    try {
      await sendSurely("POST", path, body, 3);
      return true;
    } catch (fault) {
      this.complain(fault.message);
      return false;
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}
