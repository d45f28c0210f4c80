/* Sort and filter tables in the browser. Without it the tables are complete, in the order of the page. */
(function () {
  "use strict";

  function text(row, column) {
    return row.cells[column].textContent.trim();
  }

  function sortBy(table, heads, column, numeric) {
    const head = heads[column];
    const down = head.getAttribute("aria-sort") === "ascending";
    const body = table.tBodies[0];
    const sign = down ? -1 : 1;
    const order = numeric
      ? (a, b) => sign * (Number(text(a, column)) - Number(text(b, column)))
      : (a, b) => sign * text(a, column).localeCompare(text(b, column), undefined, { numeric: true });
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...Array.from(body.rows).sort(order));
  }

  function addSorting(table, heads) {
    heads.forEach((head, column) => {
      if (!("kdSort" in head.dataset)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sortBy(table, heads, column, head.dataset.kdSort === "number"));
      head.replaceChildren(button);
    });
  }

  function valuesOf(table, column, words) {
    const found = new Set();
    for (const row of table.tBodies[0].rows) {
      const value = text(row, column);
      for (const one of words ? value.split(/\s+/) : [value]) if (one) found.add(one);
    }
    return Array.from(found).sort((a, b) => a.localeCompare(b));
  }

  function select(name, all, values, changed) {
    const label = document.createElement("label");
    const list = document.createElement("select");
    label.append(name, list);
    list.append(new Option(all, ""), ...values.map((value) => new Option(value, value)));
    list.addEventListener("change", changed);
    return [label, list];
  }

  function addFilters(frame, table, heads) {
    const bar = document.createElement("div");
    const filters = [];
    bar.className = "kd-filters";
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    const apply = () => {
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        const fits = filters.every(({ list, column, words }) => {
          if (!list.value) return true;
          const value = text(row, column);
          return words ? value.split(/\s+/).includes(list.value) : value === list.value;
        });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      count.textContent = frame.dataset.kdCount.replace("{shown}", shown).replace("{all}", table.tBodies[0].rows.length);
    };
    heads.forEach((head, column) => {
      if (!("kdFilter" in head.dataset)) return;
      const words = head.dataset.kdFilter === "words";
      const [label, list] = select(head.textContent, frame.dataset.kdAll, valuesOf(table, column, words), apply);
      filters.push({ list, column, words });
      bar.append(label);
    });
    bar.append(count);
    frame.before(bar);
    apply();
  }

  function start() {
    document.querySelectorAll("[data-kd-table]").forEach((frame) => {
      if (frame.dataset.kdTable === "ready") return;
      frame.dataset.kdTable = "ready";
      const table = frame.querySelector("table");
      const heads = Array.from(table.tHead.rows[0].cells);
      addFilters(frame, table, heads);
      addSorting(table, heads);
    });
  }

  // The theme's instant navigation replaces pages without loading them; document$ tells of each.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
