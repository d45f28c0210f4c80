/* A link to a record lands on it: what is folded around it opens, it comes into view below what stays there, and it is
   marked. Where the page doesn't have it, its section comes into view. */
(function (kamdocs) {
  "use strict";

  const AIR = 12; // pixels above it
  const MARK = "kd-landed";

  function askedFor() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }

  /* The record, or the section that its list belongs to: anchors begin with the name of the list. */
  function placeOf(anchor) {
    return document.getElementById(anchor) || document.getElementById(kamdocs.sections[anchor.split("-")[0]] || "");
  }

  /* Scripts that fold rows away listen to "kd-reveal" and bring the row that it comes from back. */
  function reveal(place) {
    place.dispatchEvent(new CustomEvent("kd-reveal", { bubbles: true }));
    for (let one = place; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
      one.hidden = false;
    }
  }

  /* How far down the screen is covered by what stays there: the header, the bar of the page, the head of the table. */
  function covered(place) {
    const bars = [...document.querySelectorAll(".md-header, .kd-here"), place.closest("table")?.querySelector("thead th")];
    const ends = bars.filter((bar) => bar && !bar.contains(place)).map((bar) => {
      const { position, top } = getComputedStyle(bar);
      return ["sticky", "fixed"].includes(position) && top !== "auto" ? parseFloat(top) + bar.offsetHeight : 0;
    });
    return Math.max(0, ...ends);
  }

  function land() {
    document.querySelector("." + MARK)?.classList.remove(MARK);
    const anchor = askedFor();
    const place = anchor && placeOf(anchor);
    if (!place || getComputedStyle(place).position === "fixed") return; // a sheet lies above the page
    reveal(place);
    if (place.id === anchor && !/^H[1-6]$/.test(place.tagName)) place.classList.add(MARK);
    scrollTo({ top: place.getBoundingClientRect().top + scrollY - covered(place) - AIR, behavior: "instant" });
  }

  /* After the lists are sorted and the theme has scrolled. */
  const landSoon = () => requestAnimationFrame(() => requestAnimationFrame(land));

  /* The place where one is already: the browser tells nothing. */
  function onClick(event) {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.href === location.href) landSoon();
  }

  function start() {
    if (location.hash) landSoon();
  }

  addEventListener("hashchange", land);
  document.addEventListener("click", onClick);
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(window.kamdocs);
