// The softphone: the carrier's own library, and the only file that knows it.
import { send, sendSurely } from "./api.js";
import { t } from "./words.js";

const SOUNDS = ["incoming", "outgoing", "disconnect", "dtmf0", "dtmf1", "dtmf2", "dtmf3", "dtmf4",
  "dtmf5", "dtmf6", "dtmf7", "dtmf8", "dtmf9", "dtmfh", "dtmfs"];

const NO_WAY_FOR_SOUND = 53405;
const NO_COMMON_SOUND = [53400, 53402];
const LOOPBACK_OPTION = "--allow-loopback-in-peer-connection";

export class Phone {
  /** `on.change()` whenever something about the phone has changed. */
  constructor(settings, base, on) {
    this.settings = settings;
    this.base = base;
    this.on = on;
    this.registered = false;
    this.fault = "";
    this.call = null;
    this.device = null;
  }

  async start() {
    const { token } = await send("GET", "/api/softphone-token");
    const quiet = `${this.base}sounds/silence.wav`;
    const options = {
      publishEvents: false,
      logLevel: "error",
      closeProtection: true,
      tokenRefreshMs: 60000,
      maxCallSignalingTimeoutMs: 30000,
      codecPreferences: ["opus", "pcmu"],
      sounds: Object.fromEntries(SOUNDS.map((name) => [name, quiet])),
    };
    if (this.settings.chunderw) options.chunderw = this.settings.chunderw;
    if (this.settings.edge) options.edge = this.settings.edge;
    this.device = new window.Twilio.Device(token, options);
    this.device.on("registered", () => this.set({ registered: true, fault: "" }));
    this.device.on("unregistered", () => this.set({ registered: false }));
    this.device.on("error", (error) => this.set({ fault: this.wordsFor(error) }));
    this.device.on("tokenWillExpire", () => this.renew());
    await Promise.race([this.device.register(), this.refused(this.device)]);
  }

  /** The library waits for ever for a line that has refused it: what cannot change by itself is thrown. */
  refused(device) {
    return new Promise((_, refuse) => {
      device.on("error", (error) => {
        if (this.registered || !isFinal(error.code)) return;
        this.stop();
        this.set({ fault: "" });
        refuse(new Error(this.wordsFor(error)));
      });
    });
  }

  /** The library asks once, a minute before the end: so it is tried until it arrives. */
  async renew() {
    try {
      const fresh = await sendSurely("GET", "/api/softphone-token", undefined, 10);
      if (this.device) this.device.updateToken(fresh.token);
    } catch {
      this.set({ fault: this.wordsFor({ code: 20104 }) });
    }
  }

  async connect(ticket) {
    const call = await this.device.connect({ params: { ticket } });
    this.fault = "";
    this.call = call;
    call.on("disconnect", () => this.ended(call));
    call.on("cancel", () => this.ended(call));
    call.on("error", (error) => this.set({ fault: this.wordsFor(error) }));
    call.on("reconnecting", (error) => this.set({ fault: this.wordsFor(error) }));
    call.on("reconnected", () => this.set({ fault: "" }));
    for (const name of ["accept", "mute"]) {
      call.on(name, () => this.on.change());
    }
    this.on.change();
  }

  mute(muted) {
    if (this.call) this.call.mute(muted);
  }

  hangUp() {
    if (this.call) this.call.disconnect();
  }

  stop() {
    if (this.device) this.device.destroy();
    this.device = null;
    this.set({ registered: false });
  }

  ended(call) {
    if (this.call !== call) return; // the one before: it must not take this one along
    this.call = null;
    this.on.change();
  }

  set(changes) {
    Object.assign(this, changes);
    this.on.change();
  }

  /** What a counsellor can do about it, not what the library says. */
  wordsFor(error) {
    const code = error.code || 0;
    const isPractice = Boolean(this.settings.chunderw);
    if (code === 31401 || code === 31402) return t("The microphone is not allowed or is in use elsewhere.");
    if (code === NO_WAY_FOR_SOUND) {
      return isPractice
        ? t("Sound cannot pass between this browser and the practice line. Connect this machine to a network, or start Chromium with {option}.", { option: LOOPBACK_OPTION })
        : t("Sound cannot pass between this browser and the line. Check the network.");
    }
    if (NO_COMMON_SOUND.includes(code)) {
      return isPractice
        ? t("The practice line cannot carry the sound of a browser: a part of it is missing. Run {command} and start it again.", { command: "make setup" })
        : t("The line and this browser find no sound they both understand. Use a current version of the browser.");
    }
    if (isAboutThePermit(code)) return t("The phone's permit has run out. Go off duty and start again.");
    if (isAboutSignalling(code)) return t("The connection of the phone to the line is broken. It tries again by itself.");
    return t("The phone reports a fault ({code}).", { code });
  }
}

const isAboutSignalling = (code) => (code >= 31000 && code < 32000) || code === 53000 || code === 53001;
const isAboutThePermit = (code) => code >= 20100 && code < 20200;
const isFinal = (code) => NO_COMMON_SOUND.includes(code) || isAboutThePermit(code);
