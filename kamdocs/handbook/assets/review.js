/* The review: the keys ← and → lead from account to account, and what is decided stays in this browser. Nothing is sent. */
(() => {
  "use strict";
  const stops = Array.from(document.querySelectorAll(".stop"));
  const fields = Array.from(document.querySelectorAll("[data-decided]"));
  const { day, copied, none } = document.body.dataset;
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
  const say = (words) => {
    for (const place of document.querySelectorAll("[data-status]")) place.textContent = words;
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
    const here = stops.findIndex((stop) => `#${stop.id}` === location.hash);
    const next = stops[here < 0 ? (by > 0 ? 0 : -1) : here + by];
    location.hash = next ? next.id : "_review";
  };
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const writing = event.target.closest?.("textarea, input, select");
    if (!by || writing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(by);
  });
  addEventListener("hashchange", () => scrollTo(0, 0));

  for (const field of fields) {
    field.value = kept(field);
    field.addEventListener("input", () => keep(field));
  }
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", copy);
  }
  for (const place of document.querySelectorAll(".decided, .keys")) place.hidden = false;
})();
