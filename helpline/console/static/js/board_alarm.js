// A caller waits and nobody is on duty: said at once, and heard when sound was allowed by a click.
import { duration, secondsSince } from "./clock.js";
import { html } from "./view.js";
import { t, tongue } from "./words.js";

export class AlarmSound {
  constructor(base, changed) {
    this.base = base;
    this.changed = changed;
    this.sound = null;
    this.isBlocked = false;
    this.isSilenced = false;
    this.rings = false;
  }

  get isAllowed() {
    return this.sound !== null;
  }

  /** Inside a click: played once, so that it is heard that it works. */
  allow() {
    this.sound = new Audio(`${this.base}sounds/alarm.wav`);
    this.sound.loop = this.rings;
    this.isSilenced = false;
    this.play();
  }

  forbid() {
    this.stop();
    this.sound = null;
    this.changed();
  }

  /** Told of every change; a new alarm is heard although the last one was silenced. */
  see(count) {
    if (count > 0 && !this.rings) this.begin();
    if (count === 0 && this.rings) this.stop();
  }

  begin() {
    this.rings = true;
    this.isSilenced = false;
    if (!this.sound) return;
    this.sound.loop = true;
    this.play();
  }

  async play() {
    try {
      await this.sound.play();
      this.isBlocked = false;
    } catch (fault) {
      this.isBlocked = fault.name !== "AbortError";
    }
    this.changed();
  }

  silence() {
    this.isSilenced = true;
    if (this.sound) this.sound.pause();
    this.changed();
  }

  stop() {
    this.rings = false;
    if (!this.sound) return;
    this.sound.pause();
    this.sound.loop = false;
    this.sound.currentTime = 0;
  }
}

export function Alarm({ calls, sound }) {
  return html`${calls.length > 0 && html`<div class="banner bad" role="alert"><p><b>${t("A child waits and nobody is on duty.")}</b></p>
      <ul class="plain">${calls.map((call) => html`<li key=${call.id}>${tongue(call.language)} · <span aria-hidden="true">${t("waiting for {time}", { time: duration(secondsSince(call.enqueued_at)) })}</span></li>`)}</ul></div>`}
    ${sound.isBlocked && html`<div class="banner bad" role="alert"><p>${t("Sound is blocked: you would not hear an alarm.")}</p></div>`}
    <div class="buttons alarm">
      ${sound.isAllowed
        ? html`<button class="button" onClick=${() => sound.forbid()}>${t("Sound of the alarm: on. Switch it off")}</button>`
        : html`<button class="button" onClick=${() => sound.allow()}>${t("Sound of the alarm: off. Switch it on")}</button>`}
      ${sound.rings && sound.isAllowed && !sound.isSilenced && html`<button class="button" onClick=${() => sound.silence()}>${t("Silence")}</button>`}
    </div>`;
}
