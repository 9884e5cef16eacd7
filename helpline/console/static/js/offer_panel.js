// An offer rings: one key accepts while the dialog has the focus, S makes it silent.
import { duration, secondsSince, secondsUntil } from "./clock.js";
import { html, useEffect, useRef } from "./view.js";
import { t, tongue } from "./words.js";

export function OfferPanel({ desk, offer, busy }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element.open) element.showModal();
    return () => element.close();
  }, [offer.id]);
  const onKey = (event) => {
    if (event.code === "KeyS" && !event.ctrlKey && !event.altKey) desk.silence();
  };
  const refuse = (event) => event.preventDefault(); // Escape must not throw a call away
  return html`<dialog class="ring" ref=${dialog} onKeyDown=${onKey} onCancel=${refuse} aria-labelledby="offer-title">
    <div class="pulse" aria-hidden="true"></div>
    <h2 id="offer-title">${titleOf(offer)}</h2>
    ${offer.consult && offer.practice && html`<p><span class="badge practice">${t("Practice call")}</span></p>`}
    <p>${tongue(offer.language)}${offer.consult ? "" : ` · ${t("waiting for {time}", { time: duration(secondsSince(offer.waiting_since)) })}`}</p>
    ${offer.consult && html`<p>${t("The caller is on hold meanwhile; you hear your colleague.")}</p>`}
    ${offer.auto_answer && html`<p><b>${t("It is accepted by itself in a moment.")}</b></p>`}
    <p class="soft number">${t("{seconds} s left to answer", { seconds: secondsUntil(offer.expires_at) })}</p>
    <div class="buttons">
      <button class="button main big" autofocus disabled=${busy} onClick=${() => desk.accept(offer)}>${t("Accept")} <span class="key">Enter</span></button>
      <button class="button" disabled=${busy} onClick=${() => desk.decline(offer)}>${t("Pass on")}</button>
      <button class="button quiet" onClick=${() => desk.silence()}>${t("Silence")} <span class="key">S</span></button>
    </div>
  </dialog>`;
}

function titleOf(offer) {
  if (offer.consult) return t("A colleague asks you for a word");
  return offer.practice ? t("Practice call") : t("A child is calling");
}
