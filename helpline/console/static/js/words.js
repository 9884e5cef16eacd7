// The words of the screens, from the same catalogues as the pages.
let words = {};

export async function loadWords(language) {
  const answer = await fetch(`/i18n/${language}.json`);
  if (answer.ok) words = await answer.json();
}

/** The text in the reader's language; `{name}` is replaced by `values.name`. */
export function t(text, values = {}) {
  return (words[text] || text).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** The label of a code, such as `region:astana`. */
export function label(kind, code) {
  return code ? words[`${kind}:${code}`] || code : "";
}

export function tongue(code) {
  return { kk: t("Kazakh"), ru: t("Russian"), en: t("English") }[code] || t("any language");
}
