// When is somebody away? After a minute with the page out of sight, or three without a key or a move.

const HIDDEN_MS = 60000;
const IDLE_MS = 180000;

export class Away {
  constructor(now, { hidden = HIDDEN_MS, idle = IDLE_MS } = {}) {
    this.limits = { hidden, idle };
    this.active = now;
    this.hiddenSince = null;
  }

  /** A key, a click, a move of the mouse. */
  sign(now) {
    this.active = now;
  }

  /** The page went out of sight, or came back into it; what is open is another page's to see. */
  sight(isHidden, now) {
    if (!isHidden) this.hiddenSince = null;
    else this.hiddenSince ??= now;
  }

  is(now) {
    const isOutOfSight = this.hiddenSince !== null && now - this.hiddenSince >= this.limits.hidden;
    return isOutOfSight || now - this.active >= this.limits.idle;
  }
}
