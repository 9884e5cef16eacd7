// A colleague has asked for a word: her talk, and the way out of it.
import { nameIn } from "./guests.js";
import { html, useEffect } from "./view.js";
import { t, tongue } from "./words.js";

export function BesidePanel({ desk, beside, people, phone }) {
  useEffect(() => {
    desk.talk.look();
  }, [beside.call_id]);
  return html`<section class="card" aria-label=${t("A colleague's talk")}>
    <h2>${t("A colleague asks you for a word")}</h2>
    ${beside.practice && html`<p><span class="badge practice">${t("Practice call")}</span></p>`}
    <p><b>${nameIn(people, beside.counsellor_id) || "…"}</b> · ${tongue(beside.language)}</p>
    <p>${phone.call ? t("You are with your colleague. If the call is handed over to you, its contact opens here.") : t("Your phone is not connected.")}</p>
    <div class="buttons"><button class="button stop" disabled=${!phone.call} onClick=${() => desk.talk.leave()}>${t("Leave the talk")} <span class="key">Ctrl Alt E</span></button></div>
  </section>`;
}
