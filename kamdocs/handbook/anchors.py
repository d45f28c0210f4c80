"""What links to a place in a page end with: the headings of the sections, golden rules, checks, people.

Each stands here once, for the page that has the place and for whatever leads there.
"""

import functools
import re

import msgspec

from kamdocs.language import _, marked


@functools.lru_cache(maxsize=1024)
def anchor(title: str) -> str:
    """A heading's anchor, the same that engines make of it."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


class Heading(msgspec.Struct, frozen=True):
    """The heading of a section. The title is ours, in English, never a file's text."""

    title: str

    @property
    def text(self) -> str:
        """The title in the language that is spoken."""
        return _(self.title)

    @property
    def anchor(self) -> str:
        """What links to it end with: made of the English title, so that links hold in every language."""
        return anchor(self.title)


def rule_anchor(rule: str) -> str:
    """The place of a golden rule (its slug) in an account's page: each of these pages has one for every rule."""
    return f"rule-{rule}"


def check_anchor(code: str) -> str:
    """The place of a check in the page of its rule."""
    return code.lower()


def person_anchor(person: str) -> str:
    """The place of a present stakeholder in an account's page."""
    return f"person-{person}"


# An account's page, in the order that people need before a meeting.
OPEN_GAPS = Heading(marked("Open gaps"))
OPENING_SOON = Heading(marked("Opening soon"))
NEXT_STEPS = Heading(marked("Next steps"))
GROUP = Heading(marked("The group"))
BOTHERS = Heading(marked("What bothers them and what is missing"))
PEOPLE = Heading(marked("People"))
PROMISES = Heading(marked("Promises"))
ORDERS = Heading(marked("Orders"))
NONCONFORMITIES = Heading(marked("Nonconformities"))
WHITESPACE = Heading(marked("Whitespace"))
OPPORTUNITIES = Heading(marked("Opportunities"))
OBJECTIVES = Heading(marked("Objectives and actions"))
HISTORY = Heading(marked("History"))
WAIVERS = Heading(marked("Waivers"))
FACTS = Heading(marked("Facts"))

# Home, and the lists.
ACCOUNTS = Heading(marked("Accounts"))
TOP_GAPS = Heading(marked("Top gaps"))
OPENING_NEXT = Heading(marked("What opens next"))
REVENUE = Heading(marked("Who brings the revenue"))
PORTFOLIO = Heading(marked("The portfolio as a whole"))
TIERS_AND_STATUS = Heading(marked("Tiers and status"))
ALL_ACCOUNTS = Heading(marked("All accounts"))
HEAT_MAP = Heading(marked("Accounts and rules"))
ALL_MANAGERS = Heading(marked("All account managers"))
WHAT_WE_SELL = Heading(marked("What we sell"))

# The rules.
OVERVIEW = Heading(marked("Overview"))
FALLING_SHORT = Heading(marked("Who falls short now"))
ALSO_OPEN = Heading(marked("Also open"))
CHECKS = Heading(marked("Checks"))

# The calendar, and the field reference.
NEXT_QUARTER = Heading(marked("The next 90 days"))
MONTHS = Heading(marked("Months"))
DATA = Heading(marked("Data"))
DAYS = Heading(marked("Days"))
ACCOUNT_PLAN = Heading(marked("Account plan"))
TEAM = Heading(marked("Team"))
OFFERINGS = Heading(marked("Offerings"))
