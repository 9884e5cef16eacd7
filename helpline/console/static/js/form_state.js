// What is typed and not yet saved: pure, so that it can be tried without a browser.

/** A change at a path such as ["child", "age"]; null and "" take the field out. */
export function withField(form, path, value) {
  const [name, ...rest] = path;
  const next = { ...form };
  const put = rest.length ? withField(form[name] || {}, rest, value) : value;
  const isNothing = put === null || put === "" || (typeof put === "object" && !Array.isArray(put) && !Object.keys(put).length);
  if (isNothing) delete next[name];
  else next[name] = put;
  return next;
}

/** The list with the code in it, or without it when it was there. */
export function toggled(list, code) {
  const chosen = list || [];
  return chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code];
}

/** After a reload: what this tab had typed wins over an older version of the server. */
export function restored(contact, kept) {
  if (!kept || kept.id !== contact.id || kept.version !== contact.version) return null;
  return { form: kept.form, note: kept.note };
}

/** Categories whose words hold every word of the search. */
export function matching(categories, search, words) {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return categories;
  return categories
    .map((category) => ({
      ...category,
      subcategories: category.subcategories.filter((sub) => {
        const text = `${words(category.code)} ${words(sub.code)}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter((category) => category.subcategories.length);
}
