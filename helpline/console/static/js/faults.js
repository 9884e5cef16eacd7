// Faults of a form: a summary first, with links, and the same words at each field.
import { html, useEffect, useRef } from "./view.js";
import { t } from "./words.js";

export function Faults({ faults }) {
  const box = useRef(null);
  useEffect(() => {
    if (faults.length && box.current) box.current.focus();
  }, [faults]);
  if (!faults.length) return null;
  const go = (event, field) => {
    event.preventDefault();
    const target = document.getElementById(field);
    if (target) target.focus();
  };
  return html`<div class="summary" role="alert" tabindex="-1" ref=${box}><h3>${t("There is a problem")}</h3>
    <ul>${faults.map((fault) => html`<li key=${fault.field}><a href=${`#${fault.field}`} onClick=${(event) => go(event, fault.field)}>${fault.message}</a></li>`)}</ul></div>`;
}

export function Wrong({ faults, field }) {
  return faults.filter((fault) => fault.field === field).map((fault) => html`<p class="wrong" key=${fault.message}>${fault.message}</p>`);
}
