/* What is found by what is typed: every word has to be found, with or without diacritics and apostrophes, a telephone
   number by its digits; in the index as in what is typed. Nothing of a page. */
(function (kamdocs) {
  "use strict";

  const { fold, bare, numbersIn, typedNumber, isNumber, beginsAs } = kamdocs;
  const LINES_OF_A_PAGE = 3;
  const SNIPPET = 150; // letters of a line
  const ENTIRE = 1000; // more than all else: a name of which all words that were typed are whole words
  const IDENTIFIER = 6; // letters from which on a number is taken as complete where it is found
  const [EXACT, NAME, OTHER] = [0, 1, 2]; // in which order it is told; then the pages of rank 1, and of rank 2
  const CODE = /`([^`\n]*)`/g; // what is to be typed, in an ordinary page
  const WORDLIKE = /[\p{L}\p{N}]/u;
  const SPACED = /[+(]*\d(?:[ ()./-]{0,3}\d){4,}/g; // digits in groups, as telephone numbers are typed

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /* A text to look into: as it is folded, without apostrophes where it has some, and its numbers when they are asked for. */
  function textOf(folded) {
    let numbers;
    return {
      folded,
      readings: folded.includes("'") ? [folded, bare(folded)] : [folded],
      get numbers() {
        return (numbers = numbers || numbersIn(folded));
      },
    };
  }

  /* Words. One with a digit or an @ is an identifier: an order number, an e-mail address. Where a long one is found as it
     stands, what only begins with it doesn't count; a short one may be a number that is still being typed. A number with
     spaces is one word, or the words that it is made of. */

  function wordsOf(query, pages) {
    const typed = fold(query);
    const spaced = Array.from(typed.matchAll(SPACED), ([run]) => run).filter((run) => run.includes(" "));
    const rest = spaced.reduce((left, run) => left.replace(run, " "), typed);
    const single = rest.split(/[\s,;]+/).filter((word) => WORDLIKE.test(word));
    return Array.from(new Set([...spaced, ...single]), (text) => wordOf(text, pages));
  }

  function wordOf(text, pages) {
    const word = {
      ...plainWord(text, text.includes("'") ? [text, bare(text)].filter((form) => WORDLIKE.test(form)) : [text]),
      number: typedNumber(text),
      pieces: text.includes(" ") ? text.split(" ").filter((piece) => WORDLIKE.test(piece)).map((piece) => wordOf(piece, pages)) : null,
    };
    word.exact = word.identifier && text.length >= IDENTIFIER && pages.some((page) => holdsWhole(page.text, word));
    return word;
  }

  /* A word that is found in any of these forms. */
  function plainWord(text, forms) {
    const identifier = /[\d@]/.test(text);
    const around = identifier
      ? ["(?:^|[\\s,;:(])", "(?=$|[\\s,;:)]|[.!?](?:\\s|$))"]
      : ["(?:^|[^\\p{L}\\p{N}])", "(?=$|[^\\p{L}\\p{N}])"];
    const whole = new RegExp(around[0] + "(?:" + forms.map(escaped).join("|") + ")" + around[1], "mu");
    return { text, forms, identifier, whole, number: null, pieces: null, exact: false };
  }

  /* Where words of a text begin with this one. */
  function* beginnings(text, form) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      if (at === 0 || !WORDLIKE.test(form[0]) || !WORDLIKE.test(text[at - 1])) yield at;
    }
  }

  function standsIn(text, word) {
    return text.readings.some((reading) => word.forms.some((form) => reading.includes(form)) && word.whole.test(reading));
  }

  function holdsWhole(text, word) {
    return standsIn(text, word) || (word.number !== null && text.numbers.some((number) => isNumber(number, word.number)));
  }

  function begins(text, word) {
    return text.readings.some((reading) => word.forms.some((form) => !beginnings(reading, form).next().done));
  }

  function holds(text, word) {
    if (word.exact) return holdsWhole(text, word);
    if (begins(text, word)) return true;
    if (word.number && text.numbers.some((one) => beginsAs(one, word.number) || isNumber(one, word.number))) return true;
    return word.pieces !== null && holdsAll(text, word.pieces);
  }

  const holdsAll = (text, words) => words.every((word) => holds(text, word));

  /* The index, made ready: each page as one folded text, and its lines when they are asked for. The folded text has a line
     for the title, one for each heading, and those below it. */

  function prepare(index) {
    return index.pages.map(([address, title, passages], place) => {
      const rank = index.ranks.filter((count) => place >= count).length;
      const about = { address, title, rank, heads: index.heads, people: index.people };
      if (rank < 2) return pageOf(about, passages);
      let prose;
      return Object.defineProperty(pageOf(about, passages, (lines) => lines.replace(CODE, "$1")), "prose", {
        get: () => (prose = prose || pageOf(about, passages, (lines) => lines.replace(CODE, " "))),
      });
    });
  }

  function pageOf(about, written, read = (lines) => lines) {
    const passages = written.map(([head, lines, ...records]) => [head, read(lines), ...records]);
    const told = passages.map(([head, lines]) => about.heads[head][1] + "\n" + lines);
    return { ...about, passages, text: textOf(fold([about.title, ...told].join("\n"))) };
  }

  function linesOf(page) {
    if (page.lines) return page.lines;
    page.lines = [];
    const folded = page.text.folded.split("\n");
    page.foldedTitle = textOf(folded[0]);
    let at = 1;
    for (const [number, text, short = ""] of page.passages) {
      const [anchor, head] = page.heads[number];
      const records = recordsOf(short, anchor === page.people ? "person" : anchor);
      const foldedHead = textOf(folded[at++]);
      const lines = text.split("\n");
      const people = page.rank === 0 && anchor === page.people;
      const add = (line, own, heading, record = "") =>
        page.lines.push({ anchor: record || anchor, head, foldedHead, text: line, own, heading, name: people && nameOf(own) });
      if (head) add(lines[0], foldedHead, true);
      lines.forEach((line, place) => add(line, textOf(folded[at++]), false, records[place]));
    }
    return page.lines;
  }

  /* A person's name stands at the beginning of the line. */
  const nameOf = (line) => textOf(line.folded.split(" · ")[0]);

  /* The lines' own anchors: "=" is that of the line before, "-2" that of another record of the same list; the first is most often
     the one by which the heading is called. */
  function recordsOf(short, list) {
    let last = list + "-";
    return short.split("\n").map((one) => {
      if (one) last = one === "=" ? last : one.startsWith("-") ? last.split("-")[0] + one : one;
      return one && last;
    });
  }

  /* What is found: pages whose text holds every word, each with the lines that hold most of them. First what has just that
     number or address, then who bears the name, then what is told of them; plans before the guide. Where somebody bears
     the name, the commands and examples of the guide that use it are no finds. */

  function find(words, pages) {
    if (!words.length) return [];
    const found = groupsOf(words, pages);
    const named = found.some(([one]) => one.tier === NAME);
    const beside = () => groupsOf(words, pages.filter((page) => page.rank > 1).map((page) => page.prose));
    const told = named ? [...found.filter(([one]) => one.page.rank < 2), ...beside()] : found;
    return told.sort(([one], [other]) => one.tier - other.tier || other.score - one.score).flat();
  }

  /* The results of each page, those that are told together as one group, the best first. */
  function groupsOf(words, pages) {
    const found = pages.filter((page) => holdsAll(page.text, words)).map((page) => resultsOf(page, words));
    return found.flatMap((results) => {
      const tiers = Array.from(new Set(results.map((one) => one.tier)));
      return tiers.map((tier) => results.filter((one) => one.tier === tier));
    });
  }

  function resultsOf(page, words) {
    const all = linesOf(page);
    const title = page.foldedTitle;
    const inTitle = words.filter((word) => holds(title, word));
    const lines = all.map((line) => Object.assign(worthOf(page, line, inTitle, words), { page, line }));
    const whole = inTitle.length === words.length;
    const fitting = lines.filter((one) => one.score > 0 && (!whole || (one.line.head && holdsAll(one.line.own, words))));
    const results = fitting.sort((one, other) => one.tier - other.tier || other.score - one.score).slice(0, LINES_OF_A_PAGE);
    if (whole) {
      const first = startsWith(title, words[0]) ? 20 : 0;
      const asTyped = words.filter((word) => standsIn(title, word)).length;
      const entire = asTyped === words.length ? ENTIRE : 0;
      results.unshift({ page, line: leadOf(page), tier: tierOf(page, NAME), score: 100 + first + 5 * asTyped + entire });
    }
    return results.length ? results : [{ page, line: bestOf(page, words), tier: tierOf(page, OTHER), score: 1 }];
  }

  const tierOf = (page, tier) => (page.rank ? OTHER + page.rank : tier);

  const startsWith = (text, word) =>
    text.readings.some((reading) => word.forms.some((form) => reading.startsWith(form)));

  function worthOf(page, line, inTitle, words) {
    const own = words.filter((word) => holds(line.own, word));
    const around = (word) => inTitle.includes(word) || holds(line.foldedHead, word);
    if (!own.length || !words.every((word) => own.includes(word) || around(word))) return { score: 0 };
    const asTyped = own.filter((word) => holdsWhole(line.own, word));
    const identifiers = asTyped.filter((word) => word.identifier);
    const named = line.name && holdsAll(line.name, own);
    const entire = named && own.every((word) => standsIn(line.name, word)) ? ENTIRE : 0;
    const first = own.some((word) => startsWith(line.own, word)) ? 20 : 0;
    const score = 10 * own.length + 5 * asTyped.length + first + 90 * identifiers.length + (line.heading ? 30 : 0) + entire;
    return { score, tier: tierOf(page, identifiers.some((word) => isCalled(line.own, word)) ? EXACT : named ? NAME : OTHER) };
  }

  /* Whether a number or an address is what one thing of the line is called by, and not a part of a day or a text; a
     telephone number may be written otherwise. */
  function isCalled(text, word) {
    return !standsIn(text, word) || text.folded.split(" · ").some((part) => word.forms.includes(part));
  }

  const leadOf = (page) => linesOf(page).find((line) => !line.head) || { anchor: "", head: "", text: "" };

  function bestOf(page, words) {
    const count = (line) => words.filter((word) => holds(line.own, word)).length;
    return linesOf(page).reduce((best, line) => (count(line) > count(best) ? line : best));
  }

  /* Words in a line as it is written: each folded letter knows the place that it comes from. */

  function foldedPlaces(text, read) {
    let folded = "";
    const places = [];
    let at = 0;
    for (const letter of text) {
      const plain = read(letter);
      folded += plain;
      for (let count = 0; count < plain.length; count += 1) places.push(at);
      at += letter.length;
    }
    places.push(text.length);
    return { folded, places };
  }

  function marksOf(text, words) {
    const marks = [];
    const all = words.flatMap((word) => [word, ...(word.pieces || [])]);
    for (const read of [fold, (letter) => bare(fold(letter))]) {
      const { folded, places } = foldedPlaces(text, read);
      for (const form of all.flatMap((word) => word.forms)) {
        for (const from of beginnings(folded, form)) marks.push([places[from], places[from + form.length]]);
      }
    }
    const { folded, places } = foldedPlaces(text, fold);
    for (const { number } of all.filter((word) => word.number)) {
      for (const one of numbersIn(folded)) {
        if (beginsAs(one, number) || isNumber(one, number)) marks.push([places[one.from], places[one.to]]);
      }
    }
    return marks.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  }

  /* A text in pieces, each with whether it is what was typed. */
  function pieces(text, words) {
    const parts = [];
    let at = 0;
    for (const [from, to] of marksOf(text, words)) {
      if (from < at) continue;
      parts.push([text.slice(at, from), false], [text.slice(from, to), true]);
      at = to;
    }
    return [...parts, [text.slice(at), false]].filter(([part]) => part);
  }

  /* As much of a long line as a result shows, around the first of the words. */
  function snippet(text, words) {
    if (text.length <= SNIPPET) return text;
    const first = marksOf(text, words)[0];
    const start = first && first[0] > SNIPPET / 2 ? text.indexOf(" ", first[0] - SNIPPET / 3) + 1 : 0;
    const end = text.length - start > SNIPPET ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    return (start ? "… " : "") + text.slice(start, end > start ? end : start + SNIPPET) + (end < text.length ? " …" : "");
  }

  Object.assign(kamdocs, { prepare, wordsOf, plainWord, holds, find, pieces, snippet });
})(window.kamdocs);
