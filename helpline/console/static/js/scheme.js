// Day or night before the first paint; the choice is a taste, not data, and may stay on the machine.
(() => {
  const kept = localStorage.getItem("scheme");
  if (kept) document.documentElement.dataset.scheme = kept;
  addEventListener("DOMContentLoaded", () => {
    const summary = document.getElementById("summary");
    if (summary) summary.focus();
    const button = document.getElementById("scheme");
    if (!button) return;
    const isNight = () =>
      document.documentElement.dataset.scheme
        ? document.documentElement.dataset.scheme === "night"
        : matchMedia("(prefers-color-scheme: dark)").matches;
    const show = () => button.setAttribute("aria-pressed", String(isNight()));
    show();
    // Some machines turn to night by themselves in the evening, in the middle of a shift.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    button.addEventListener("click", () => {
      const chosen = isNight() ? "day" : "night";
      document.documentElement.dataset.scheme = chosen;
      localStorage.setItem("scheme", chosen);
      show();
    });
  });
})();
