// Commands go by POST with the form token and a key of their own, so that a repeat is harmless.
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
  const answer = await fetch(path, {
    method,
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRF-Token": csrf,
      "Idempotency-Key": key,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  let read = null;
  try {
    read = text ? JSON.parse(text) : null;
  } catch {
    read = null;
  }
  if (!answer.ok) throw new Problem(answer.status, read || {});
  return read;
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
