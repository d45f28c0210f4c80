/* A page grows old: mark what has opened since it was built, from the days that it holds. */
(function () {
  "use strict";

  const { daysBetween, dayOf } = window.kamdocs;
  const WEEK = 7;

  /* A cell of a grid has room for a sign, not for words; these are for screen readers and on pointing at it. */
  function makeSign(badge, word) {
    const words = document.createElement("span");
    words.className = "kd-hidden";
    words.textContent = word;
    badge.title = word;
    badge.replaceChildren("!", words);
  }

  function mark(element, word) {
    element.classList.add("kd-opened");
    element.querySelector(".kd-distance")?.remove(); // "in 1 day" was told from the page's day, which is past
    const badge = document.createElement("span");
    badge.className = "kd-opened-word";
    badge.textContent = word;
    if (element.tagName === "TD") makeSign(badge, word);
    element.append(" ", badge);
  }

  function start() {
    const built = document.querySelector("[data-kd-as-of]");
    if (!built || built.dataset.kdAged) return;
    built.dataset.kdAged = "yes";
    const day = dayOf(new Date());
    const asOf = built.dataset.kdAsOf;
    for (const element of document.querySelectorAll("[data-kd-opens]")) {
      if (element.dataset.kdOpens > asOf && element.dataset.kdOpens <= day) mark(element, built.dataset.kdOpened);
    }
    if (daysBetween(asOf, day) > WEEK) {
      const note = document.createElement("p");
      note.className = "kd-old";
      note.setAttribute("role", "note");
      note.textContent = built.dataset.kdOld;
      built.after(note);
    }
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
