/* The links and the keyboard of the heat map's cells, and what marks say on hover and focus.
   Without it the pictures are complete, in the order of the page. */
(function () {
  "use strict";

  // What a mark says: one box for the page, beside the mark that has the pointer or the focus.

  let tip, leaving;

  function show(mark, text) {
    clearTimeout(leaving);
    if (!tip || !tip.isConnected) {
      tip = document.createElement("div");
      tip.className = "kd-tip";
      tip.setAttribute("aria-hidden", "true"); // the mark itself says it
      tip.addEventListener("pointerenter", () => clearTimeout(leaving));
      tip.addEventListener("pointerleave", hideSoon);
      document.body.append(tip);
    }
    tip.textContent = text;
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const below = at.bottom + 4;
    const fits = below + tip.offsetHeight < window.innerHeight;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = (fits ? below : at.top - tip.offsetHeight - 4) + "px";
  }

  function hide() {
    if (tip) tip.hidden = true;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 150);
  }

  function listen(frame, markOf, textOf) {
    const look = (event) => {
      const mark = markOf(event.target);
      if (mark) show(mark, textOf(mark));
    };
    frame.addEventListener("pointerover", look);
    frame.addEventListener("focusin", look);
    frame.addEventListener("pointerout", hideSoon);
    frame.addEventListener("focusout", hideSoon);
    frame.addEventListener("scroll", hide, { passive: true });
  }

  // The heat map: a cell becomes a link when it is first looked at, so that ten thousand cells stay small.

  function cellOf(target) {
    const cell = target.closest("tbody td");
    return cell && /^[ewsorn]/.test(cell.className) ? cell : null;
  }

  function headOf(cell) {
    return cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  }

  function saying(frame, cell) {
    const rule = headOf(cell).querySelector("a").textContent;
    const account = (cell.parentElement.cells[0].querySelector("a") ?? cell.parentElement.cells[0]).textContent.trim();
    const word = frame.dataset[cell.className[0]];
    return account + " – " + rule + ": " + word + (cell.dataset.day ? " " + cell.dataset.day : "");
  }

  function linked(frame, cell) {
    const account = cell.parentElement.cells[0].querySelector("a");
    const known = cell.querySelector("a");
    if (known?.ariaLabel || !account) return known;
    if (cell.title) {
      cell.dataset.day = cell.title;
      cell.removeAttribute("title");
    }
    const link = known ?? document.createElement("a");
    link.href = account.getAttribute("href") + "#" + headOf(cell).dataset.anchor;
    link.tabIndex = -1;
    link.setAttribute("aria-label", saying(frame, cell));
    if (!known) {
      link.textContent = cell.textContent;
      cell.replaceChildren(link);
    }
    return link;
  }

  function enter(frame, cell) {
    const link = linked(frame, cell);
    if (!link) return;
    const before = frame.querySelector('td a[tabindex="0"]');
    if (before) before.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
  }

  function next(cell, key) {
    const row = cell.parentElement;
    const rows = Array.from(row.parentElement.rows).filter((one) => !one.hidden);
    const at = rows.indexOf(row);
    const column = cell.cellIndex;
    const cells = Array.from(row.cells).filter(cellOf);
    switch (key) {
      case "ArrowLeft": return row.cells[column - 1];
      case "ArrowRight": return row.cells[column + 1];
      case "ArrowUp": return rows[at - 1]?.cells[column];
      case "ArrowDown": return rows[at + 1]?.cells[column];
      case "Home": return cells[0];
      case "End": return cells[cells.length - 1];
      default: return undefined;
    }
  }

  function firstLink(frame) {
    const open = frame.querySelector('td a[tabindex="0"]');
    if (open) return;
    for (const cell of frame.querySelectorAll("tbody td")) {
      if (!cellOf(cell)) continue;
      const link = linked(frame, cell);
      if (link) {
        link.tabIndex = 0;
        return;
      }
    }
  }

  function addCells(frame) {
    listen(frame, cellOf, (cell) => {
      linked(frame, cell);
      return saying(frame, cell);
    });
    frame.addEventListener("keydown", (event) => {
      const cell = cellOf(event.target);
      const target = cell && next(cell, event.key);
      if (!target || !cellOf(target)) return;
      event.preventDefault();
      enter(frame, target);
    });
    for (const link of frame.querySelectorAll("tbody td[class] > a")) link.tabIndex = -1; // one stop for the keyboard
    firstLink(frame);
  }

  function start() {
    document.documentElement.classList.add("kd-has-script");
    hide();
    document.querySelectorAll("[data-kd-heat]").forEach((frame) => {
      if (frame.dataset.kdHeat === "ready") return;
      frame.dataset.kdHeat = "ready";
      addCells(frame);
    });
    document.querySelectorAll("[data-kd-tips]").forEach((frame) => {
      if (frame.dataset.kdTips === "ready") return;
      frame.dataset.kdTips = "ready";
      listen(frame, (target) => target.closest("a"), (mark) => mark.querySelector(".kd-hidden").textContent);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // The theme's instant navigation replaces pages without loading them; document$ tells of each.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
