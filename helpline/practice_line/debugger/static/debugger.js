// Keeps the debugger up to date: asks every second for what the page lacks, and shows it as text.

const EVERY_MS = 1000;
const MOST_ROWS = 300;
const at = (id) => document.getElementById(id);
const rows = at("rows");
const pause = at("pause");

let newest = Number(rows.dataset.newest);

function cell(...content) {
  const made = document.createElement("td");
  made.append(...content.filter(Boolean));
  return made;
}

function code(text) {
  if (!text) return null;
  const made = document.createElement("code");
  made.textContent = text;
  return made;
}

function linkTo(call) {
  if (!call) return null;
  const link = document.createElement("a");
  link.href = `/debugger?call=${encodeURIComponent(call)}`;
  link.setAttribute("aria-label", `only call ${call}`);
  link.textContent = call.slice(-6);
  return link;
}

function rowOf({ time, kind, call, summary, details }) {
  const row = document.createElement("tr");
  row.className = kind;
  row.append(cell(time), cell(kind), cell(linkTo(call)), cell(`${summary} `, code(details)));
  return row;
}

function show({ newest: latest, rows: more, played }) {
  newest = latest;
  rows.prepend(...more.map(rowOf));
  while (rows.children.length > MOST_ROWS) rows.lastElementChild.remove();
  at("nothing").hidden = rows.children.length > 0;
  const counts = Object.values(played);
  at("played").textContent = counts.reduce((sum, [times]) => sum + times, 0);
  for (const count of document.querySelectorAll("[data-knob]")) {
    const [times, occasions] = played[count.dataset.knob];
    count.textContent = `(${times} of ${occasions})`;
  }
}

async function look() {
  if (pause.getAttribute("aria-pressed") === "true" || document.hidden) return;
  const { kind, call } = rows.dataset;
  try {
    const answer = await fetch(`/debugger/rows.json?${new URLSearchParams({ kind, call, after: newest })}`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    show(await answer.json());
    say("Newest first; new lines appear by themselves.");
  } catch {
    say("The practice line does not answer.");
  }
}

/** Only a changed text is written: a screen reader says each write again. */
function say(words) {
  if (at("live").textContent !== words) at("live").textContent = words;
}

pause.addEventListener("click", () => {
  const paused = pause.getAttribute("aria-pressed") !== "true";
  pause.setAttribute("aria-pressed", String(paused));
  say(paused ? "Paused: new lines wait." : "Newest first; new lines appear by themselves.");
});

pause.hidden = false;
at("live").setAttribute("role", "status");
say("Newest first; new lines appear by themselves.");
setInterval(look, EVERY_MS);
