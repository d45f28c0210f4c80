/* The search of the thumb's bar: it opens what the header's button opens, where there is one. */
(function () {
  "use strict";

  function start() {
    for (const button of document.querySelectorAll("[data-kd-open-search]")) {
      button.hidden = false;
      button.addEventListener("click", () => document.querySelector(".kd-search-open")?.click());
    }
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
