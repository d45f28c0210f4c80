"""The ten golden rules of handling key customers, with rule 0 (know who they are) and the rules of the file.

Source: a Slovenian trade article on key business customers; the demands are told in our own words.
"""

import msgspec

from kamdocs.language import _, pgettext


class GoldenRule(msgspec.Struct, frozen=True):
    """One golden rule: its number, its stable slug, its name, and what it demands of us and of a plan.

    ``short`` is its name where a column is narrow. ``felt`` says that the customer itself feels where we fall short of
    it.
    """

    number: int
    slug: str
    name: str
    short: str
    paragraphs: tuple[str, ...]
    evidence: str
    felt: bool = False

    @property
    def title(self) -> str:
        """Its name in the language that is spoken."""
        return pgettext("rule", self.name)

    @property
    def head(self) -> str:
        """Its name at the head of a narrow column, in the language that is spoken."""
        return pgettext("head", self.short)

    @property
    def demands(self) -> tuple[str, ...]:
        """What it demands, in paragraphs, in the language that is spoken."""
        return tuple(_(paragraph) for paragraph in self.paragraphs)

    @property
    def shows(self) -> str:
        """What a plan shows of it, in the language that is spoken."""
        return _(self.evidence)


FILE = GoldenRule(
    number=-1,
    slug="file",
    name="The file itself",
    short="File",
    paragraphs=("A plan that can't be read, or that contradicts itself, can't be trusted by anybody.",),
    evidence="strict YAML, known fields, references that lead somewhere, dates that can be true",
)

GOLDEN_RULES: tuple[GoldenRule, ...] = (
    GoldenRule(
        0,
        "key-account",
        "Key account",
        "Key account",
        (
            "About a fifth of the business customers usually brings four fifths of the revenue, and the company "
            "lives off them. Know which ones they are.",
            "Each of them has a manager with a name: a customer that everybody looks after is left to itself.",
        ),
        "owner, deputy, tier, revenue by year, the place on the 80/20 curve",
    ),
    GoldenRule(
        1,
        "satisfaction",
        "Checking satisfaction",
        "Asking",
        (
            "A customer that is not satisfied does not stay. Satisfaction is more than the quality of the goods, and "
            "it is felt by more people than our main contacts: everybody who uses what we deliver has expectations.",
            "Ask at least once a year, best face to face, with a few questions chosen well.",
            "Praise is pleasant; what bothers the customer, or what is missing, is worth more. There lie the reasons "
            "for leaving, today's and tomorrow's.",
        ),
        "expectations; reviews with date, way, people asked, what bothers, what is missing, and what was done",
    ),
    GoldenRule(
        2,
        "responsiveness",
        "Reachability and responsiveness",
        "Answering",
        (
            "Be reachable, and answer as fast as you can.",
            "This is a duty towards a key customer, not something for spare time or good will.",
        ),
        "the promised response time, how to reach us, who stands in, requests with the times of asking and answering",
    ),
    GoldenRule(
        3,
        "relationship",
        "Relationship",
        "Relationship",
        (
            "Companies deal with each other through people. Over the years that grows into trust, even friendship.",
            "Familiarity must not make us casual or unreliable: a promise is a promise, and a meeting has a result "
            "that is written down.",
        ),
        "commitments with due dates and whether they were kept; meetings with their outcome",
        felt=True,
    ),
    GoldenRule(
        4,
        "education",
        "Informing and educating",
        "Informing",
        (
            "Customers often don't know half of what we could do for them, and nobody is easier to sell to than a "
            "customer that already trusts us.",
            "Inform and teach without pushing: begin with what the customer really needs, and show what could answer "
            "it.",
        ),
        "needs, each with a possible solution; briefings, each tied to a need",
    ),
    GoldenRule(
        5,
        "orders",
        "Following orders",
        "Orders",
        (
            "Follow every order to its end. Something can always go wrong, and the earlier we know, the less it costs "
            "the customer.",
            "More needs turn up while an order is carried out; each is a chance to sell.",
        ),
        "orders with promised and actual dates, when last checked, problems, whether the customer was told, more needs",
        felt=True,
    ),
    GoldenRule(
        6,
        "expansion",
        "Widening the cooperation",
        "Expansion",
        (
            "Every further tie makes it less likely that the customer leaves: changing a supplier is work, costs money "
            "and carries risk.",
            "So to widen the cooperation is to sell and to secure loyalty at once.",
        ),
        "which of our offerings each part of the customer uses, the share of wallet, opportunities with a next step",
    ),
    GoldenRule(
        7,
        "goodwill",
        "Non-obligatory help",
        "Help",
        (
            "Key customers also come with questions that are neither our trade nor our obligation.",
            "That help is what they value most and remember longest.",
        ),
        "what was asked, what we answered, and what came of it",
    ),
    GoldenRule(
        8,
        "nonconformities",
        "Resolving nonconformities",
        "Complaints",
        (
            "Remarks, complaints and claims are the most delicate part of the cooperation. Handled badly, they end it.",
            "Avoid conflict; look for the outcome that serves both sides, and make sure that the customer sees it so.",
        ),
        "each one with its kind, who raised it, first response, cause, what was agreed, closing, the customer's word",
        felt=True,
    ),
    GoldenRule(
        9,
        "connectedness",
        "Personal connectedness",
        "People",
        (
            "People change jobs more often than they used to, and a successor may bring other expectations and other "
            "suppliers.",
            "Don't depend on one person: be connected widely, on a higher level too, and in every area where they "
            "decide about working with us.",
        ),
        "contacts by decision area and level, which of us knows each, successors of those who leave",
    ),
    GoldenRule(
        10,
        "activity",
        "Activity",
        "Activity",
        (
            "None of the above happens by itself.",
            "Don't wait for orders: take the initiative, agree the next step, and plan it with a date.",
        ),
        "contacts and who took the initiative, next steps, planned actions with due dates",
    ),
)

RULES: tuple[GoldenRule, ...] = (FILE, *GOLDEN_RULES)
BY_NUMBER = {rule.number: rule for rule in RULES}
BY_SLUG = {rule.slug: rule for rule in RULES}
