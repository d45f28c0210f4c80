/* Search: a box in the header that opens a dialog. Its index is loaded when it is opened, and every word that is typed
   has to be found; with or without diacritics, in the index as in what is typed. Without this script there is no box. */
(function () {
  "use strict";

  const { texts } = window.kdSearch;
  const here = document.currentScript.src;
  const home = new URL("..", here);
  const LINES_OF_A_PAGE = 3;
  const SHOWN = 40; // results
  const SNIPPET = 150; // letters of a line
  const IDENTIFIER = 6; // letters from which on a number is taken as complete where it is found

  /* Plain letters. The table holds what the Unicode decomposition leaves as it is. */

  const LETTERS = {
    đ: "d", ð: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ĸ: "k",
  };
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");

  function fold(text) {
    const lower = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(lower)) return lower;
    return lower
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]+/g, "")
      .replace(LETTER, (letter) => LETTERS[letter]);
  }

  /* Words. One with a digit or an @ is an identifier: an order number, an e-mail address. Where a long one is found as it
     stands, what only begins with it doesn't count; a short one may be a number that is still being typed. */

  const WORDLIKE = /[\p{L}\p{N}]/u;
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  function wordsOf(query, pages) {
    const typed = fold(query).split(/[\s,;]+/).filter((word) => WORDLIKE.test(word));
    return Array.from(new Set(typed), (text) => {
      const word = { text, identifier: /[\d@]/.test(text) };
      word.whole = word.identifier
        ? new RegExp("(?:^|[\\s,;:(])" + escaped(text) + "(?=$|[\\s,;:)]|[.!?](?:\\s|$))", "m")
        : new RegExp("(?:^|[^\\p{L}\\p{N}])" + escaped(text) + "(?=$|[^\\p{L}\\p{N}])", "mu");
      word.exact = word.identifier && text.length >= IDENTIFIER && pages.some((page) => holdsWhole(page.folded, word));
      return word;
    });
  }

  /* Where words of a text begin with this one. */
  function* beginnings(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !WORDLIKE.test(word[0]) || !WORDLIKE.test(text[at - 1])) yield at;
    }
  }

  function holdsWhole(text, word) {
    return text.includes(word.text) && word.whole.test(text);
  }

  function holds(text, word) {
    return word.exact ? holdsWhole(text, word) : !beginnings(text, word.text).next().done;
  }

  const holdsAll = (text, words) => words.every((word) => holds(text, word));

  /* The index, made ready: each page as one folded text, and its lines when they are asked for. The folded text has a line
     for the title, one for each heading, and those below it. */

  function prepare(index) {
    return index.pages.map(([address, title, passages]) => ({
      address,
      title,
      passages,
      heads: index.heads,
      folded: fold([title, ...passages.map(([head, lines]) => index.heads[head][1] + "\n" + lines)].join("\n")),
    }));
  }

  function linesOf(page) {
    if (page.lines) return page.lines;
    page.lines = [];
    const folded = page.folded.split("\n");
    page.foldedTitle = folded[0];
    let at = 1;
    for (const [number, text] of page.passages) {
      const [anchor, head] = page.heads[number];
      const foldedHead = folded[at++];
      const lines = text.split("\n");
      const add = (line, own, heading) => page.lines.push({ anchor, head, foldedHead, text: line, own, heading });
      if (head) add(lines[0], foldedHead, true);
      for (const line of lines) add(line, folded[at++], false);
    }
    return page.lines;
  }

  /* What is found: pages whose text holds every word, each with the lines that hold most of them. */

  function find(words, pages) {
    if (!words.length) return [];
    const found = pages.filter((page) => holdsAll(page.folded, words));
    const ranked = found.map((page) => resultsOf(page, words));
    ranked.sort((one, other) => other[0].score - one[0].score);
    return ranked.flat();
  }

  function resultsOf(page, words) {
    const all = linesOf(page);
    const title = page.foldedTitle;
    const inTitle = words.filter((word) => holds(title, word));
    const lines = all.map((line) => ({ page, line, score: scoreOf(line, inTitle, words) }));
    const whole = inTitle.length === words.length;
    const fitting = lines.filter((one) => one.score > 0 && (!whole || (one.line.head && holdsAll(one.line.own, words))));
    const results = fitting.sort((one, other) => other.score - one.score).slice(0, LINES_OF_A_PAGE);
    if (whole) {
      const first = title.startsWith(words[0].text) ? 20 : 0;
      const asTyped = words.filter((word) => word.whole.test(title)).length;
      results.unshift({ page, line: leadOf(page), score: 100 + first + 5 * asTyped });
    }
    return results.length ? results : [{ page, line: bestOf(page, words), score: 1 }];
  }

  function scoreOf(line, inTitle, words) {
    const own = words.filter((word) => holds(line.own, word));
    const around = (word) => inTitle.includes(word) || holds(line.foldedHead, word);
    if (!own.length || !words.every((word) => own.includes(word) || around(word))) return 0;
    const asTyped = own.filter((word) => word.whole.test(line.own));
    const identifiers = asTyped.filter((word) => word.identifier).length;
    const first = own.some((word) => line.own.startsWith(word.text)) ? 20 : 0;
    return 10 * own.length + 5 * asTyped.length + first + 90 * identifiers + (line.heading ? 30 : 0);
  }

  const leadOf = (page) => linesOf(page).find((line) => !line.head) || { anchor: "", head: "", text: "" };

  function bestOf(page, words) {
    const count = (line) => words.filter((word) => holds(line.own, word)).length;
    return linesOf(page).reduce((best, line) => (count(line) > count(best) ? line : best));
  }

  /* Words in a line as it is written: each folded letter knows the place that it comes from. */

  function marksOf(text, words) {
    let folded = "";
    const places = [];
    let at = 0;
    for (const letter of text) {
      const plain = fold(letter);
      folded += plain;
      for (let count = 0; count < plain.length; count += 1) places.push(at);
      at += letter.length;
    }
    places.push(text.length);
    const marks = [];
    for (const { text: word } of words) {
      for (const from of beginnings(folded, word)) marks.push([places[from], places[from + word.length]]);
    }
    return marks.sort((one, other) => one[0] - other[0]);
  }

  function marked(text, words) {
    const parts = [];
    let at = 0;
    for (const [from, to] of marksOf(text, words)) {
      if (from < at) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      parts.push(text.slice(at, from), mark);
      at = to;
    }
    return [...parts, text.slice(at)];
  }

  function snippet(text, words) {
    if (text.length <= SNIPPET) return text;
    const first = marksOf(text, words)[0];
    const start = first && first[0] > SNIPPET / 2 ? text.indexOf(" ", first[0] - SNIPPET / 3) + 1 : 0;
    const end = text.length - start > SNIPPET ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    return (start ? "… " : "") + text.slice(start, end > start ? end : start + SNIPPET) + (end < text.length ? " …" : "");
  }

  /* What is seen. */

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
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
