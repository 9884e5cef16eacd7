// The contact: what kind of call it was, why, who, and what was done. It never blocks ending a call.
import { CategoryTree } from "./category_tree.js";
import { Conflict } from "./conflict.js";
import { Faults, Wrong } from "./faults.js";
import { html, useState } from "./view.js";
import { label, t } from "./words.js";

const STATES = {
  saved: "Saved", typing: "…", saving: "Saving …",
  unsaved: "Not saved yet: no connection. It is kept in this tab and tried again.",
  refused: "Something is missing or wrong",
  conflict: "This contact was saved elsewhere.",
};

export function ContactForm({ desk, store, choices }) {
  const [faults, setFaults] = useState([]);
  const form = store.form;
  const child = form.child || {};
  const complete = async (event) => {
    event.preventDefault();
    setFaults(await desk.completeContact());
  };
  const leave = () => store.save();
  return html`<form class="card" onSubmit=${complete} onFocusOut=${leave} novalidate aria-label=${t("Contact")}>
    <h2>${t("Contact")}${store.practice && html` <span class="badge practice">${t("Practice call")}</span>`}</h2>
    <div class="banner"><p>${t("Never read earlier notes back to a caller. Write no names, numbers or addresses.")}</p></div>
    <${Faults} faults=${faults} />
    <${Conflict} store=${store} />
    <${Options} id="call_type" legend=${t("What kind of call was it?")} kind="call_type" codes=${choices.call_types} value=${form.call_type} faults=${faults} pick=${(code) => store.set(["call_type"], code)} />
    <${CategoryTree} store=${store} categories=${choices.categories} faults=${faults} />
    <div class="row">
      <div class="field"><label for="child.age">${t("Age")}</label><${Wrong} faults=${faults} field="child.age" />
        <input id="child.age" type="number" min="0" max="25" inputmode="numeric" value=${child.age ?? ""} onInput=${(event) => store.set(["child", "age"], event.target.value === "" ? null : Number(event.target.value))} /></div>
      <${Choice} id="child.gender" words=${t("Gender")} kind="gender" codes=${choices.genders} value=${child.gender} pick=${(code) => store.set(["child", "gender"], code)} />
      <${Choice} id="child.region" words=${t("Region")} kind="region" codes=${choices.regions} value=${child.region} pick=${(code) => store.set(["child", "region"], code)} />
    </div>
    <div class="row">
      <${Choice} id="caller_relation" words=${t("Who called")} kind="relation" codes=${choices.relations} value=${form.caller_relation} pick=${(code) => store.set(["caller_relation"], code)} />
      <${Choice} id="urgency" words=${t("Urgency")} kind="urgency" codes=${choices.urgencies} value=${form.urgency} pick=${(code) => store.set(["urgency"], code)} />
    </div>
    <${Risk} store=${store} codes=${choices.risks} />
    <${Many} store=${store} codes=${choices.actions} />
    <div class="field"><label for="note">${t("Note")}</label><small>${t("Only what the next person must know. It is encrypted and erased in time.")}</small><${Wrong} faults=${faults} field="note" />
      <textarea id="note" maxlength="4000" value=${store.note} onInput=${(event) => store.write(event.target.value)}></textarea></div>
    <p class="saved" role="status">${t(STATES[store.state])}</p>
    <button class="button main">${t("Complete the contact")}</button>
  </form>`;
}

function Options({ id, legend, kind, codes, value, faults, pick }) {
  return html`<fieldset id=${id} tabindex="-1"><legend>${legend}</legend><${Wrong} faults=${faults} field=${id} />
    <div class="choices">${codes.map((code) => html`<label class="choice" key=${code}><input type="radio" name=${id} checked=${value === code} onChange=${() => pick(code)} /> ${label(kind, code)}</label>`)}</div></fieldset>`;
}

function Choice({ id, words, kind, codes, value, pick }) {
  return html`<div class="field"><label for=${id}>${words}</label><select id=${id} value=${value || ""} onChange=${(event) => pick(event.target.value || null)}>
    <option value="">–</option>${codes.map((code) => html`<option key=${code} value=${code}>${label(kind, code)}</option>`)}</select></div>`;
}

function Many({ store, codes }) {
  const chosen = store.form.actions || [];
  const flip = (code) => store.set(["actions"], chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return html`<fieldset><legend>${t("What was done")}</legend><div class="choices">${codes.map((code) => html`<label class="choice" key=${code}><input type="checkbox" checked=${chosen.includes(code)} onChange=${() => flip(code)} /> ${label("action", code)}</label>`)}</div></fieldset>`;
}

function Risk({ store, codes }) {
  const risk = store.form.risk || {};
  return html`<details class="field"><summary><b>${t("Is the child safe?")}</b></summary>
    ${codes.map((code) => html`<fieldset key=${code}><legend>${label("risk", code)}</legend><div class="choices">
      ${["yes", "no", "unknown"].map((answer) => html`<label class="choice" key=${answer}><input type="radio" name=${`risk-${code}`} checked=${risk[code] === answer} onChange=${() => store.set(["risk", code], answer)} /> ${label("answer", answer)}</label>`)}
    </div></fieldset>`)}</details>`;
}
