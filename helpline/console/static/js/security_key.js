// Security keys: what the server asks goes to the browser, what the key says goes back.

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const described = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

/** What `navigator.credentials.create` takes, from the JSON of the server. */
export function toCreate(asked) {
  return {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: described(asked.excludeCredentials),
  };
}

/** What `navigator.credentials.get` takes, from the JSON of the server. */
export function toGet(asked) {
  return { ...asked, challenge: bytes(asked.challenge), allowCredentials: described(asked.allowCredentials) };
}

/** The answer of a key as JSON: every buffer as base64url. */
export function plain(credential) {
  const response = {};
  for (const name of ["attestationObject", "clientDataJSON", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

async function send(path, body) {
  const token = document.querySelector("meta[name=csrf-token]");
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (token) headers["X-CSRF-Token"] = token.content;
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.json();
}

async function addKey() {
  const publicKey = toCreate(await send("/account/key/options", {}));
  const credential = await navigator.credentials.create({ publicKey });
  const name = document.getElementById("key-name").value;
  await send("/account/key", { name, answer: plain(credential) });
  location.assign("/account");
}

async function useKey() {
  const publicKey = toGet(await send("/login/second/key/options", {}));
  await send("/login/second/key", plain(await navigator.credentials.get({ publicKey })));
  location.assign("/");
}

function onPress(id, act) {
  const button = document.getElementById(id);
  if (!button) return;
  const refused = document.getElementById("key-refused");
  button.addEventListener("click", async () => {
    button.disabled = true;
    refused.hidden = true;
    try {
      await act();
    } catch {
      refused.hidden = false; // the reason is the key's own affair; she may try again
    }
    button.disabled = false;
  });
}

if (typeof document !== "undefined") {
  onPress("add-key", addKey);
  onPress("use-key", useKey);
}
