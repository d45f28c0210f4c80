/* Search: a box in the header that opens a dialog. Its index is loaded when it is opened. Without this script there is no
   box. */
(function () {
  "use strict";

  const { texts } = window.kdSearch;
  const { prepare, wordsOf, find, pieces, snippet } = window.kamdocs;
  const here = document.currentScript.src;
  const home = new URL("..", here);
  const SHOWN = 40; // results

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
  const dialog = make("dialog", { class: "kd-search", "aria-label": texts.search },
    make("div", { class: "kd-search-frame" },
      make("div", { class: "kd-search-bar" }, glass(), input, close), status, list,
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
    load().then((ready) => { pages = ready; show(); }, () => { status.textContent = texts.failed; });
  }

  function show() {
    if (!pages) return;
    const words = wordsOf(input.value, pages);
    const found = find(words, pages);
    const shown = found.slice(0, SHOWN);
    list.replaceChildren(...shown.map((one, number) => option(one, words, number)));
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    status.textContent = words.length ? countOf(found.length, shown.length) : "";
    activate(shown.length ? 0 : -1);
  }

  function countOf(found, shown) {
    if (!found) return texts.none;
    return (found > shown ? texts.first : texts.found).replace("{found}", found).replace("{shown}", shown);
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

  function start() {
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
