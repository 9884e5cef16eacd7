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

/** After a reload: whether this tab had typed something that the server does not have. */
export function restored(contact, kept) {
  return Boolean(kept && kept.id === contact.id && !isSame(contact, kept));
}

/** The same answers and the same note, in whatever order the fields were filled in. */
export function isSame(one, other) {
  return one.note === other.note && inOrder(one.form) === inOrder(other.form);
}

/** The answers that are not the same, as {path: "child.age", here, there}; the note is not among them. */
export function differences(here, there) {
  const [mine, theirs] = [flat(here), flat(there)];
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    .filter((path) => inOrder(mine[path] ?? null) !== inOrder(theirs[path] ?? null))
    .map((path) => ({ path, here: mine[path], there: theirs[path] }));
}

function flat(form, before = "") {
  return Object.entries(form).reduce((found, [name, value]) => {
    const isGroup = value !== null && typeof value === "object" && !Array.isArray(value);
    return { ...found, ...(isGroup ? flat(value, `${before}${name}.`) : { [before + name]: value }) };
  }, {});
}

function inOrder(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOrder)}]`;
  return `{${Object.keys(value).sort().map((name) => `${name}:${inOrder(value[name])}`)}}`;
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
