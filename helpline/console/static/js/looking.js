// A part that reads what it shows when it is opened, and again while it stays open.
import { html, useEffect, useState } from "./view.js";

const AGAIN_MS = 4000;

/** `look()` reads; the children are drawn while it is open. */
export function Looking({ title, look, children }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    look();
    const again = setInterval(look, AGAIN_MS);
    return () => clearInterval(again);
  }, [isOpen]);
  return html`<details class="more" open=${isOpen} onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>${title}</summary>${isOpen && children}</details>`;
}
