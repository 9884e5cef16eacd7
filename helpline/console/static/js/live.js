// News over the socket, exact: replay from the last number, a gap or a silence fetches the snapshot.
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";
import { setServerTime } from "./clock.js";
import { isBehind, placeOf } from "./order.js";

const SILENCE_MS = 12000;
const POLL_MS = 5000;

export class Live {
  /** `fetchSnapshot()` gives {seq, epoch, …}; `on` gets onSnapshot, onNews, onState. */
  constructor({ stream, after, epoch }, fetchSnapshot, on, connect = io) {
    this.stream = stream;
    this.last = after;
    this.epoch = epoch;
    this.fetchSnapshot = fetchSnapshot;
    this.on = on;
    this.heard = Date.now();
    this.isWanted = false;
    this.isReading = false;
    this.socket = connect({
      transports: ["websocket"],
      auth: (give) => give({ after: { [this.stream]: this.last }, epoch: this.epoch }),
      reconnectionDelay: 300,
      reconnectionDelayMax: 3000,
    });
    this.socket.on("connect", () => this.connected());
    this.socket.on("disconnect", () => this.state("lost"));
    this.socket.on("connect_error", () => this.state("lost"));
    this.socket.on("news", (news) => this.news(news));
    this.socket.on("resync", ({ stream: named }) => named === this.stream && this.resync());
    this.socket.on("hb", (beat) => this.beat(beat));
    this.socket.on("bye", () => location.assign("/login"));
    setInterval(() => this.watch(), POLL_MS);
  }

  state(state) {
    this.on.onState(state);
  }

  connected() {
    this.heard = Date.now(); // or the next look would still count the silence before it
    this.state("live");
  }

  news(news) {
    this.heard = Date.now();
    if (news.stream !== this.stream) return;
    const place = placeOf(this.last, news.seq);
    if (place === "gap") this.resync();
    if (place !== "next") return;
    this.last = news.seq;
    this.on.onNews(news);
  }

  beat({ seqs, server_time }) {
    this.heard = Date.now();
    setServerTime(server_time);
    this.state("live");
    if (isBehind(this.last, seqs, this.stream)) this.resync();
  }

  /** One reading at a time; asked for meanwhile, it reads once more. */
  async resync() {
    this.isWanted = true;
    if (this.isReading) return;
    this.isReading = true;
    while (this.isWanted) {
      this.isWanted = false;
      await this.read();
    }
    this.isReading = false;
  }

  async read() {
    try {
      const snapshot = await this.fetchSnapshot();
      const isOlder = snapshot.epoch === this.epoch && snapshot.seq < this.last;
      if (isOlder) return; // news overtook it: what is shown is newer
      this.last = snapshot.seq;
      this.epoch = snapshot.epoch;
      setServerTime(snapshot.server_time);
      this.on.onSnapshot(snapshot);
    } catch (fault) {
      if (fault.status === 401) location.assign("/login");
      else this.state("lost");
    }
  }

  /** Twelve seconds without a heartbeat: say so, and read the snapshot until it beats again. */
  watch() {
    if (Date.now() - this.heard < SILENCE_MS) return;
    this.state("lost");
    this.resync();
    if (!this.socket.active) this.socket.connect(); // put out by the server: it does not come back alone
  }

  alive(sign) {
    if (this.socket.connected) this.socket.volatile.emit("alive", sign);
  }
}
