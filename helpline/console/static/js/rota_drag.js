// A shift is dragged to another day, or moved there by Alt and an arrow key: both send the form of its card.

const DAY_MS = 86400000;

/** The day so many days after, as a form wants it. */
export function daysLater(day, number) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + number * DAY_MS).toISOString().slice(0, 10);
}

export function attach(root) {
  let dragged = null;

  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-shift]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.shift);
  });
  root.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
  root.addEventListener("dragover", (event) => {
    const day = event.target.closest("[data-day]");
    if (!dragged || !day) return;
    event.preventDefault();
    mark(day);
  });
  root.addEventListener("drop", (event) => {
    const day = event.target.closest("[data-day]");
    if (!dragged || !day) return;
    event.preventDefault();
    moveTo(dragged, day.dataset.day);
  });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.code];
    const card = event.target.closest("[data-shift]");
    if (!step || !event.altKey || !card) return;
    event.preventDefault();
    moveTo(card, daysLater(formOf(card).elements.date.value, step));
  });

  function mark(day) {
    for (const each of root.querySelectorAll(".over")) each.classList.remove("over");
    if (day) day.classList.add("over");
  }
}

function formOf(card) {
  return card.querySelector("form.move");
}

function moveTo(card, day) {
  const form = formOf(card);
  if (form.elements.date.value === day) return;
  form.elements.date.value = day;
  form.requestSubmit();
}

if (typeof document !== "undefined") attach(document.getElementById("calendar"));
