/* Frames and bars that are wider than the window: the keyboard reaches them, and what is looked at is in sight. */
(function () {
  "use strict";

  // The theme puts wide tables of guide pages into a frame that scrolls, after the page stands.
  function reachFrames() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((frame) => (frame.tabIndex = 0));
  }

  /* Of lists side by side the one that is looked at. */
  function showHere() {
    const here = document.querySelector(".kd-sisters [aria-current]");
    const bar = here?.closest("ul");
    if (bar) bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  }

  function start() {
    setTimeout(reachFrames, 0);
    showHere();
  }

  // The theme's instant navigation replaces pages without loading them; document$ tells of each.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
