// What a browser lends to the modules, as small as they need it.

export const DRAFT_KEY = btoa("k".repeat(32));

export function fakeStorage() {
  const kept = new Map();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, String(value)),
    removeItem: (name) => kept.delete(name),
    key: (number) => [...kept.keys()][number] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** A server that answers when it is told to: `requests` are what arrived and was not answered yet. */
export class FakeServer {
  constructor() {
    this.requests = [];
    this.all = [];
    globalThis.fetch = (path, options) => this.take(path, options);
  }

  take(path, { method, headers = {}, body, signal } = {}) {
    return new Promise((answer, lose) => {
      const request = { path, method, headers, body: body && JSON.parse(body), signal };
      request.answer = (status, value) => answer(answerOf(status, value));
      request.lose = (fault = new TypeError("Failed to fetch")) => lose(fault);
      this.all.push(request);
      const rule = this.rule && this.rule(request);
      if (rule) request.answer(...rule);
      else this.requests.push(request);
    });
  }

  /** From now on every request is answered by `rule(request)`, which gives [status, body]. */
  always(rule) {
    this.rule = rule;
  }

  next() {
    return this.requests.shift();
  }
}

function answerOf(status, value) {
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return { ok: status < 400, status, text: async () => text, json: async () => JSON.parse(text) };
}

/** Lets everything that only waits for promises come to rest. */
export async function settled() {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** Something that calls back by name: a socket, a phone, a call. */
export class Speaker {
  constructor() {
    this.heard = {};
  }

  on(name, listener) {
    (this.heard[name] ||= []).push(listener);
  }

  say(name, value) {
    (this.heard[name] || []).forEach((listener) => listener(value));
  }
}
