// An offer that the page accepts by itself: one short beep, and a second in which it can still be passed on.
const NOTICE_MS = 1000;
const AGAIN_MS = 200;

export class AutoAnswer {
  /** `ways`: accept(offer) gives a promise, isBusy(), ring(offer) when accepting has failed, rings(offer). */
  constructor(ways, later = (work, ms) => setTimeout(work, ms)) {
    this.ways = ways;
    this.later = later;
    this.shown = null;
  }

  /** Told of every change: the offer that is to be accepted, or null when there is none any more. */
  see(offer) {
    const id = offer ? offer.id : null;
    if (id === this.shown) return;
    this.shown = id;
    if (offer) this.later(() => this.due(offer), NOTICE_MS);
  }

  /** Whatever is on its way to the server, such as "Pass on", is waited for. */
  async due(offer) {
    if (this.shown !== offer.id) return;
    if (this.ways.isBusy()) {
      this.later(() => this.due(offer), AGAIN_MS);
      return;
    }
    await this.ways.accept(offer);
    if (this.shown === offer.id && this.ways.rings(offer)) this.ways.ring(offer); // a person must now
  }
}
