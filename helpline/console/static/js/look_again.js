// A page about something that is going on looks again by itself, unless somebody is in the middle of it.
const EVERY_MS = 2000;

setInterval(() => {
  const busy = document.activeElement && document.activeElement.closest("form, a");
  if (!busy && !document.hidden) location.reload();
}, EVERY_MS);
