// What is typed and not yet saved, in this tab alone, and sealed: browsers write a tab's storage to
// the disk, and what is removed from it stays in their files. The key comes with the page and is
// written nowhere.
const KEPT = "contact-draft:";
const IV_BYTES = 12;

export class Drafts {
  constructor() {
    this.plain = new Map();
    this.turns = new Map(); // sealing takes a moment: the last word about a contact counts
    this.sealing = Promise.resolve();
  }

  /** Before the first contact of a page: what an earlier page of this tab has left. `key` in base64. */
  async open(key, storage = sessionStorage, subtle = globalThis.crypto?.subtle) {
    this.plain.clear();
    this.storage = storage;
    this.subtle = subtle; // without a secure connection there is none: then nothing is put away
    if (!subtle) return;
    this.key = await subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    for (const name of namesIn(storage)) {
      const draft = await this.unseal(name, storage.getItem(name));
      if (draft) this.plain.set(draft.id, draft);
      else storage.removeItem(name);
    }
  }

  read(id) {
    return this.plain.get(id) || null;
  }

  keep({ id, version, form, note }) {
    const draft = { id, version, form, note };
    this.plain.set(id, draft);
    const turn = this.next(id);
    const { storage } = this;
    if (!this.subtle) return;
    this.sealing = this.seal(draft).then((sealed) => {
      if (this.turns.get(id) === turn) storage.setItem(KEPT + id, sealed);
    });
  }

  forget(id) {
    this.plain.delete(id);
    this.next(id);
    if (this.storage) this.storage.removeItem(KEPT + id);
  }

  next(id) {
    const turn = (this.turns.get(id) || 0) + 1;
    this.turns.set(id, turn);
    return turn;
  }

  async seal(draft) {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const words = new TextEncoder().encode(JSON.stringify(draft));
    const sealed = await this.subtle.encrypt({ name: "AES-GCM", iv, additionalData: of(KEPT + draft.id) }, this.key, words);
    return textOf(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
  }

  /** Null for what cannot be read: another person's, cut off, or of an earlier version. */
  async unseal(name, text) {
    try {
      const all = bytesOf(text);
      const how = { name: "AES-GCM", iv: all.slice(0, IV_BYTES), additionalData: of(name) };
      const words = await this.subtle.decrypt(how, this.key, all.slice(IV_BYTES));
      return JSON.parse(new TextDecoder().decode(words));
    } catch {
      return null;
    }
  }
}

export const drafts = new Drafts();

function namesIn(storage) {
  const all = Array.from({ length: storage.length }, (_, number) => storage.key(number));
  return all.filter((name) => name.startsWith(KEPT));
}

function of(name) {
  return new TextEncoder().encode(name);
}

function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function textOf(bytes) {
  let text = "";
  for (const each of bytes) text += String.fromCharCode(each);
  return btoa(text);
}
