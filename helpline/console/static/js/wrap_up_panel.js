// Time to finish the contact, and more of it with a reason.
import { duration, secondsUntil } from "./clock.js";
import { html, useState } from "./view.js";
import { t } from "./words.js";

export function WrapUpPanel({ desk, until, busy }) {
  return html`<p class="clock">${duration(secondsUntil(until))}</p>
    <p>${t("Time to finish the contact. What comes after it is chosen below.")}</p>
    <div class="buttons"><button class="button" disabled=${busy} onClick=${() => desk.finishWrapUp()}>${t("I am ready")}</button></div>
    <${MoreTime} desk=${desk} busy=${busy} />`;
}

function MoreTime({ desk, busy }) {
  const [reason, write] = useState("");
  const ask = async (event) => {
    event.preventDefault();
    await desk.talk.moreTime(reason.trim());
    if (!desk.model.complaint) write(""); // what was refused stays, to be sent again
  };
  return html`<details class="more"><summary>${t("I need more time")}</summary>
    <form onSubmit=${ask}>
      <div class="field"><label for="more-time">${t("Reason")}</label><small>${t("Nothing about the child: it can be read by others.")}</small>
        <input id="more-time" type="text" required maxlength="200" autocomplete="off" value=${reason} onInput=${(event) => write(event.currentTarget.value)} /></div>
      <div class="buttons"><button class="button" disabled=${busy || !reason.trim()}>${t("More time")}</button></div>
    </form></details>`;
}
