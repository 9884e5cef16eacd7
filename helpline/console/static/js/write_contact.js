// A contact that is finished away from the desk: from paper, later, or rescued.
import { Problem, useCsrf } from "./api.js";
import { useZone } from "./clock.js";
import { CodeWords } from "./code_words.js";
import { ContactForm } from "./contact_form.js";
import { ContactStore } from "./contact_store.js";
import { drafts } from "./drafts.js";
import { html, readBoot, show, useEffect, useState } from "./view.js";
import { loadWords, t } from "./words.js";

const boot = readBoot();
useCsrf(boot.csrf);
useZone(boot.zone);
await loadWords(boot.lang);
await drafts.open(boot.draft_key);

let draw = () => {};
let complaint = "";
const store = new ContactStore(boot.contact, () => draw());

const desk = {
  /** The faults of the form; none when it is complete. */
  async completeContact() {
    complaint = "";
    try {
      await store.complete();
      location.assign(`/contacts/${store.id}`);
    } catch (fault) {
      if (fault instanceof Problem && fault.errors.length) return fault.errors;
      complaint = fault instanceof Problem ? fault.message : t("No connection to the server. Please try again.");
      draw();
    }
    return [];
  },
};

addEventListener("beforeunload", (event) => {
  if (store.state !== "saved" && !store.closed) event.preventDefault();
});

function Page() {
  const [, redraw] = useState(0);
  useEffect(() => {
    draw = () => redraw((number) => number + 1);
  }, []);
  return html`<h1 class="hidden-words">${t("Contact")}</h1>
    ${complaint && html`<div class="banner bad" role="alert"><p>${complaint}</p></div>`}
    <${ContactForm} desk=${desk} store=${store} choices=${boot.form} />
    <${CodeWords} contactId=${store.id} />`;
}

show(html`<${Page} />`);
