/* Telephone numbers in a text, found by their digits however both are written. */
(function (kamdocs) {
  "use strict";

  const RUN = /[+(]*\d(?:[ ()./-]{0,3}\d){3,}/g;
  const PART = 4; // so many digits find the beginning of a number, or of one of its groups
  const LEAST = 7; // so many digits are a number, and find one that ends like them: with or without the code of a country
  const MOST = 15; // no number is longer (E.164)
  const DATE = /^(?:\d{4}-\d\d-\d\d|\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{1,2}\/\d{1,2}\/\d{4})$/;
  const WORDLIKE = /[\p{L}\p{N}]/u;

  const isWordlike = (letter) => letter !== undefined && WORDLIKE.test(letter);
  const core = (digits) => digits.replace(/^0+/, "");

  /* The groups of a number's digits; "+386 (0)1 …" is written for two kinds of callers, and the zero is for one of them. */
  function parse(run) {
    const international = /^[(]*\+|^00/.test(run);
    const groups = (international ? run.replace(/\(0\)/, " ") : run).match(/\d+/g);
    if (international) groups[0] = core(groups[0]);
    return { international, groups: groups.filter(Boolean), digits: groups.join("") };
  }

  /* The numbers of a folded text, each with its place. Digits in one piece are one only where they begin as one. */
  function numbersIn(folded) {
    const found = [];
    for (const run of folded.matchAll(RUN)) {
      const [from, to] = [run.index, run.index + run[0].length];
      if (isWordlike(folded[from - 1]) || isWordlike(folded[to]) || DATE.test(run[0])) continue;
      const number = parse(run[0]);
      if (number.digits.length < LEAST || number.digits.length > MOST) continue;
      if (number.groups.length > 1 || /^[+(0]/.test(run[0])) found.push({ ...number, from, to });
    }
    return found;
  }

  /* What is typed, as a number; null where it is none. */
  function typedNumber(folded) {
    if (!/^[+\d ()./-]+$/.test(folded) || folded.replace(/\D/g, "").length < PART) return null;
    return parse(folded);
  }

  /* Whether they are the same number: one ends like the other. */
  function isNumber(number, typed) {
    const [one, other] = [core(number.digits), core(typed.digits)];
    return one.length >= LEAST && other.length >= LEAST && (one.endsWith(other) || other.endsWith(one));
  }

  /* Whether a number, or one of its groups, begins as what is typed. */
  function beginsAs(number, typed) {
    if (typed.international) return number.international && number.digits.startsWith(typed.digits);
    const [code, ...rest] = number.groups;
    if (number.international && ("0" + rest.join("")).startsWith(typed.digits) && code.length <= 3) return true;
    return number.groups.some((_, place) => number.groups.slice(place).join("").startsWith(typed.digits));
  }

  Object.assign(kamdocs, { numbersIn, typedNumber, isNumber, beginsAs });
})(window.kamdocs);
