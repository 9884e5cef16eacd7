// Who else is in a talk, or on the way: pure, so that desk and board tell the same.

const SUPERVISION = ["listen", "whisper", "barge"];

/** The guests of a call; a colleague who is being rung has no place in the room yet, and is one too. */
export function othersIn(call) {
  const guests = call.guests || [];
  const isThere = guests.some((guest) => guest.role === "consult");
  if (!call.consulted || isThere) return guests;
  return [...guests, { id: `ring-${call.consulted}`, role: "consult", ref: call.consulted, joined: false }];
}

/** What the counsellor may do with one of them, in the order of the buttons. */
export function actionsFor(guest, call) {
  if (guest.role === "consult") return guest.joined ? ["hand_over", "go_on"] : ["go_on"];
  if (guest.role !== "third_party") return [];
  return guest.joined && !call.on_hold ? ["let_go", "leave_them"] : ["let_go"];
}

/** The name of a colleague or a listed party; "" when it is not known. */
export function nameIn(people, ref) {
  if (!people) return "";
  const found = [...people.colleagues, ...people.parties].find((each) => each.id === ref);
  return found ? found.name : "";
}

/** The talk in which this supervisor is, with her own place in it; null when she is in none. */
export function supervisedBy(calls, personId) {
  for (const call of calls) {
    const guest = (call.guests || []).find((each) => each.ref === personId && SUPERVISION.includes(each.role));
    if (guest) return { call, guest };
  }
  return null;
}
