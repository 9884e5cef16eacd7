// One phone a person: the first tab holds it, another may take it over while nobody is talking.

/** `onHave(true|false)` now and whenever it changes; gives a way to take the phone here. */
export function holdPhone(onHave) {
  if (!navigator.locks) {
    onHave(true);
    return () => {};
  }
  const ask = (options) =>
    navigator.locks
      .request("softphone", options, (lock) => {
        onHave(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      })
      .catch(() => onHave(false)); // taken over by another tab
  ask({ ifAvailable: true });
  return () => ask({ steal: true });
}
