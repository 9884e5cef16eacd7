// The talk in which the supervisor is: who hears her now, another way, and out.
import { html } from "./view.js";
import { t } from "./words.js";

const ROLES = { listen: "You listen. Nobody hears you.", whisper: "The counsellor hears you, the child does not.", barge: "Both hear you." };

export function OwnTalk({ board, nameOf }) {
  const { phone } = board;
  const there = phone.where();
  if (!there) return null;
  const { call, guest } = there;
  const way = (role, words) => html`<button class="button" aria-pressed=${String(guest.role === role)} disabled=${phone.busy} onClick=${() => phone.be(call.id, role)}>${words}</button>`;
  return html`<section class="card own-talk" aria-label=${t("Your part in a talk")}>
    <h2>${t("You are in a talk")} · ${nameOf(call.counsellor_id)}</h2>
    <p role="status">${guest.joined ? t(ROLES[guest.role]) : t("Connecting …")}</p>
    ${!phone.phone.call && html`<div class="banner warn"><p>${t("Your phone is not in this talk. Leave it here, and come in again.")}</p></div>`}
    <div class="buttons">${phone.reason && phone.phone.call && html`${way("listen", t("Listen"))}${way("whisper", t("Speak to the counsellor alone"))}${way("barge", t("Speak to both"))}`}
      <button class="button stop" disabled=${phone.busy} onClick=${() => phone.stop()}>${t("Leave the talk")}</button></div>
  </section>`;
}
