// Words by which a child wants to be known again: kept with a contact, looked up in a talk, shown nowhere.
import { Problem, send } from "./api.js";
import { html, useState } from "./view.js";
import { t } from "./words.js";

const COMES = {
  kept: "The words are kept. They are shown to nobody, and forgotten 90 days after their last use.",
  unknown: "Not known. Perhaps a word is different.",
  known: "Known again.",
  linked: "Known again. This contact is in the case now.",
  closed: "Known again. The case is closed: a supervisor can open it again.",
  elsewhere: "Known again. A colleague keeps the case: a supervisor can put this contact into it.",
};

/** What an answer of the look-up means. */
export function meaning({ known, linked, case: found, elsewhere }) {
  if (!known) return "unknown";
  if (elsewhere) return "elsewhere";
  if (!found) return "known";
  return linked ? "linked" : "closed";
}

export function CodeWords({ contactId, call }) {
  const [words, setWords] = useState("");
  const [said, setSaid] = useState(null); // {what, found} or {wrong}
  const doing = async (way) => {
    try {
      setSaid(await way());
      setWords("");
    } catch (fault) {
      const told = fault instanceof Problem ? (fault.errors[0] || fault).message : t("No connection to the server. Please try again.");
      setSaid({ wrong: told });
    }
  };
  const keep = () => doing(async () => {
    await send("PUT", `/api/contacts/${contactId}/code-words`, { words });
    return { what: "kept" };
  });
  const lookUp = () => doing(async () => {
    const answer = await send("POST", `/api/calls/${call.id}/code-words`, { words });
    return { what: meaning(answer), found: answer.case };
  });
  const submit = (event) => {
    event.preventDefault();
    return call ? lookUp() : keep();
  };
  return html`<form class="card" onSubmit=${submit} aria-label=${t("Code words")}><details><summary><b>${t("Code words")}</b></summary>
    <p class="soft">${t("For a child who wants to be known again: two words or more and four digits that the child chooses. No names.")}</p>
    <div class="field"><label for="code-words">${t("The words")}</label>${said && said.wrong && html`<p class="wrong" id="code-words-wrong" role="alert">${said.wrong}</p>`}
      <input id="code-words" type="text" autocomplete="off" spellcheck="false" maxlength="80" required value=${words} aria-invalid=${said && said.wrong ? "true" : null} aria-describedby=${said && said.wrong ? "code-words-wrong" : null} onInput=${(event) => setWords(event.target.value)} /></div>
    <div class="buttons">${call && html`<button class="button">${t("Look them up")}</button>`}
      <button class="button" type=${call ? "button" : "submit"} onClick=${call ? keep : null} disabled=${!words}>${t("Keep these words")}</button></div>
    <p role="status">${said && said.what ? html`${t(COMES[said.what])}${said.found && html` <a href=${`/cases/${said.found.id}`} target="_blank" rel="noopener">${said.found.label}</a>`}` : ""}</p>
  </details></form>`;
}
