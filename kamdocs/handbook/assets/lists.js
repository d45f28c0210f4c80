/* Sort and filter lists in the browser; what is chosen stands in the address, so that a view can be linked to.
   Without this script the lists are complete, in the order of the page. */
(function () {
  "use strict";

  const { fold, bare, ordered } = window.kamdocs;

  /* A list is a frame with items: rows of a table, or entries with data-kd-item. Its fields are what can be filtered:
     a head of the table with data-kd-filter, or a name in the frame's data-kd-filters. A field has a key that stays the
     same in every language, and gives each item's values as [value, label, place]: by its place, else by its label, it stands among the others. */

  function tableFields(table) {
    return Array.from(table.tHead.rows[0].cells).map((head, column) => ({
      head,
      key: head.dataset.kdKey,
      title: head.textContent.trim(),
      mode: head.dataset.kdFilter,
      sort: head.dataset.kdSort,
      valuesOf: (row) => valuesOfCell(row.cells[column], head.dataset.kdFilter),
      orderOf: (row) => orderOfCell(row.cells[column], head.dataset.kdSort),
    }));
  }

  function valuesOfCell(cell, mode) {
    const text = cell.textContent.trim();
    if (mode === "words") return (cell.dataset.kdValue ?? text).split(/\s+/).filter(Boolean).map((word) => [word, word]);
    if (mode === "some") return Number(text) > 0 ? [["some", ""]] : [["none", ""]];
    return text ? [[cell.dataset.kdValue || text, cell.dataset.kdLabel || text, cell.dataset.kdOrder]] : [];
  }

  function orderOfCell(cell, mode) {
    const time = cell.querySelector("time:not(small time)");
    const text = cell.dataset.kdOrder ?? (time ? time.dateTime : cell.textContent.trim());
    if (mode === "number") return Number(text) || 0;
    return text === "–" ? "" : text; // nobody
  }

  function entryFields(frame) {
    return (frame.dataset.kdFilters || "").split(/\s+/).filter(Boolean).map((key) => ({
      key,
      title: frame.dataset["kdTitle" + key[0].toUpperCase() + key.slice(1)] || key,
      mode: "value",
      valuesOf: (item) => {
        const [value, label, place] = (item.getAttribute("data-kd-" + key) || "").split("|");
        return value ? [[value, label || value, place]] : [];
      },
    }));
  }

  function listOf(frame) {
    const table = frame.querySelector("table");
    const items = table ? Array.from(table.tBodies[0].rows) : Array.from(frame.querySelectorAll("[data-kd-item]"));
    const fields = table ? tableFields(table) : entryFields(frame);
    const words = JSON.parse(frame.dataset.kdWords || "{}");
    return { frame, table, items, fields, words, name: frame.dataset.kdList, chosen: new Map(), text: "", order: "" };
  }

  /* The address: ?owner=ana.novak&sort=-oldest; with the list's name before the key where it has one. */

  function parameter(list, key) {
    return list.name ? list.name + "." + key : key;
  }

  function readAddress(list) {
    const asked = new URLSearchParams(location.search);
    list.text = asked.get(parameter(list, "find")) || "";
    list.order = asked.get(parameter(list, "sort")) || "";
    list.chosen.clear();
    for (const field of list.fields) {
      const value = field.mode && asked.get(parameter(list, field.key));
      if (value) list.chosen.set(field.key, value);
    }
  }

  function writeAddress(list) {
    const address = new URL(location.href);
    const set = (key, value) =>
      value ? address.searchParams.set(parameter(list, key), value) : address.searchParams.delete(parameter(list, key));
    set("find", list.text);
    set("sort", list.order);
    for (const field of list.fields) if (field.mode) set(field.key, list.chosen.get(field.key));
    history.replaceState(history.state, "", address);
  }

  function show(list) {
    const words = bare(fold(list.text)).split(/\s+/).filter(Boolean);
    const fields = list.fields.filter((field) => list.chosen.has(field.key));
    let shown = 0;
    for (const item of list.items) {
      const fits =
        fields.every((field) => field.valuesOf(item).some(([value]) => value === list.chosen.get(field.key))) &&
        (!words.length || ((text) => words.every((word) => text.includes(word)))(bare(fold(item.textContent))));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of list.frame.querySelectorAll("[data-kd-group]")) {
      group.hidden = !group.querySelector("[data-kd-item]:not([hidden])");
    }
    list.count.textContent = shown + " / " + list.items.length;
    list.reset.hidden = !list.text && !list.chosen.size && !list.order;
  }

  /* The rows as they are asked for; else as they come, in the order of attention. */
  function sort(list) {
    const field = list.fields.find((one) => one.sort !== undefined && one.key === list.order.replace(/^-/, ""));
    const descending = list.order.startsWith("-");
    for (const one of list.fields.filter((any) => any.head)) {
      if (one === field) one.head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else one.head.removeAttribute("aria-sort");
    }
    const options = { numeric: field && field.sort === "number", descending, language };
    list.table.tBodies[0].append(...(field ? ordered(list.items, field.orderOf, options) : list.items));
  }

  const language = document.documentElement.lang;

  function changed(list, sorted) {
    if (sorted) sort(list);
    show(list);
    writeAddress(list);
  }

  /* The controls above a list. */

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function optionsOf(list, field) {
    if (field.mode === "some") return [["some", list.words.some || "some"], ["none", list.words.none || "none"]];
    const found = new Map();
    for (const item of list.items) for (const one of field.valuesOf(item)) found.set(one[0], one);
    return ordered(found.values(), ([, label, place]) => place ?? label, { language });
  }

  function addControls(list) {
    const bar = element("div", { className: "kd-filters" });
    list.controls = [];
    if (list.items.length > 7) {
      const input = element("input", { type: "search" });
      input.addEventListener("input", () => ((list.text = input.value.trim()), changed(list, false)));
      list.controls.push(() => (input.value = list.text));
      bar.append(element("label", {}, list.words.find || "find", input));
    }
    for (const field of list.fields.filter((one) => one.mode)) {
      const options = optionsOf(list, field);
      if (options.length < 2) continue;
      const select = element("select", {}, new Option(list.words.all || "all", ""));
      select.append(...options.map(([value, label]) => new Option(label, value)));
      select.addEventListener("change", () => {
        if (select.value) list.chosen.set(field.key, select.value);
        else list.chosen.delete(field.key);
        changed(list, false);
      });
      list.controls.push(() => (select.value = list.chosen.get(field.key) || ""));
      bar.append(element("label", {}, field.title, select));
    }
    list.count = element("span", { className: "kd-count" });
    list.count.setAttribute("role", "status");
    list.reset = element("button", { type: "button", className: "kd-reset", textContent: list.words.reset || "reset" });
    list.reset.addEventListener("click", () => {
      list.text = list.order = "";
      list.chosen.clear();
      update(list);
      writeAddress(list);
    });
    bar.append(list.count, list.reset);
    if (list.controls.length) list.frame.before(bar);
  }

  function addSorting(list) {
    for (const field of list.fields) {
      if (field.sort === undefined) continue;
      const button = element("button", { type: "button" }, ...field.head.childNodes);
      button.addEventListener("click", () => {
        // Words begin with the first, numbers with the most; a second click turns it round.
        const first = field.sort === "number" ? "-" + field.key : field.key;
        const second = field.sort === "number" ? field.key : "-" + field.key;
        list.order = list.order === first ? second : first;
        changed(list, true);
      });
      field.head.append(button);
    }
  }

  function update(list) {
    for (const control of list.controls) control();
    if (list.fields.some((one) => one.sort !== undefined)) sort(list);
    show(list);
  }

  let lists = [];

  // The theme puts wide tables of guide pages into a frame that scrolls: the keyboard has to reach it.
  function reachFrames() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((frame) => (frame.tabIndex = 0));
  }

  function start() {
    setTimeout(reachFrames, 0);
    lists = Array.from(document.querySelectorAll("[data-kd-list]")).map((frame) => {
      const list = listOf(frame);
      addControls(list);
      addSorting(list);
      readAddress(list);
      update(list);
      return list;
    });
  }

  addEventListener("popstate", () => lists.forEach((list) => (readAddress(list), update(list))));

  // The theme's instant navigation replaces pages without loading them; document$ tells of each.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
