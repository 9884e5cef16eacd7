// Under Trusted Types a script's address must be vouched for: only files of our own are.
const policy = window.trustedTypes?.createPolicy("helpline", {
  createScriptURL(path) {
    const address = new URL(path, location.origin);
    if (address.origin !== location.origin) throw new TypeError("not a script of ours");
    return address.href;
  },
});

export function ownScript(path) {
  return policy ? policy.createScriptURL(path) : path;
}
