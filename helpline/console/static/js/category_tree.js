// Ten categories with their subcategories, searchable, several at once.
import { Wrong } from "./faults.js";
import { matching, toggled } from "./form_state.js";
import { html, useState } from "./view.js";
import { label, t } from "./words.js";

const words = (code) => label("category", code);

export function CategoryTree({ store, categories, faults }) {
  const [search, setSearch] = useState("");
  const chosen = store.form.categories || [];
  const shown = matching(categories, search, words);
  return html`<fieldset class="tree" id="categories" tabindex="-1"><legend>${t("Reasons for the contact")}</legend><${Wrong} faults=${faults} field="categories" />
    <div class="field"><label class="hidden-words" for="search">${t("Search the reasons")}</label><input id="search" type="search" autocomplete="off" placeholder=${t("Search the reasons")} value=${search} onInput=${(event) => setSearch(event.target.value)} /></div>
    ${chosen.length > 0 && html`<p class="choices">${chosen.map((code) => html`<span class="badge good" key=${code}>${words(code)}</span>`)}</p>`}
    ${shown.map((category) => html`<details key=${category.code} open=${Boolean(search)}>
      <summary>${words(category.code)} ${count(category, chosen)}</summary>
      <div class="choices">${category.subcategories.map((sub) => html`<label class="choice" key=${sub.code}><input type="checkbox" checked=${chosen.includes(sub.code)} onChange=${() => store.set(["categories"], toggled(store.form.categories, sub.code))} /> ${words(sub.code)}</label>`)}</div>
    </details>`)}
    ${shown.length === 0 && html`<p class="soft">${t("Nothing found.")}</p>`}
  </fieldset>`;
}

function count(category, chosen) {
  const number = category.subcategories.filter((sub) => chosen.includes(sub.code)).length;
  return number ? html`<span class="badge good">${number}</span>` : null;
}
