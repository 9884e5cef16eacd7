// Shortcuts by the place of the key, never by its letter: on a Kazakh or Russian layout KeyM gives "ь".

/** The action of a key press, or null: only with Ctrl and Alt, so that typing never triggers one. */
export function actionOf(event) {
  if (!event.ctrlKey || !event.altKey || event.shiftKey || event.metaKey) return null;
  if (event.repeat) return null; // a key held down is one press
  if (event.getModifierState?.("AltGraph")) return null; // AltGr may come as Ctrl and Alt, and it writes signs
  return { KeyA: "accept", KeyD: "decline", KeyM: "mute", KeyH: "hold", KeyE: "end", KeyL: "hide" }[event.code] || null;
}

/** Does the action to whatever is at hand; true when there was something to do. */
export function act(action, desk, { offer, call, beside, busy }) {
  if (busy && action !== "end") return false; // as the buttons: only the way out is always open
  const talking = call && call.state === "talking";
  const ways = {
    accept: () => offer && desk.accept(offer),
    decline: () => offer && desk.decline(offer),
    mute: () => talking && desk.mute(call),
    hold: () => talking && desk.hold(call),
    end: () => (call ? desk.hangUp(call) : beside && desk.talk.leave()),
  };
  return Boolean(ways[action] && ways[action]());
}
