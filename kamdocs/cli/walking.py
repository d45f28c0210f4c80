"""The guide of a walk: tells each gap, asks its question, writes the answer at once, and goes on, back, or home."""

import shlex
from datetime import date
from typing import TYPE_CHECKING

import click

from kamdocs.cli.asking import ask, confirm
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import Task, WritingOptions, carry_out, fields_at_fault
from kamdocs.cli.streams import show, tell
from kamdocs.cli.walk_asking import Leaving, Questions
from kamdocs.cli.walk_telling import tell_gap, tell_more
from kamdocs.keeping.asked import asked, may_be_waived, ways_of
from kamdocs.keeping.mending import waiving
from kamdocs.keeping.spot import Spot, spot_of
from kamdocs.keeping.walk import Walk, key_of, to_ask
from kamdocs.language import _, ngettext, plain_day
from kamdocs.lint import Finding, Report
from kamdocs.report.printable import printable
from kamdocs.rules.mend import Way
from kamdocs.settings.error import SettingsError
from kamdocs.writing import WriteError, replace_file

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.writing import Edit


class Guide:
    """Leads through the gaps of a handbook on a day."""

    def __init__(self, handbook: "Handbook", day: date, ahead_days: int) -> None:
        self.handbook, self.day, self.ahead_days = handbook, day, ahead_days
        self.walk = Walk()

    def lead(self, report: Report) -> None:
        """Go through the gaps to their end, or until somebody quits; the walk stands in ``walk`` at any moment."""
        self.walk = Walk(to_ask(report.findings))
        if self.walk.next is None:
            show(self._all_clear(report))
        while (finding := self.walk.next) is not None:
            fresh = self._fresh(finding)
            if fresh is not None and not self._step(fresh):
                break

    def _all_clear(self, report: Report) -> str:
        """What to say where there is nothing to ask: never more than was looked at."""
        if report.failed:
            return report.all_clear
        if report.findings:
            return _("there is nothing to ask: what is missing is accepted for a while")
        return _("nothing is missing, and nothing will be within {days} days").format(days=self.ahead_days)

    def tell_end(self) -> None:
        """Say what was done and what is left, and how to commit what was written."""
        walk = self.walk
        if not (walk.ahead or walk.behind or walk.kept):
            return
        answered, skipped, left = walk.count("answered", "waived"), walk.count("skipped"), len(walk.ahead)
        parts = (
            ngettext("{number} gap answered", "{number} gaps answered", answered).format(number=answered),
            ngettext("{number} skipped", "{number} skipped", skipped).format(number=skipped),
            ngettext("{number} left", "{number} left", left).format(number=left),
        )
        show("\n" + ", ".join(parts))
        for path in walk.unreadable:
            show(printable(_("what else is missing in {path} is known once that is mended").format(path=path)))
        if walk.written:
            files = " ".join(shlex.quote(path) for path in walk.written)
            line = f"git commit -m {shlex.quote(_('Walk of {day}').format(day=self.day))} -- {files}"
            show(printable(_("what was answered is written; to commit it: {line}").format(line=line)))

    def _fresh(self, finding: Finding) -> Finding | None:
        """The gap as the file has it now; None where it is gone, and then the next one is in front."""
        account = finding.gap.account
        if account is None:
            return finding
        self._look_again(account, first=finding)
        first = self.walk.next
        return first if first is not None and key_of(first) == key_of(finding) else None

    def _look_again(self, account: str, first: Finding | None = None) -> None:
        try:
            findings = self.handbook.gaps(self.day, account=account, upcoming_days=self.ahead_days).findings
        except SettingsError as error:  # the file is gone
            tell(printable(str(error)))
            findings = ()
        self.walk = self.walk.seen_anew(account, findings, first=first)

    def _step(self, finding: Finding) -> bool:
        """Ask about a gap until something is done; False where somebody quits."""
        plan = self._plan(finding)
        spot = None
        if plan is not None and isinstance(plan.document.data, dict):
            sold = [one.id for one in self.handbook.shared.offerings if one.retired_on is None]
            spot = spot_of(finding.gap, plan.document, self.day, sold)
        ways = ways_of(finding.check.mend, spot) if spot else ()
        answers = [way for way in ways if way.steps]
        tell_gap(finding, self._called(finding, plan), spot, self.walk.ahead)
        self._tell_choices(finding, answers)
        said = ask(
            _("your answer"),
            lambda text: _known(text, len(answers), finding),
            required=len(answers) != 1,
            told=tell_more(finding.check),
        )
        try:
            match said or "1":
                case "s" | "q" as letter:
                    raise Leaving(letter)
                case "b":
                    self._go_back()
                case "w" if plan and spot:
                    self._waive(finding, plan, spot)
                case number if plan and spot:
                    self._answer(answers[int(str(number)) - 1], plan, spot)
        except Leaving as left:
            if left.letter == "s":
                self.walk = self.walk.passing("skipped")
            return left.letter != "q"
        return True

    def _plan(self, finding: Finding) -> "Plan | None":
        """The plan that a gap is about; None for one of all accounts, and where its file can't be read."""
        account = finding.gap.account
        try:
            return self.handbook.plan(account) if account is not None else None
        except SettingsError as error:
            tell(printable(str(error)))
            return None

    def _called(self, finding: Finding, plan: "Plan | None") -> str:
        if plan is not None:
            return str(plan.data.get("name") or plan.id)
        return finding.gap.account or _("all accounts together")

    def _tell_choices(self, finding: Finding, answers: list[Way]) -> None:
        mend = finding.check.mend
        if mend is not None:
            show("\n" + click.style(printable(str(mend.question)), bold=True))
            where = [way.words for way in mend.ways if not way.steps and way.words] or [finding.gap.hint]
            for words in () if answers else where:
                show(f"  {printable(str(words))}")
        if len(answers) == 1 and answers[0].words:
            show(f"  {answers[0].words}")
        for number, way in enumerate(answers if len(answers) > 1 else (), 1):
            show(f"  {number}  {way.words or _('answer')}")
        keys = [_("Enter answer")] if len(answers) == 1 else []
        keys += [_("w waive until a day")] if may_be_waived(finding.gap) else []
        keys += [_("s skip"), *([_("b back")] if self.walk.behind else []), _("q quit"), _("? more")]
        show(f"  {'   '.join(keys)}")

    def _answer(self, way: Way, plan: "Plan", spot: Spot) -> None:
        questions = Questions(self.handbook, plan, self.day)
        try:
            edits = questions.edits(way, spot)
            names = {one.field for one in asked(way, spot)}
            while again := fields_at_fault(self.handbook, Task(plan, edits), self.day, names):
                edits = questions.edits(way, spot, again)
        except SettingsError as error:
            _tell_error(error)
            return
        self._write(plan, edits)

    def _waive(self, finding: Finding, plan: "Plan", spot: Spot) -> None:
        until, reason, by = Questions(self.handbook, plan, self.day).waiver()
        accepted = _("accepted until {day}: {message}").format(day=plain_day(until), message=finding.message)
        self._write(plan, waiving(spot, finding.check, until, reason, by), accepted)

    def _write(self, plan: "Plan", edits: "list[Edit]", accepted: str = "") -> None:
        """Write edits at once, and look at the account again; where they can't be, the question comes again.

        ``accepted`` is what a waiver accepts.
        """
        if not edits:
            show(_("that stands there already; nothing was written"))
            return
        try:
            ended = carry_out(self.handbook, [(plan, edits)], WritingOptions(as_of=self.day), "", accepted)
        except SettingsError as error:
            _tell_error(error)
            return
        if ended is Exit.OK:
            after = self.handbook.plan(plan.id).bytes
            self.walk = self.walk.passing("waived" if accepted else "answered", plan.bytes, after)
            self._look_again(plan.id)

    def _go_back(self) -> None:
        """To the gap before; what was written for it is taken back, if that is wanted and possible."""
        if not self.walk.behind:
            show(_("this is the first one"))
            return
        last = self.walk.behind[-1]
        account = last.finding.gap.account
        if last.after is not None and account is not None:
            kept = not (confirm(_("take back what was written?"), default=True) and self._taken_back(account))
            self.walk = self.walk.back(kept=kept)
            self._look_again(account, first=None if kept else last.finding)
        else:
            self.walk = self.walk.back()

    def _taken_back(self, account: str) -> bool:
        """Whether the file has its bytes of before again: only where nobody has written it since."""
        last = self.walk.behind[-1]
        if last.before is None or last.after is None:
            return False
        try:
            plan = self.handbook.plan(account)
            replace_file(plan.path, last.after, last.before, self.handbook.folder.root)
        except WriteError as error:
            tell(printable(str(error)))
            return False
        show(printable(_("taken back: {path} is as it was").format(path=plan.shown)))
        return True


def _known(text: str, answers: int, finding: Finding) -> str:
    """One of the letters, or the number of an answer; raises :class:`SettingsError` for anything else."""
    said = text.casefold()
    letters = {"s", "b", "q", *(["w"] if may_be_waived(finding.gap) else [])}
    if said in letters or (said.isdecimal() and 1 <= int(said) <= answers):
        return str(int(said)) if said.isdecimal() else said
    hint = _("answer with a number or a letter of the list")
    raise SettingsError(_("{value} is no answer here").format(value=text), hint)


def _tell_error(error: SettingsError) -> None:
    tell(printable(str(error)) + (f" ({printable(error.hint)})" if error.hint else ""))
