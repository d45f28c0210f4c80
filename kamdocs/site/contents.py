"""What a build puts into the site, as values: evaluated, judged, and made into pages; nothing of the engine yet."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.handbook import (
    HORIZON_DAYS,
    Asset,
    Failure,
    Page,
    Sheet,
    View,
    make_assets,
    make_files,
    make_pages,
    make_sheets,
)
from kamdocs.handbook.paths import has_page
from kamdocs.language import Sentence, _
from kamdocs.lint import (
    Evaluated,
    JudgedFile,
    NothingToCheck,
    Past,
    Report,
    Standing,
    collector_at_rest,
    evaluate_again,
    judge_again,
    looked_back,
    tell_mishaps,
)
from kamdocs.lint.shared_files import read_shared_files
from kamdocs.schema.audience import Audience
from kamdocs.settings.error import SettingsError
from kamdocs.settings.values import Settings
from kamdocs.site.memory import Kinship, Memory, families_of
from kamdocs.site.trends import Remembered, remembered_trend
from kamdocs.source import find_files

BUILDS_A_COLLECTION = 8
"""While serving: what is frozen grows by some megabytes a build, and looking through it all takes half a second."""


class Assessment(msgspec.Struct, frozen=True):
    """What is known of the plans as of a day: the evaluation, its files judged, and the report that they add up to.

    ``past`` is how they stood at the last review, by today's files, for who is told of gaps; ``trend`` how they stood
    in the last twelve months, as it was known then, with what it was made of.
    """

    evaluated: Evaluated
    judged: tuple[JudgedFile, ...]
    report: Report
    past: Past | None = None
    trend: Remembered = (None, None)


class Contents(msgspec.Struct, frozen=True):
    """The pages, sheets and files of the handbook, by path, and what could not be made.

    ``owners`` are the accounts of each account manager, which the pages of the others depend on, too; ``families`` the
    groups that the accounts belong to.
    """

    pages: Mapping[str, Page]
    sheets: Mapping[str, Sheet]
    assets: Mapping[str, Asset]
    owners: Mapping[str, frozenset[str]]
    families: Mapping[str, Kinship]
    failures: tuple[Failure, ...]


def assess(settings: Settings, day: date, memory: Memory) -> Assessment:
    """Evaluate and judge the plans, anew where they changed; raises :class:`SettingsError` where there are none."""
    gc.unfreeze()
    if memory.builds % BUILDS_A_COLLECTION == BUILDS_A_COLLECTION - 1:
        gc.collect()  # what the builds before this one made is garbage by now
    try:
        evaluated = evaluate_again(settings, day, settings.audience, memory.evaluated)
    except NothingToCheck as error:
        raise SettingsError(
            str(error), _("write the first plan there, or set accounts to where the plans are")
        ) from error
    with collector_at_rest():
        report, judged = judge_again(evaluated, HORIZON_DAYS, memory.judged)
        report = msgspec.structs.replace(report, failures=settings.failures)
        past = looked_back(evaluated.evaluation, settings, day)
    gc.freeze()  # plans and gaps live to the end of the build: the collector need not look at them again and again
    trend = remembered_trend(evaluated, memory.trend)
    return Assessment(evaluated, judged, report, past if settings.audience.everything else None, trend)


def make_contents(view: View, evaluated: Evaluated, before: Memory) -> Contents:
    """Make all of the handbook; what is still right from the build before is taken over."""
    failures: list[Failure] = []
    tell = failures.append
    pages = {page.path: page for page in make_pages(view, before.known_pages(evaluated, view), tell)}
    sheets = {sheet.path: sheet for sheet in make_sheets(view, before.known_sheets(evaluated, view), tell)}
    assets = {asset.path: asset for asset in (*make_assets(), *make_files(view, tell))}
    owners = {member: frozenset(one.id for one in owned) for member, owned in view.owners.items()}
    return Contents(pages, sheets, assets, owners, families_of(view), tuple(failures))


def custom_failures(settings: Settings, report: Report) -> Iterator[Sentence]:
    """What failed of a team's own checks."""
    yield from settings.failures
    yield from tell_mishaps([mishap for mishap in report.mishaps if not mishap.ours])


def own_failures(report: Report, failures: Iterable[Failure]) -> list[Sentence]:
    """What failed by a fault of ours, each once: checks, and what could not be made."""
    checks = tell_mishaps([mishap for mishap in report.mishaps if mishap.ours])
    return [*checks, *{str(failure.message): failure.message for failure in failures}.values()]


def notes(settings: Settings, report: Report) -> Iterator[str]:
    """What whoever builds should know of the files."""
    for standing in report.standings:
        if standing.faulty and has_page(standing.id):
            yield _("note: {note}").format(note=fault_note(standing, settings.audience))
        elif not has_page(standing.id):
            yield _("note: {path} has no page of its own; kamdocs check says why").format(path=standing.path)
    for path in faulty_shared_files(settings):
        yield _("note: {path} has a fault; kamdocs check says which").format(path=path)


def fault_note(standing: Standing, audience: Audience) -> str:
    """What a site does with a plan that can't be assessed, and who says why: its page, to who may know of faults."""
    if audience.everything:
        told = _("{path} can't be assessed; its page says why")
    elif standing.account:
        told = _("{path} has a fault: it is shown in part; kamdocs check says why")
    else:
        told = _("{path} has a fault: it is left out of this site; kamdocs check says why")
    return told.format(path=standing.path)


def faulty_plans(report: Report) -> list[Standing]:
    """The plans that can't be assessed."""
    return [standing for standing in report.standings if standing.faulty]


def faulty_shared_files(settings: Settings) -> list[str]:
    """The paths of shared files with an error, whoever the site is for: not all readers are told of it."""
    shared = read_shared_files(find_files(settings.accounts), settings.root, settings.policies)
    return sorted({gap.path for gap in shared.gaps if gap.path and gap.severity == "error"})
