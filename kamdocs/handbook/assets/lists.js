/* Sort and filter lists in the browser; what is chosen stands in the address, so that a view can be linked to.
   Without this script the lists are complete, in the order of the page. */
(function () {
  "use strict";

  const { fold, bare, ordered } = window.kamdocs;

  /* A list is a frame with items: rows of a table, or entries with data-kd-item. Its fields are what can be filtered:
     a head of the table with data-kd-filter, or a name in the frame's data-kd-filters. A field has a key that stays the
     same in every language, and gives each item's values as [value, label, place]: by its place, else by its label, it stands among the others. */

  function tableFields(table, ranks) {
    return Array.from(table.tHead.rows[0].cells).map((head, column) => {
      const names = JSON.parse(head.dataset.kdNames || "{}");
      return {
        head,
        key: head.dataset.kdKey,
        title: head.textContent.trim(),
        mode: head.dataset.kdFilter,
        sort: head.dataset.kdSort,
        valuesOf: (row) => valuesOfCell(row.cells[column], head.dataset.kdFilter, names),
        orderOf: (row) => orderOfCell(row.cells[column], head.dataset.kdSort, ranks),
      };
    });
  }

  function valuesOfCell(cell, mode, names) {
    const text = cell.textContent.trim();
    if (mode === "words") {
      return (cell.dataset.kdValue ?? text).split(/\s+/).filter(Boolean).map((word) => [word, names[word] ?? word]);
    }
    if (mode === "some") return Number(text) > 0 ? [["some", ""]] : [["none", ""]];
    return text ? [[cell.dataset.kdValue || text, cell.dataset.kdLabel || text, cell.dataset.kdOrder]] : [];
  }

  /* By a number or a text; "worst" by the cell's class, as the frame ranks them. */
  function orderOfCell(cell, mode, ranks) {
    if (mode === "worst") return -ranks.indexOf(cell.className);
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
    const ranks = (frame.dataset.kdRanks || "").split(" ");
    const fields = table ? tableFields(table, ranks) : entryFields(frame);
    const words = JSON.parse(frame.dataset.kdWords || "{}");
    const first = Number(frame.dataset.kdFirst) || Infinity;
    const name = frame.dataset.kdList;
    return { frame, table, items, fields, words, name, first, room: first, chosen: new Map(), text: "", order: "" };
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

  /* Who fits is shown: as many as there is room for, in the order in which they stand; the rest is one press away. */
  function show(list) {
    const words = bare(fold(list.text)).split(/\s+/).filter(Boolean);
    const fields = list.fields.filter((field) => list.chosen.has(field.key));
    let shown = 0;
    for (const item of inOrder(list)) {
      const fits =
        fields.every((field) => field.valuesOf(item).some(([value]) => value === list.chosen.get(field.key))) &&
        (!words.length || ((text) => words.every((word) => text.includes(word)))(bare(fold(textOf(item)))));
      if (fits) shown += 1;
      item.hidden = !fits;
      item.classList.toggle("kd-beyond", fits && shown > list.room);
    }
    for (const group of list.frame.querySelectorAll("[data-kd-group]")) {
      group.hidden = !group.querySelector("[data-kd-item]:not([hidden])");
    }
    list.count.textContent = grouped(shown) + " / " + grouped(list.items.length);
    list.reset.hidden = !shown || (!list.text && !list.chosen.size && !list.order);
    list.nothing.hidden = shown > 0 || !list.items.length;
    list.elsewhere.hidden = !list.text || !list.words.elsewhere;
    list.elsewhere.textContent = (list.words.elsewhere || "{words}").replace("{words}", () => list.text);
    list.more.hidden = shown <= list.room;
    list.more.textContent = (list.words.more || "{number} more").replace("{number}", grouped(shown - list.room));
  }

  /* What an item says, and the whole names of those that it shortens. */
  function textOf(item) {
    return [item.textContent, ...Array.from(item.querySelectorAll(":scope > td.kd-plain[title]"), (cell) => cell.title)].join(" ");
  }

  /* A number in groups of three, as the pages write it. */
  function grouped(number) {
    const shown = number.toLocaleString(language, { useGrouping: "always" });
    return language.startsWith("en") ? shown.replaceAll(",", "\u202f") : shown;
  }

  function inOrder(list) {
    return list.table ? Array.from(list.table.tBodies[0].rows) : list.items;
  }

  /* The rows as they are asked for; else as they come, in the order of attention. */
  function sort(list) {
    const field = list.fields.find((one) => one.sort !== undefined && one.key === list.order.replace(/^-/, ""));
    const descending = list.order.startsWith("-");
    for (const one of list.fields.filter((any) => any.sort !== undefined)) {
      one.head.setAttribute("aria-sort", one !== field ? "none" : descending ? "descending" : "ascending");
    }
    const options = { numeric: field && isNumeric(field), descending, language };
    list.table.tBodies[0].append(...(field ? ordered(list.items, field.orderOf, options) : list.items));
  }

  function isNumeric(field) {
    return field.sort === "number" || field.sort === "worst";
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
    addUnfold(list, bar);
    list.count = element("span", { className: "kd-count" });
    list.count.setAttribute("role", "status");
    list.reset = resetButton(list, list.words.reset || "reset");
    bar.append(list.count, list.reset);
    if (list.controls.length) list.frame.before(bar);
    addEnd(list);
  }

  /* On a phone a list begins with two filters; the others and the heads to sort by are one press away. */
  function addUnfold(list, bar) {
    const sorts = list.fields.some((field) => field.sort !== undefined);
    if (list.controls.length < 3 && !sorts) return;
    const asked = new URLSearchParams(location.search);
    const button = element("button", { type: "button", className: "kd-unfold", textContent: list.words.unfold || "…" });
    button.setAttribute("aria-expanded", String(list.fields.some((field) => asked.has(parameter(list, field.key)))));
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
    });
    bar.append(button);
  }

  function resetButton(list, text) {
    const button = element("button", { type: "button", className: "kd-reset", textContent: text });
    button.addEventListener("click", () => {
      list.text = list.order = "";
      list.chosen.clear();
      update(list);
      writeAddress(list);
    });
    return button;
  }

  /* Below a list: that nothing matches, and the way to all; or to more of what does. */
  function addEnd(list) {
    const whole = (list.words.whole || "Show all {number}.").replace("{number}", grouped(list.items.length));
    list.elsewhere = element("button", { type: "button", className: "kd-reset", onclick: () => window.kdSearch.open(list.text) });
    list.nothing = element("p", { className: "kd-nothing" }, (list.words.nothing || "–") + " ", resetButton(list, whole), " ", list.elsewhere);
    list.more = element("button", { type: "button", className: "kd-show-more" });
    list.more.addEventListener("click", () => {
      const next = inOrder(list).find((item) => item.matches(".kd-beyond"));
      list.room += MORE;
      show(list);
      next?.querySelector("a")?.focus();
    });
    list.frame.after(list.nothing, list.more);
  }

  function addSorting(list) {
    for (const field of list.fields) {
      if (field.sort === undefined) continue;
      const leads = field.head.querySelector("a"); // it stays one, and the button stands beside it
      const button = element("button", { type: "button", className: "kd-sort" }, ...(leads ? [] : field.head.childNodes));
      if (leads) button.setAttribute("aria-label", (list.words.sort || "{name}").replace("{name}", field.title));
      button.addEventListener("click", () => {
        // Words begin with the first, numbers with the most, the worst with the worst; a second click turns it round.
        const first = isNumeric(field) ? "-" + field.key : field.key;
        const second = isNumeric(field) ? field.key : "-" + field.key;
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

  const MORE = 100; // so many more stand there at a press

  let lists = [];

  function start() {
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
