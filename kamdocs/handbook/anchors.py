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


def record_anchor(record: str) -> str:
    """The place of a record (``commitments/c1``) in an account's page."""
    return record.replace("/", "-")


# An account's page, in the order that people need before a meeting.
PEOPLE = Heading(marked("People"))
PROMISES = Heading(marked("To do"))
BOTHERS = Heading(marked("What they say"))
GAPS = Heading(marked("Gaps"))
ORDERS = Heading(marked("Orders"))
CONNECTIONS = Heading(marked("Who knows whom"))
WHITESPACE = Heading(marked("What they buy"))
GROUP = Heading(marked("The group"))
OBJECTIVES = Heading(marked("Aims and risks"))
NONCONFORMITIES = Heading(marked("Complaints"))
HISTORY = Heading(marked("History"))
FACTS = Heading(marked("All facts"))
# Within its sections: the opportunities in what they buy, the exceptions among the gaps.
OPPORTUNITIES = Heading(marked("Opportunities"))
WAIVERS = Heading(marked("Exceptions"))

# Home, and the lists.
ACCOUNTS = Heading(marked("Accounts"))
REVENUE = Heading(marked("Who brings the revenue"))
PORTFOLIO = Heading(marked("The portfolio as a whole"))
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

# A person's page.
WHAT_I_OWE = Heading(marked("What I owe"))
OWED_A_WORD = Heading(marked("Whom I owe a word"))
CLOSED_LATELY = Heading(marked("Closed this month"))
MY_ACCOUNTS = Heading(marked("My accounts"))
ALSO_MISSING = Heading(marked("What else is missing"))
WHAT_ELSE_OPENS = Heading(marked("What else opens"))
DEPUTY = Heading(marked("Where I am deputy"))
MY_TEAM = Heading(marked("Who reports to me"))

# The customers' people.
THEIR_PEOPLE = Heading(marked("All people at our customers"))

# The lists over all customers.
LISTS = Heading(marked("All lists"))
OPEN = Heading(marked("Open"))
OWING = Heading(marked("Open, or owing a word"))
SETTLED = Heading(marked("Settled in the last 12 months"))
DONE = Heading(marked("Done in the last 12 months"))
DELIVERED = Heading(marked("Delivered in the last 12 months"))
WON_AND_LOST = Heading(marked("Won and lost"))
CONTRACTS = Heading(marked("Contracts"))
CONTACTS = Heading(marked("Contacts"))

# Home, which is the review.
WHO_WHAT_WHEN = Heading(marked("Who has to do what by when"))
BURNS = Heading(marked("Where it burns"))
CHANGED = Heading(marked("What changed"))
