/* The review: the keys ← and → lead from account to account, Escape out of what is being written, and what is decided
   stays in this browser. Nothing is sent. */
(() => {
  "use strict";
  const stops = Array.from(document.querySelectorAll(".stop"));
  const fields = Array.from(document.querySelectorAll("[data-decided]"));
  const { day, copied, none, last } = document.body.dataset;
  const key = (field) => `kamdocs.review ${location.pathname} ${day} ${field.closest(".stop").id}`;

  // A browser may forbid its store; then what is written lasts as long as the page.
  const kept = (field) => {
    try {
      return localStorage.getItem(key(field)) ?? "";
    } catch {
      return "";
    }
  };
  const keep = (field) => {
    try {
      if (field.value) localStorage.setItem(key(field), field.value);
      else localStorage.removeItem(key(field));
    } catch {
      /* see above */
    }
  };

  const decisions = () => {
    const told = fields.filter((field) => field.value.trim());
    const parts = told.map((field) => `${field.dataset.decided}\n${field.value.trim()}`);
    return parts.length ? [document.querySelector("[data-title]").textContent, ...parts].join("\n\n") + "\n" : "";
  };
  const places = Array.from(document.querySelectorAll("[data-status]"), (place) => [place, place.textContent]);
  const say = (words) => {
    for (const [place, before] of places) place.textContent = words || before;
  };
  const show = (text) => {
    const place = document.querySelector("[data-copied-text]");
    place.value = text;
    place.hidden = false;
    location.hash = "_review";
    place.focus();
    place.select();
  };
  const copy = async () => {
    const text = decisions();
    if (!text) return say(none);
    try {
      await navigator.clipboard.writeText(text);
      return say(copied);
    } catch {
      return show(text); // not allowed, or not over an encrypted connection: to be copied by hand
    }
  };

  const step = (by) => {
    const next = stops.findIndex((stop) => `#${stop.id}` === location.hash) + by;
    if (next > -2 && next < stops.length) location.hash = stops[next]?.id || "_review";
    else if (by > 0 && stops.length) say(last);
  };
  const leave = (event) => {
    const stop = event.target.closest?.(".stop");
    if (event.key === "Escape" && !event.isComposing && event.target.matches("textarea")) stop?.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    leave(event);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const writing = event.target.closest?.("textarea, input, select");
    if (!by || writing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(by);
  });
  addEventListener("hashchange", () => (scrollTo(0, 0), say("")));

  for (const field of fields) {
    field.value = kept(field);
    field.addEventListener("input", () => keep(field));
  }
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", copy);
  }
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const place of document.querySelectorAll(".decided, .keys")) place.hidden = false;
})();
