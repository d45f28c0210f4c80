"""What could not be made, by a fault of ours: it is told, shown as failed, and takes nothing else with it.

An honest page stands in the place of one that failed. It says nothing of the customer but the name: who finds nothing
on it must not take that for nothing to do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from markupsafe import Markup

from kamdocs.handbook.page import Asset, Page, Passage, Sheet
from kamdocs.handbook.paths import account_path, brief_path
from kamdocs.handbook.view import View
from kamdocs.language import Sentence, _, language, say
from kamdocs.lint import Finding, Standing

T = TypeVar("T")
_LINKED = re.compile(r'href="page:([^"#]*)')


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be made: where it belongs, of which account (None for the portfolio), and the error."""

    path: str
    account: str | None
    error: Exception

    @property
    def message(self) -> Sentence:
        """What failed, as a sentence for whoever builds."""
        kind = type(self.error).__name__
        if self.account is None:
            return say("{path} could not be made, by a fault of kamdocs ({error})", path=self.path, error=kind)
        return say(
            "{path} of the account {account} could not be made, by a fault of kamdocs ({error})",
            path=self.path,
            account=self.account,
            error=kind,
        )


Tell = Callable[[Failure], None]
"""Takes a failure; what has not failed is made."""


class Guard:
    """Makes things so that a failure is told, and something honest stands in the place of what failed.

    With nobody to tell, an error is raised as it is.
    """

    def __init__(self, tell: Tell | None) -> None:
        self.tell = tell

    def made(self, path: str, account: str | None, make: Callable[[], T], instead: Callable[[], T]) -> T:
        """What ``make`` gives; where that fails, what ``instead`` gives."""
        if self.tell is None:
            return make()
        try:
            return make()
        except Exception as error:
            self.tell(Failure(path, account, error))
            return instead()

    def file(self, path: str, account: str | None, make: Callable[[], Asset]) -> Iterator[Asset]:
        """A file; none where it fails: who follows it keeps what is known, and nobody reads that there is nothing."""
        if asset := self.made(path, account, make, _nothing):
            yield asset

    def told(self, path: str, finding: Finding, tell: Callable[[Finding], T]) -> T:
        """What a file tells of a finding; where its words fail, that they do."""
        return self.made(path, finding.gap.account, lambda: tell(finding), lambda: tell(_untold(finding)))

    def page(self, path: str, make: Callable[[], Page]) -> Page:
        """A page of the portfolio."""
        return self.made(path, None, make, lambda: failed_page(path))

    def part(self, expected: Sequence[str], pages: Iterable[Page]) -> Iterator[Page]:
        """The pages of a part of the handbook, one after the other.

        Where it breaks off, failed ones stand for the ``expected`` paths that are missing, and for those of its folder
        that the others link to.
        """
        made: list[Page] = []
        rest, folder = iter(pages), expected[0].rpartition("/")[0]
        while page := self.made(folder if made else expected[0], None, lambda: next(rest, None), lambda: _BROKEN_OFF):
            if page is _BROKEN_OFF:
                yield from map(failed_page, _missing(folder, expected, made))
                return
            made.append(page)
            yield page


def _nothing() -> None:
    return None


def _untold(finding: Finding) -> Finding:
    message, hint = say("this gap can't be told, by a fault of kamdocs"), say("look into the plan")
    return msgspec.structs.replace(finding, gap=msgspec.structs.replace(finding.gap, message=message, hint=hint))


_BROKEN_OFF = Page(path="", title="", lead=Markup())


def _missing(folder: str, expected: Sequence[str], made: Sequence[Page]) -> list[str]:
    parts = (part for page in made for part in (page.lead, *(section.html for section in page.sections)))
    linked = [path for part in parts for path in _LINKED.findall(part) if path.startswith(f"{folder}/")]
    there = {page.path for page in made}
    return [path for path in dict.fromkeys((*expected, *linked)) if path not in there]


def failed_page(path: str) -> Page:
    """What stands in the place of a page of the portfolio."""
    title = _("This page could not be made")
    return Page(path=path, title=title, lead=_lead(title), search=(Passage("", (title,)),))


def failed_account_page(standing: Standing, view: View) -> Page:
    """What stands in the place of an account's page."""
    url = view.source_url(standing.path, 1)
    plan = Markup('<p><a href="{}" rel="noopener">{}</a></p>').format(url, standing.path) if url else Markup()
    return Page(
        path=account_path(standing.id),
        title=standing.name,
        lead=_lead(standing.name) + plan,
        search=(Passage("", (standing.name, standing.id, _("This page could not be made"))),),
        source=standing.path,
    )


def failed_brief(standing: Standing) -> Sheet:
    """What stands in the place of an account's brief."""
    return failed_sheet(brief_path(standing.id), _("Brief: %(name)s") % {"name": standing.name}, standing)


def failed_sheet(path: str, title: str, standing: Standing) -> Sheet:
    """What stands in the place of a sheet of an account."""
    document = Markup(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<link rel="icon" href="data:,">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        '<title>{}</title>\n<link rel="stylesheet" href="file:assets/brief.css">\n</head>\n<body>\n'
        '<nav class="back" aria-label="{}"><a href="page:{}">{}</a></nav>\n<main>{}</main>\n</body>\n</html>\n'
    )
    whole = account_path(standing.id)
    return Sheet(path, document.format(language(), title, _("Back"), whole, _("The whole plan"), _lead(standing.name)))


def failed_words() -> str:
    """What is said in the place of what failed."""
    return _(
        "This could not be made, by a fault of kamdocs. It shows nothing of what is planned, promised or open, and "
        "does not mean that there is nothing."
    )


def _lead(title: str) -> Markup:
    return Markup('<h1>{}</h1>\n<p class="kd-failed" role="alert">{}</p>\n').format(title, failed_words())
