// The contact: what kind of call it was, why, who, and what was done. It never blocks ending a call.
import { CategoryTree } from "./category_tree.js";
import { Conflict } from "./conflict.js";
import { Faults, Wrong } from "./faults.js";
import { toggled } from "./form_state.js";
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
  const atOnce = async (code) => {
    store.set(["call_type"], code);
    setFaults(await desk.completeContact());
  };
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
    <${AtOnce} form=${form} codes=${choices.single_click} pick=${atOnce} />
    <${CategoryTree} store=${store} categories=${choices.categories} faults=${faults} />
    <${Child} store=${store} choices=${choices} faults=${faults} />
    <div class="row">
      <${Choice} id="caller_relation" words=${t("Who called")} kind="relation" codes=${choices.relations} value=${form.caller_relation} pick=${(code) => store.set(["caller_relation"], code)} />
      <${Choice} id="urgency" words=${t("Urgency")} kind="urgency" codes=${choices.urgencies} value=${form.urgency} pick=${(code) => store.set(["urgency"], code)} />
    </div>
    <${Risk} store=${store} codes=${choices.risks} />
    <${Many} store=${store} name=${["actions"]} legend=${t("What was done")} kind="action" codes=${choices.actions} />
    <${Many} store=${store} name=${["referrals"]} legend=${t("Where the child was sent on to")} kind="referral" codes=${choices.referrals} folded />
    <${Many} store=${store} name=${["agreed"]} legend=${t("What the child agreed to")} kind="agreed" codes=${choices.agreed} folded />
    <div class="field"><label for="note">${t("Note")}</label><small>${t("Only what the next person must know. It is encrypted and erased in time.")}</small><${Wrong} faults=${faults} field="note" />
      <textarea autocomplete="off" id="note" maxlength="4000" value=${store.note} onInput=${(event) => store.write(event.target.value)}></textarea></div>
    <${Findings} store=${store} />
    <p class="saved" role="status">${t(STATES[store.state])}</p>
    <button class="button main">${t("Complete the contact")}</button>
  </form>`;
}

function Options({ id, legend, kind, codes, value, faults, pick }) {
  return html`<fieldset id=${id} tabindex="-1"><legend>${legend}</legend><${Wrong} faults=${faults} field=${id} />
    <div class="choices">${codes.map((code) => html`<label class="choice" key=${code}><input type="radio" name=${id} checked=${value === code} onChange=${() => pick(code)} /> ${label(kind, code)}</label>`)}</div></fieldset>`;
}

function Child({ store, choices, faults }) {
  const child = store.form.child || {};
  const pick = (name) => (code) => store.set(["child", name], code);
  return html`<div class="row">
      <div class="field"><label for="child.age">${t("Age")}</label><${Wrong} faults=${faults} field="child.age" />
        <input id="child.age" type="number" autocomplete="off" min="0" max="25" inputmode="numeric" value=${child.age ?? ""} onInput=${(event) => store.set(["child", "age"], event.target.value === "" ? null : Number(event.target.value))} /></div>
      <${Choice} id="child.gender" words=${t("Gender")} kind="gender" codes=${choices.genders} value=${child.gender} pick=${pick("gender")} />
      <${Choice} id="child.region" words=${t("Region")} kind="region" codes=${choices.regions} value=${child.region} pick=${pick("region")} />
    </div>
    <details class="field"><summary><b>${t("More about the child")}</b></summary>
      <div class="row">
        <${Choice} id="child.age_group" words=${t("Age, if not in years")} kind="age_group" codes=${choices.age_groups} value=${child.age_group} pick=${pick("age_group")} />
        <${Choice} id="child.living" words=${t("With whom the child lives")} kind="living" codes=${choices.living} value=${child.living} pick=${pick("living")} />
      </div>
      <${Many} store=${store} name=${["child", "groups"]} legend=${t("Groups that need special care")} kind="group" codes=${choices.groups} />
    </details>`;
}

function Choice({ id, words, kind, codes, value, pick }) {
  return html`<div class="field"><label for=${id}>${words}</label><select id=${id} value=${value || ""} onChange=${(event) => pick(event.target.value || null)}>
    <option value="">–</option>${codes.map((code) => html`<option key=${code} value=${code}>${label(kind, code)}</option>`)}</select></div>`;
}

/** Nothing is changed in the note: what must go is said, and what may name somebody is asked about. */
function Findings({ store }) {
  const said = (refused) => store.findings.filter((each) => each.refused === refused).map((each) => `${label("finding", each.kind)}: ${each.text}`).join("; ");
  const [must, may] = [said(true), said(false)];
  return html`${must && html`<div class="banner bad" role="alert"><p>${t("This cannot be kept. Please take it out:")} ${must}</p></div>`}
    ${may && html`<div class="banner warn" role="status"><p>${t("Could this say who the child is? Please look again:")} ${may}</p></div>`}`;
}

/** Kinds that need nothing more: one click, and the contact is complete. */
function AtOnce({ form, codes, pick }) {
  return html`<fieldset><legend>${t("Nothing more to write? Complete it with one click")}</legend>
    <div class="choices">${codes.map((code) => html`<button type="button" class="button" key=${code} aria-pressed=${String(form.call_type === code)} onClick=${() => pick(code)}>${label("call_type", code)}</button>`)}</div></fieldset>`;
}

function Many({ store, name, legend, kind, codes, folded }) {
  const chosen = name.reduce((place, part) => (place || {})[part], store.form) || [];
  const flip = (code) => store.set(name, toggled(chosen, code));
  const choices = html`<div class="choices">${codes.map((code) => html`<label class="choice" key=${code}><input type="checkbox" checked=${chosen.includes(code)} onChange=${() => flip(code)} /> ${label(kind, code)}</label>`)}</div>`;
  if (!folded) return html`<fieldset><legend>${legend}</legend>${choices}</fieldset>`;
  return html`<details class="field"><summary><b>${legend}</b> ${chosen.length > 0 && html`<span class="badge good">${chosen.length}</span>`}</summary><fieldset><legend class="hidden-words">${legend}</legend>${choices}</fieldset></details>`;
}

function Risk({ store, codes }) {
  const risk = store.form.risk || {};
  return html`<details class="field"><summary><b>${t("Is the child safe?")}</b></summary>
    ${codes.map((code) => html`<fieldset key=${code}><legend>${label("risk", code)}</legend><div class="choices">
      ${["yes", "no", "unknown"].map((answer) => html`<label class="choice" key=${answer}><input type="radio" name=${`risk-${code}`} checked=${risk[code] === answer} onChange=${() => store.set(["risk", code], answer)} /> ${label("answer", answer)}</label>`)}
    </div></fieldset>`)}</details>`;
}
