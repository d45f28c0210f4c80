"""The page of one account: facts first, then what people need before a meeting, each thing once."""

from collections.abc import Sequence

from kamdocs.handbook import anchors
from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.groups import family, revenue_together
from kamdocs.handbook.page import Page, Section
from kamdocs.handbook.pages.account.buying import buying_part
from kamdocs.handbook.pages.account.complaints import settled_part
from kamdocs.handbook.pages.account.doing import doing_part
from kamdocs.handbook.pages.account.facts import facts_part
from kamdocs.handbook.pages.account.gaps import gaps_part, listed_gaps
from kamdocs.handbook.pages.account.happened import history_part
from kamdocs.handbook.pages.account.lead import lead_parts
from kamdocs.handbook.pages.account.orders import orders_part
from kamdocs.handbook.pages.account.people import people_part
from kamdocs.handbook.pages.account.plans import plans_part
from kamdocs.handbook.pages.account.strip import strip
from kamdocs.handbook.pages.account.subject import Part, Subject
from kamdocs.handbook.pages.account.ties import ties_part
from kamdocs.handbook.pages.account.voices import voices_part
from kamdocs.handbook.passages import account_passages
from kamdocs.handbook.paths import account_path
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.lint import Standing
from kamdocs.model import Id

__all__ = ["account_page"]

Entry = tuple[str, str, str | None]
"""What the bar has of a section: its anchor, its title, and how many (None for no number)."""


def account_page(standing: Standing, view: View) -> Page:
    """The page of an account; of a file that can't be assessed, what could be read of it below what is wrong."""
    of = Subject(standing, standing.account, view) if standing.account else None
    listed = listed_gaps(standing, view, of)
    present = view.present_people(of.account) if of else []
    group = _group(standing, view)
    gaps, related = gaps_part(standing, view, listed, of), Part(Section(anchors.GROUP, group.part("section")))
    parts = [part for part in _parts(of, present, gaps, related) if part.section.html.strip()]
    lead = lead_parts(standing, view, listed, of, [one.person for one in present])
    shown = [part.section.heading for part in parts]
    cells = strip(standing, view, shown, listed.rules)
    return Page(
        path=account_path(standing.id),
        title=standing.name,
        lead=lead.part("lead", group.part("lead"), cells, _entries(parts)),
        sections=tuple(part.section for part in parts),
        search=account_passages(standing, view),
        below=len(view.subsidiaries.get(standing.id, ())),
        wide=True,  # the bar says what is on the page
        source=standing.path,
    )


def _parts(of: Subject | None, present: Sequence[Known], gaps: Part, related: Part) -> Sequence[Part]:
    """The sections, in the order that people need before a meeting; what is wrong with a file stands first."""
    if of is None:
        return [gaps, related]
    first = [people_part(of, [*present]), doing_part(of)]
    then = [orders_part(of), ties_part(of, present), buying_part(of), related, plans_part(of)]
    last = [settled_part(of), history_part(of), facts_part(of)]
    voices = voices_part(of)
    return [gaps, *first, voices, *then, *last] if of.standing.faulty else [*first, voices, gaps, *then, *last]


def _entries(parts: Sequence[Part]) -> Sequence[Entry]:
    return [(one.section.heading.anchor, one.section.heading.text, one.number or None) for one in parts]


def _group(standing: Standing, view: View) -> Filled:
    relations = family(standing, view)

    def parent_name(account: Id) -> str:
        return view.standings[view.portfolio.parents[account]].name

    return fill(
        "group.html",
        view=view,
        family=relations,
        rules=TEN_RULES,
        parent_name=parent_name,
        gaps=lambda account: view.count_by_severity(view.open_gaps(account)),
        years=revenue_together(standing, relations.below, view),
    )
