// The view library in one place: components are functions, markup is tagged templates.
import { h, render } from "../vendor/preact-11.2.0.mjs";
import { useCallback, useEffect, useRef, useState } from "../vendor/preact-hooks-11.2.0.mjs";
import htm from "../vendor/htm-3.1.1.mjs";

export const html = htm.bind(h);
export { render, useCallback, useEffect, useRef, useState };

export function readBoot() {
  return JSON.parse(document.getElementById("boot").textContent);
}

export function show(component) {
  const root = document.getElementById("island");
  root.replaceChildren();
  render(component, root);
}
