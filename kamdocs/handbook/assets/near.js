/* One wrong letter still finds: a word that is found nowhere stands for those that differ from it in one letter: another
   one, one too many, one too few, two in the wrong order. Words with a digit or an @ don't: another number is another
   thing. Nothing of a page. */
(function (kamdocs) {
  "use strict";

  const { bare, find, holds, plainWord } = kamdocs;
  const LEAST = 4; // letters of a word that may be meant otherwise
  const BEGINNING = 6; // letters from which on it may be the beginning of one
  const MOST = 12; // words that one may stand for
  const WORD = /[a-z'\u00c0-\u1fff\u2c00-\ud7ff\uf900-\ufdff]+/g; // letters: three times as fast as \p{L}

  /* All words of the pages, as they are folded: learnt once, some pages at a time while nobody types, because all of them
     take longer than a letter typed should. Says whether it knows all. */
  const known = new WeakMap();
  function learn(pages, count) {
    if (!known.has(pages)) known.set(pages, { words: new Set(), next: 0 });
    const about = known.get(pages);
    for (const { text } of pages.slice(about.next, about.next + count)) {
      for (const reading of text.readings) for (const word of reading.match(WORD) || []) about.words.add(word);
    }
    about.next += count;
    return about.next >= pages.length;
  }

  function vocabularyOf(pages) {
    learn(pages, pages.length);
    return Array.from(known.get(pages).words);
  }

  /* Whether one letter makes a word, or the beginning of one, of what is typed. Where both are alike, nothing is wrong:
     so what differs, differs first where they part. */
  function isNear(typed, word, beginning) {
    const over = word.length - typed.length;
    if (over < -1 || (over > 1 && !beginning)) return false;
    let at = 0;
    while (at < typed.length && typed.charCodeAt(at) === word.charCodeAt(at)) at += 1;
    const same = (from, to) => (beginning ? word.startsWith(typed.slice(from), to) : word.slice(to) === typed.slice(from));
    const crossed = () => typed[at] === word[at + 1] && typed[at + 1] === word[at] && same(at + 2, at + 2);
    return same(at + 1, at + 1) || same(at + 1, at) || same(at, at + 1) || crossed();
  }

  function nearest(typed, pages) {
    if (typed.length < LEAST) return [];
    const all = vocabularyOf(pages);
    const whole = all.filter((word) => isNear(typed, word, false));
    const begun = typed.length < BEGINNING ? [] : all.filter((word) => word.length > typed.length && isNear(typed, word, true));
    return Array.from(new Set([...whole, ...begun])).slice(0, MOST);
  }

  /* The words as they may be meant, with those in the place of one; null where it can't be another. */
  function meant(word, pages) {
    if (word.identifier) return null;
    const forms = nearest(bare(word.text), pages);
    return forms.length ? plainWord(word.text, forms) : null;
  }

  /* What is found when nothing is found as it is typed: the words by which it is, and the results. */
  function findNear(typed, pages) {
    const words = typed.flatMap((word) =>
      word.identifier ? [word] : (word.text.match(WORD) || []).map((part) => plainWord(part, [part])));
    const lost = words.filter((word) => !pages.some((page) => holds(page.text, word)));
    const wrong = lost.length ? [lost] : words.map((word) => [word]);
    for (const some of wrong) {
      const instead = new Map(some.map((word) => [word, meant(word, pages)]));
      if (Array.from(instead.values()).includes(null)) continue;
      const tried = words.map((word) => instead.get(word) || word);
      const found = find(tried, pages);
      if (found.length) return { words: tried, found };
    }
    return { words: typed, found: [] };
  }

  Object.assign(kamdocs, { learn, findNear });
})(window.kamdocs);
