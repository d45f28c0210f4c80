/* What the scripts share, and nothing of a page: plain letters, the order of a list, days. */
window.kamdocs = window.kamdocs || {};
(function (kamdocs) {
  "use strict";

  /* Plain letters, so that "kovac" finds "Kovač". The table holds what Unicode's decomposition leaves as it is. */

  const LETTERS = {
    đ: "d", ð: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ĸ: "k",
  };
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");
  const PLAIN = /^[\n\t -~]*$/;
  // All that is typed for an apostrophe, and for a hyphen. The acute accent decomposes, so it is taken before.
  const APOSTROPHE = /[`\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u201b\u2032]/g;
  const HYPHEN = /[\u2010-\u2015\u2212]/g;
  const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g; // soft hyphens and their like

  function fold(text) {
    const lower = text.toLowerCase();
    if (PLAIN.test(lower)) return lower.replaceAll("`", "'");
    return lower
      .replaceAll("\u00b4", "'")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]+/g, "")
      .replace(LETTER, (letter) => LETTERS[letter])
      .replace(UNSEEN, "")
      .replace(APOSTROPHE, "'")
      .replace(HYPHEN, "-");
  }

  /* Without apostrophes, which people leave out: "obrien" is "O'Brien". */
  function bare(folded) {
    return folded.replaceAll("'", "");
  }

  /* The items in the order of their keys; what has none comes last, whichever way the others go. Equal ones stay. */
  function ordered(items, keyOf, { numeric = false, descending = false, language = "" } = {}) {
    const collator = new Intl.Collator(language || undefined, { numeric: true });
    const sign = descending ? -1 : 1;
    const compare = ([one], [other]) =>
      one === other ? 0 : one === "" ? 1 : other === "" ? -1 : sign * (numeric ? one - other : collator.compare(one, other));
    return Array.from(items, (item) => [keyOf(item), item]).sort(compare).map(([, item]) => item);
  }

  /* Days as ISO dates. */

  function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  }

  function dayOf(moment) {
    return new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate())).toISOString().slice(0, 10);
  }

  Object.assign(kamdocs, { fold, bare, ordered, daysBetween, dayOf });
})(window.kamdocs);
