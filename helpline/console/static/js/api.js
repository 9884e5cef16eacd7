// Commands go by POST with the form token and a key of their own, so that a repeat is harmless.
const PATIENCE_MS = 15000; // a network that has died quietly must not hold a save for ever

let csrf = "";

export function useCsrf(token) {
  csrf = token;
}

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.kind = body.type || "";
    this.errors = body.errors || [];
    this.body = body;
  }
}

/** JSON in, JSON out. Throws Problem for an answer that is not success, TypeError without network. */
export async function send(method, path, body, key = crypto.randomUUID()) {
  const { answer, text } = await fetched(path, {
    method,
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRF-Token": csrf,
      "Idempotency-Key": key,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  let read = null;
  try {
    read = text ? JSON.parse(text) : null;
  } catch {
    read = null;
  }
  if (!answer.ok) throw new Problem(answer.status, read || {});
  return read;
}

async function fetched(path, options) {
  try {
    const answer = await fetch(path, options);
    return { answer, text: await answer.text() };
  } catch (fault) {
    if (fault.name === "TimeoutError") throw new TypeError("no answer in time");
    throw fault;
  }
}

/** The same command again, with the same key, until it arrives: for what must not get lost. */
export async function sendSurely(method, path, body, tries = 5) {
  const key = crypto.randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(method, path, body, key);
    } catch (fault) {
      const passing = fault instanceof TypeError || fault.status >= 500;
      if (!passing || attempt >= tries) throw fault;
      await new Promise((done) => setTimeout(done, 400 * attempt));
    }
  }
}
