/* Search: a box in the header that opens a dialog. Its index is loaded when it is opened. Without this script there is no
   box. */
(function () {
  "use strict";

  const { texts } = window.kdSearch;
  const { prepare, wordsOf, find, findNear, learn, pieces, snippet } = window.kamdocs;
  const here = document.currentScript.src;
  const home = new URL("..", here);
  const SHOWN = 40; // results
  const AT_ONCE = 50; // pages whose words are learnt in one go

  /* What is seen. */

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function marked(text, words) {
    return pieces(text, words).map(([part, typed]) => (typed ? make("mark", {}, part) : part));
  }

  function glass() {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12ZM14.5 14.5L20 20");
    picture.append(path);
    return picture;
  }

  const button = make("button", { type: "button", class: "kd-search-open", "aria-haspopup": "dialog", "aria-keyshortcuts": "/" },
    glass(), make("span", {}, texts.search), make("kbd", { "aria-hidden": "true" }, "/"));
  const input = make("input", {
    type: "text", class: "kd-search-input", role: "combobox", "aria-label": texts.search, placeholder: texts.placeholder,
    "aria-expanded": "false", "aria-controls": "kd-search-list", "aria-autocomplete": "list",
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const close = make("button", { type: "button", class: "kd-search-close", "aria-label": texts.close }, "✕");
  const status = make("p", { class: "kd-search-status", role: "status" });
  const list = make("div", { id: "kd-search-list", class: "kd-search-list", role: "listbox", "aria-label": texts.search });
  const ways = make("nav", { class: "kd-search-ways", "aria-label": texts.ways, hidden: "" });
  const dialog = make("dialog", { class: "kd-search", "aria-label": texts.search },
    make("div", { class: "kd-search-frame" },
      make("div", { class: "kd-search-bar" }, glass(), input, close), status, ways, list,
      make("p", { class: "kd-search-keys", "aria-hidden": "true" }, texts.keys)));

  let pages = null;
  let loading = null;
  let active = -1;

  function load() {
    loading = loading || new Promise((done, failed) => {
      const script = make("script", { src: new URL("search-index.js", here) });
      script.addEventListener("load", () => done(prepare(window.kdSearch.index)));
      script.addEventListener("error", () => { loading = null; failed(); });
      document.head.append(script);
    });
    return loading;
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.focus();
    input.select();
    if (pages) return;
    status.textContent = texts.loading;
    load().then(begin, () => { status.textContent = texts.failed; });
  }

  function begin(ready) {
    pages = ready;
    showWays();
    show();
    learnMore();
  }

  function learnMore() {
    const idle = window.requestIdleCallback || setTimeout;
    if (!learn(pages, AT_ONCE)) idle(learnMore);
  }

  function show() {
    if (!pages) return;
    const typed = wordsOf(input.value, pages);
    const asTyped = find(typed, pages);
    const { words, found } = asTyped.length || !typed.length ? { words: typed, found: asTyped } : findNear(typed, pages);
    const shown = found.slice(0, SHOWN);
    list.replaceChildren(...shown.map((one, number) => option(one, words, number)));
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    const told = found.length && found !== asTyped ? texts.near : found.length > shown.length ? texts.first : texts.found;
    const count = told.replace("{found}", found.length).replace("{shown}", shown.length);
    status.textContent = !words.length ? "" : found.length ? count : texts.none + " " + texts.hint;
    ways.hidden = !words.length || found.length > 0;
    activate(shown.length ? 0 : -1);
  }

  /* Where to look when nothing is found. */
  function showWays() {
    const link = ([address, title]) => make("a", { href: new URL(address, home) }, title);
    ways.replaceChildren(...window.kdSearch.index.ways.map(link));
    ways.addEventListener("click", (event) => {
      if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
  }

  function option({ page, line }, words, number) {
    const address = new URL(page.address + (line.anchor ? "#" + line.anchor : ""), home);
    const title = make("span", { class: "kd-search-title" }, ...marked(page.title, words));
    if (line.head) title.append(" — ", ...marked(line.head, words));
    const text = make("span", { class: "kd-search-text" }, ...marked(snippet(line.text, words), words));
    const link = make("a", { id: "kd-search-" + number, role: "option", tabindex: "-1", "aria-selected": "false", href: address },
      title, ...(line.text ? [text] : []));
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    link.addEventListener("mousemove", () => activate(number));
    return link;
  }

  function activate(number) {
    const before = list.children[active];
    const now = list.children[number];
    if (before) before.setAttribute("aria-selected", "false");
    active = number;
    if (!now) return input.removeAttribute("aria-activedescendant");
    now.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", now.id);
    now.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) {
      event.preventDefault();
      activate((active + step + count) % count);
    } else if (event.key === "Enter" && list.children[active] && !event.isComposing) {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
      list.children[active].dispatchEvent(click);
    }
  }

  function onShortcut(event) {
    const typing = document.activeElement.closest("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open();
  }

  /* The page for a wrong address looks for what that says: its last part. */
  function wordsOfAddress() {
    const parts = location.pathname.split("/").filter(Boolean).map((part) => part.replace(/\.html$/, ""));
    const last = parts.findLast((part) => part !== "index") || "";
    try {
      return decodeURIComponent(last).replace(/[^\p{L}\p{N}@.]+/gu, " ").trim();
    } catch {
      return "";
    }
  }

  function openWith(words) {
    input.value = words;
    open();
    show();
  }
  window.kdSearch.open = openWith; // for a list in which nothing is found

  function start() {
    for (const place of document.querySelectorAll(".kd-search-here")) {
      place.hidden = false;
      place.addEventListener("click", () => openWith(wordsOfAddress()));
    }
    const header = document.querySelector(".md-header__inner");
    if (header) header.insertBefore(button, header.querySelector(".md-header__source"));
    document.body.append(dialog);
    button.addEventListener("click", open);
    for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, () => load().catch(() => {}), { once: true });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    input.addEventListener("input", show);
    input.addEventListener("keydown", onKey);
    document.addEventListener("keydown", onShortcut);
  }

  start();
})();
