"""Every check declares a question whose answer mends its gap: what it writes exists, and it closes the gap that day."""

from datetime import date, timedelta
from itertools import islice, product
from zoneinfo import ZoneInfo

import pytest
import yaml

from kamdocs.keeping.asked import asked, ways_of
from kamdocs.keeping.finding import referred
from kamdocs.keeping.mending import Newcomer, edits_of
from kamdocs.keeping.spot import spot_of
from kamdocs.model import build_account
from kamdocs.rules.calendar import PLAIN, Calendar
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.engine import Terms, find_gaps
from kamdocs.rules.explanation import PLAN
from kamdocs.rules.mend import Stand
from kamdocs.schema import validate
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.source import load_document
from kamdocs.writing import Refused, edited
from tests.plans import BASE, OFFERINGS, PEOPLE, POLICIES, TEAM, plan_document, shared_files
from tests.rules.test_cases import CASES
from tests.rules.test_edits import EDITS

AS_OF = date(2026, 11, 23)
TREE = schema_tree("account")
BY_CODE = {check.code: check for check in CHECKS}
STEPS = [
    pytest.param(check, way, step, id=f"{check.code} {way.words or ''} {step.doing} {step.place}")
    for check in CHECKS
    for way in check.mend.ways
    for step in way.steps
]

ELSEWHERE = {
    "DOC001": "the file can't be read, so nothing can be written into it",
    "DOC002": "what breaks the schema has no place that an answer could be written to; kamdocs fix looks at it",
    "DOC008": "two entries become one only together with all that names them",
    "DOC009": "the text that was lost is in the file; kamdocs fix puts it in quotes",
    "KAM010": "several plans are to change owners, and which ones is for people to talk about",
    "KAM011": "a plan is to be begun",
    "KAM012": "the gap belongs to no plan, but to the revenue of all customers",
    "KAM013": "two plans are to become one",
    "KAM203": "who stands in is written in _team.yml, beside the absence",
    "KAM205": "late answers are a fact: only answers in time close it, many of them, or time",
    "KAM306": "promises kept late are a fact: only promises kept in time close it, many of them, or time",
}
"""The checks whose gap no answer can mend, and why."""
NOT_AT_ONCE = {
    "KAM902": "several people may be missing, and each is a question of its own",
    "KAM908": "several colleagues may be missing, of whom one answer can name all, if there are so many",
}
"""Those where a single answer may not be enough: the question comes again until it is."""


def test_every_check_has_a_mend():
    assert [check.code for check in CHECKS if check.mend is None] == []


def test_what_no_answer_mends_is_known_and_says_where_to_look():
    silent = {check.code for check in CHECKS if not any(way.steps for way in check.mend.ways)}
    assert silent == ELSEWHERE.keys()
    assert all(way.words for code in silent for way in BY_CODE[code].mend.ways)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_mend_asks_one_question_in_plain_words(check):
    question = str(check.mend.question)
    assert question[0].isupper()
    assert question.count("?") == 1
    assert question.endswith("?")
    words = [str(way.words) for way in check.mend.ways if way.words]
    assert len(words) == len(set(words))
    assert len(check.mend.ways) == 1 or len(words) == len(check.mend.ways)
    assert not [one for one in words if one.endswith((".", "?")) or one[0].isupper()]


def test_the_same_is_said_in_the_same_words():
    said = {}
    for check in CHECKS:
        for way in check.mend.ways:
            if way.words and way.steps:
                said.setdefault(repr(way.steps), set()).add(str(way.words))
    several = [words for words in said.values() if len(words) > 1]
    assert sorted(map(sorted, several)) == sorted(map(sorted, ALSO_SAID_OTHERWISE))


ALSO_SAID_OTHERWISE = [
    {"somebody of that area was met", "an executive was met", "a colleague of ours has met them"},
    {"a user was asked", "somebody was asked in an interview of its own"},
    {"the second stands twice and is taken out", "it is not: the waiver goes"},
]
"""Where the words say more than what is written."""


@pytest.mark.parametrize(("check", "way", "step"), STEPS)
def test_a_step_writes_what_the_schema_knows(check, way, step):
    assert any(_fits(step, record) for record in _records_of(step))
    made = {one.of for one in step.gives.values() if isinstance(one, Stand) and one.what == "made"}
    assert made <= {one.place for one in way.steps if one.doing == "add"}
    told = {one.of for one in step.gives.values() if isinstance(one, Stand) and one.what == "told"}
    assert told <= {field for one in way.steps for field in one.asks}


def _fits(step, record):
    """Whether a kind of record has what the step writes, with those words, and all that it has to have."""
    fields = record.fields
    listed = {name: fields[name].value.keywords.get("enum") for name in fields}
    words = [(name, value) for name, value in step.gives.items() if isinstance(value, str)]
    words += [(name, value) for name, values in step.among.items() for value in values]
    return (
        {*step.asks, *step.gives, *step.among} <= fields.keys()
        and (step.doing == "set" or set(step.may) <= fields.keys())
        and all(not listed[name] or value in listed[name] for name, value in words)
        and (step.doing != "add" or record.required_fields <= {"id", *step.asks, *step.gives})
    )


def test_no_way_adds_to_a_list_and_picks_from_it():
    for check in CHECKS:
        for way in check.mend.ways:
            lists = {step.place for step in way.steps if step.doing in ("add", "fill")}
            assert lists.isdisjoint(step.place for step in way.steps if step.doing in ("pick", "every"))


def _records_of(step):
    """The kinds of records that a step may write."""
    if step.doing in ("correct", "delete"):
        return [TREE, *(one.record for one in TREE.below() if one.record)]
    if step.doing == "set":
        everything = [TREE, *(one.record for one in TREE.below() if one.record)]
        return [TREE.fields[step.place]] if step.place else everything
    return [one.record for one in TREE.below() if one.name == step.place and one.items and one.record]


# An answer closes the gap


def _example(check):
    plan = yaml.safe_load(dict(check.explanation.bad)[PLAN])
    return {**BASE, **({} if "stakeholders" in plan else yaml.safe_load(PEOPLE)), **plan}


def _gaps(data, check, team=None, calendar=PLAIN):
    """The document of a plan and the gaps of a check in it; None where it breaks the schema."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    document = load_document("accounts/example.yml", text.encode())
    if document.faults or validate(document, "account"):
        return document, None
    account = build_account("example", document.path, document.data)
    found = find_gaps(account, document, Terms(POLICIES.on(calendar), shared_files(team)))
    return document, [gap for gap in found if gap.check == check.code]


def _closing(gap, document, check, day, again):
    """The words of those ways of which some sensible answer closes the gap on that day."""
    spot = spot_of(gap, document, day, [one["id"] for one in OFFERINGS])
    closing = []
    for way in ways_of(check.mend, spot):
        questions = asked(way, spot)
        answers = product(*(_likely(one, spot) for one in questions))
        for given in islice(answers, 600):
            told = {one.key: value for one, value in zip(questions, given, strict=True) if value is not None}
            try:
                data = edited(document.data, edits_of(way, spot, told))
            except (Refused, SettingsError):
                continue
            gaps = again(data)
            if gaps is not None and not any(one.open_on(day) and one.record == gap.record for one in gaps):
                closing.append(way)
                break
    return closing


def _likely(one, spot):
    """Sensible answers to a question."""
    if one.node is None:
        return one.places
    values = list(_likely_values(one, spot))
    if one.several:
        values = [[value] for value in values] + [values]
    return values if one.needed else [None, *values[:1]]


def _likely_values(one, spot):
    keywords, target = one.node.value.keywords, one.refers_to
    if target == "person":
        return [one["id"] for one in TEAM if "left_on" not in one]
    if target == "offering":
        return list(spot.offerings)
    if target:
        known = [one.id for one in referred(spot.data, target)]
        return [*known, Newcomer("Zora Zora"), Newcomer("Yan Yan")] if target == "stakeholder" else known
    if one.among or keywords.get("enum"):
        return one.among or keywords["enum"]
    match keywords.get("format") or one.node.value.types[0]:
        case "date" if one.node.keywords.get("x-past"):
            return [spot.day.isoformat()]
        case "date":
            return [(spot.day + timedelta(days)).isoformat() for days in (20, -1, -95)]
        case "date-time":
            return [f"{spot.day}T08:00:00+01:00", f"{spot.day}T00:01:00+01:00"]
        case "integer" | "number":
            return [spot.day.year - 1 if one.field == "year" else min(keywords.get("maximum", 900), 900)]
    return ["EUR" if one.field == "currency" else "word"]


ANSWERED = [
    check
    for check in CHECKS
    if check.scope == "account" and check.code not in ELSEWHERE and check.code not in NOT_AT_ONCE
]


@pytest.mark.parametrize("check", ANSWERED, ids=lambda check: check.code)
def test_every_answer_closes_the_gap_of_the_bad_example(check):
    document, gaps = _gaps(_example(check), check)
    gap = next(one for one in gaps if one.open_on(AS_OF))
    spot = spot_of(gap, document, AS_OF, [one["id"] for one in OFFERINGS])
    closing = _closing(gap, document, check, AS_OF, lambda data: _gaps(data, check)[1])
    possible = ways_of(check.mend, spot)
    assert possible
    assert [str(way.words) for way in possible if way not in closing] == NOT_OF_THE_EXAMPLE.get(check.code, [])


NOT_OF_THE_EXAMPLE = {
    "KAM905": ["somebody whom we met is of that area"],
    "KAM907": ["a sponsor is named"],
}
"""The answers that don't fit the example: what they say isn't so there."""

GAPS = [
    pytest.param(case.values[0], id=f"{case.values[0]['check']} {case.values[0]['title']}")
    for case in CASES
    if case.values[0]["gaps"]
    and case.values[0]["check"] not in ELSEWHERE
    and case.values[0]["check"] not in NOT_AT_ONCE
    and BY_CODE[case.values[0]["check"]].scope == "account"
]


@pytest.mark.parametrize("case", GAPS)
def test_some_answer_closes_each_gap_of_the_boundary_cases_on_the_day_that_it_opens(case):
    check, calendar = BY_CODE[case["check"]], case.get("calendar", {})
    zone = ZoneInfo(calendar["timezone"]) if "timezone" in calendar else None
    terms = case.get("team"), Calendar(zone, calendar.get("country"))
    data = plan_document(case["plan"]).data
    document, gaps = _gaps(data, check, *terms)
    assert gaps
    for gap in gaps:
        assert _closing(gap, document, check, gap.opens_on, lambda new: _gaps(new, check, *terms)[1]), gap


@pytest.mark.parametrize("edit", [one for one in EDITS if one.get("plan")], ids=lambda edit: edit["check"])
def test_a_mend_writes_what_the_hint_advises(edit):
    check = BY_CODE[edit["check"]]
    written = {
        name
        for way in check.mend.ways
        for step in way.steps
        for name in (step.place, *step.asks, *step.may, *step.gives, *(["owner"] if step.doing == "correct" else []))
    }
    advised = _fields_of(edit["plan"]) - IDENTIFYING
    assert check.code in ELSEWHERE or advised <= written | NOT_ASKED.get(check.code, set())


IDENTIFYING = {"id", "offering", "year"} | {one.name for one in TREE.below() if one.record}
NOT_ASKED = {
    "KAM101": {"none_stated"},  # the next question asks it
    "KAM301": {"first_due"},  # kept by itself where due is moved
}


def _fields_of(value):
    if isinstance(value, list):
        return {name for one in value for name in _fields_of(one)}
    if isinstance(value, dict):
        return {*value} | {name for one in value.values() for name in _fields_of(one)}
    return set()
