// As much of a document as the view library touches, and ways to read and press what it drew.

class Node {
  constructor(document, type, name) {
    Object.assign(this, { ownerDocument: document, nodeType: type, localName: name, nodeName: name });
    Object.assign(this, { childNodes: [], parentNode: null, attributes: {}, listeners: {}, style: {}, data: "" });
    this.dataset = {};
    this.isOpen = false;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const row = this.parentNode ? this.parentNode.childNodes : [];
    return row[row.indexOf(this) + 1] ?? null;
  }

  insertBefore(child, before) {
    child.remove();
    const place = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(place, 0, child);
    child.parentNode = this;
    return child;
  }

  appendChild(child) {
    return this.insertBefore(child, null);
  }

  removeChild(child) {
    this.childNodes = this.childNodes.filter((each) => each !== child);
    child.parentNode = null;
  }

  remove() {
    if (this.parentNode) this.parentNode.removeChild(this);
  }

  replaceChildren() {
    [...this.childNodes].forEach((child) => child.remove());
  }

  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  addEventListener(name, listener) {
    this.listeners[name.toLowerCase()] = listener;
  }

  removeEventListener(name) {
    delete this.listeners[name.toLowerCase()];
  }

  focus() {
    this.ownerDocument.activeElement = this;
  }

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
  }

  get textContent() {
    return this.nodeType === 3 ? this.data : this.childNodes.map((child) => child.textContent).join("");
  }

  all() {
    return this.childNodes.flatMap((child) => [child, ...child.all()]);
  }

  /** The value of an attribute, whether it was set as one or as a property. */
  read(name) {
    return this.attributes[name] ?? this[name];
  }

  /** Lets an event happen here and gives it, so that a test sees whether it was prevented. */
  happen(name, more = {}) {
    const event = { type: name, target: this, isPrevented: false, preventDefault: () => (event.isPrevented = true), ...more };
    const listener = this.listeners[name];
    if (listener) listener.call(this, event);
    return event;
  }
}

export function fakeDocument() {
  const document = { activeElement: null, title: "Desk · 111", hidden: false };
  document.createElement = (name) => new Node(document, 1, name);
  document.createElementNS = (_, name) => new Node(document, 1, name);
  document.createTextNode = (data) => Object.assign(new Node(document, 3, "#text"), { data });
  document.body = new Node(document, 1, "body");
  document.documentElement = new Node(document, 1, "html");
  document.getElementById = (id) => document.body.all().find((each) => each.read("id") === id) ?? null;
  return document;
}

/** What was drawn under `root`: by name and words, as a reader finds it. */
export function find(root, name, words = "") {
  return root.all().find((each) => each.localName === name && each.textContent.includes(words)) ?? null;
}

export function findAll(root, name) {
  return root.all().filter((each) => each.localName === name);
}
