// A contact saved elsewhere meanwhile: both texts and every answer that differs, side by side.
import { differences } from "./form_state.js";
import { html } from "./view.js";
import { label, t } from "./words.js";

const KINDS = {
  call_type: "call_type", categories: "category", "child.gender": "gender", "child.region": "region",
  caller_relation: "relation", urgency: "urgency", actions: "action", "child.age_group": "age_group",
  "child.living": "living", "child.groups": "group", referrals: "referral", agreed: "agreed",
};

export function Conflict({ store }) {
  if (store.state !== "conflict") return null;
  const { other } = store;
  return html`<div class="banner bad" role="alert"><p>${t("This contact was saved elsewhere. Which text should stay?")}</p>
    <${Side} words=${t("There:")} note=${other.note} />
    ${differences(store.form, other.form).map((each) => html`<p key=${each.path}>${nameOf(each.path)}: ${told(each.path, each.there)}</p>`)}
    <${Side} words=${t("Here:")} note=${store.note} />
    ${differences(store.form, other.form).map((each) => html`<p key=${each.path}>${nameOf(each.path)}: ${told(each.path, each.here)}</p>`)}
    <div class="buttons"><button type="button" class="button" onClick=${() => store.settle(true)}>${t("Keep what is here")}</button><button type="button" class="button" onClick=${() => store.settle(false)}>${t("Take what is there")}</button></div></div>`;
}

function Side({ words, note }) {
  return html`<p><b>${words}</b> ${note || "–"}</p>`;
}

function nameOf(path) {
  return path.startsWith("risk.") ? label("risk", path.replace("risk.", "")) : label("field", path);
}

function told(path, value) {
  if (value === undefined || value.length === 0) return "–";
  const kind = path.startsWith("risk.") ? "answer" : KINDS[path];
  const words = [value].flat().map((each) => (kind ? label(kind, each) : String(each)));
  return words.join("; ");
}
