// The board's state: pure changes by news, so that it can be tried without sockets.

const LOST = ["abandoned", "caller_lost"];
const ANSWERED = ["completed", "transferred_out"];

/** The snapshot with one piece of news applied; ended calls leave the list and are counted. */
export function applied(line, news) {
  if (news.type === "call") return withCall(line, news.body);
  if (news.type === "person") return withPerson(line, news.body);
  if (news.type === "part") return withPart(line, news.body);
  if (news.type === "rota_alarm") return { ...line, rota_alarms: news.body.urgent };
  return line;
}

function withCall(line, call) {
  const known = line.calls.some((each) => each.id === call.id);
  const others = line.calls.filter((each) => each.id !== call.id);
  if (call.state === "ended") return { ...line, calls: others, today: counted(line.today, call, known) };
  const today = known || call.practice ? line.today : { ...line.today, arrived: line.today.arrived + 1 };
  const calls = [...others, call].sort(byArrival);
  return { ...line, calls, today };
}

// By sign and not by locale: locales put "10:00:00.5" before "10:00:00+00:00". Ties as the server breaks them.
function byArrival(one, other) {
  const [first, second] = [one, other].map((call) => `${call.enqueued_at} ${call.id}`);
  return first < second ? -1 : 1;
}

function counted(today, call, known) {
  if (!known || call.practice) return today;
  const plus = (outcomes) => (outcomes.includes(call.outcome) ? 1 : 0);
  return { ...today, abandoned: today.abandoned + plus(LOST), answered: today.answered + plus(ANSWERED) };
}

function withPerson(line, person) {
  const people = line.people.map((each) => (each.id === person.id ? { ...each, ...person } : each));
  return { ...line, people };
}

function withPart(line, { part, ...state }) {
  return { ...line, parts: { ...line.parts, [part]: state } };
}

/** The parts of the line that do not work, each with its state. */
export function broken(line) {
  return Object.entries(line.parts).filter(([, state]) => !state.is_up);
}

/** What the tiles show; `now` in milliseconds. Practice calls and whoever is in training are not counted. */
export function tiles(line, now) {
  const calls = line.calls.filter((call) => !call.practice);
  const people = line.people.filter((person) => !person.training);
  const waiting = calls.filter((call) => ["greeting", "waiting", "connecting"].includes(call.state));
  const longest = Math.max(0, ...waiting.map((call) => Math.floor((now - Date.parse(call.enqueued_at)) / 1000)));
  const count = (presence) => people.filter((person) => person.presence === presence && (presence !== "available" || person.present)).length;
  return {
    waiting: waiting.length,
    longest,
    available: count("available"),
    talking: calls.filter((call) => call.state === "talking").length,
    wrap_up: count("wrap_up"),
    on_break: count("break") + count("debrief"),
    abandoned: line.today.abandoned,
    arrived: line.today.arrived,
  };
}

/** Callers who wait while nobody is on duty, longest first: the alarm. */
export function alone(line) {
  return line.calls.filter((call) => call.alone && !call.practice);
}

/** Whom a waiting call can be offered to at this moment. */
export function freePeople(line) {
  return line.people.filter((person) => person.presence === "available" && person.present && !person.training);
}
