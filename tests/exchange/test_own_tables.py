"""Tables of an export into plans, by the very way that ``kamdocs import`` takes: nothing lost, nothing made up."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from kamdocs.exchange.as_csv import csv_file
from kamdocs.exchange.columns import layouts
from kamdocs.exchange.export import tables_of
from kamdocs.exchange.ground import Asked, Opened
from kamdocs.exchange.importing import World
from kamdocs.exchange.own_cells import Cells
from kamdocs.exchange.own_tables import is_own, plan_own
from kamdocs.exchange.plans import PlanData
from kamdocs.exchange.reading import read_sheets
from kamdocs.exchange.values import Habits
from kamdocs.writing import Add, Put
from tests.exchange.back import normal
from tests.property.files import any_file

BASE = {"name": "A", "status": "active", "tier": "key", "key_since": "2020-01-01"}


def told_apart(data):
    """The plan with records that can be told apart: of one id each, and one of those without ids."""
    plan = {}
    for name, value in data.items():
        is_list = isinstance(value, list) and value and isinstance(value[0], dict)
        plan[name] = [
            {
                inner: one[:1] if isinstance(one, list) and one and isinstance(one[0], dict) else one
                for inner, one in ({**record, "id": f"r{place}"} if "id" in record else record).items()
            }
            for place, record in enumerate(value if "id" in value[0] else value[:1])
        ] if is_list else value  # fmt: skip
    return plan


def outcome_of(exported, there=None, **asked):
    """What the files of a plan's export make of the plan that is there, or of none."""
    tables = tables_of([PlanData("a", exported)])
    sheets = [sheet for table in tables for sheet in read_sheets(f"{table.name}.csv", csv_file(table))]
    assert all(map(is_own, sheets))
    plans = {"a": Opened(Path("a.yml"), there, "")} if there else {}
    return plan_own(sheets, Asked(date(2100, 1, 1), **asked), World(plans, Path("accounts")))


def edits_of(outcome):
    return [edit for draft in outcome.drafts for group in draft.groups for edit in group.edits]


def _cant_be(rejection):
    """Whether a row is rejected for days that can't be, or because the record around it is."""
    return any(why in str(rejection.reason) for why in (", before ", "which is still to come", "there is no record"))


def test_any_plan_comes_back_and_to_one_that_is_there_nothing_happens():
    whole = []

    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(any_file("account"))
    def comes_back(drawn):
        data = told_apart(drawn)
        same = outcome_of(data, data)
        assert (edits_of(same), same.conflicts, same.rejections) == ([], (), ())
        new = outcome_of(data)
        assert all(map(_cant_be, new.rejections))
        whole.append(not new.rejections)
        if not new.rejections:
            assert normal(new.drafts[0].data) == normal(data)

    comes_back()
    assert sum(whole) >= 10, whole


def test_a_list_of_one_and_line_ends_are_no_conflict():
    plan = {**BASE, "summary": "a\r\nb", "stakeholders": [{"id": "eva", "name": "Eva", "email": ["eva@x.example"]}]}
    assert outcome_of(plan, plan).conflicts == ()


def test_a_record_that_has_a_wrong_day_is_rejected_only_where_it_is_new_or_changed():
    help_asked = {"id": "h1", "asked_on": "2026-11-23", "topic": "Steel", "answered_on": "2000-01-01"}
    plan = {**BASE, "help": [help_asked]}
    changed = {**BASE, "help": [{**help_asked, "topic": "Iron"}]}
    assert outcome_of(plan, plan).rejections == ()
    assert len(outcome_of(plan).rejections) == len(outcome_of(changed, plan, take=True).rejections) == 1


def test_columns_that_are_left_out_say_nothing():
    (sheet,) = read_sheets("people.csv", b"account,id,title\na,eva,Boss\n")
    plan = {**BASE, "stakeholders": [{"id": "eva", "name": "Eva"}]}
    world = World({"a": Opened(Path("a.yml"), plan, "")}, Path("accounts"))
    outcome = plan_own([sheet], Asked(date(2026, 11, 23)), world)
    assert (edits_of(outcome), outcome.rejections) == ([Put(("stakeholders", 0, "title"), "Boss")], ())


ORDERED = {
    **BASE,
    "orders": [{"id": "o1", "status": "confirmed", "ordered_on": "2026-11-03", "promised_on": "2026-12-24", "amount": 1240000.5, "currency": "EUR"}],
}  # fmt: skip


class TestSavedByASpreadsheet:
    """A table with the marks of a country: read where there is one right reading, and compared as values."""

    HEADER = "account;id;status;ordered_on;promised_on;amount;currency\n"

    def outcome(self, text, plan=None, habits=None, **asked):
        (sheet,) = read_sheets("orders.csv", text.encode())
        world = World({"a": Opened(Path("a.yml"), plan or ORDERED, "")}, Path("accounts"))
        return plan_own([sheet], Asked(date(2026, 11, 23), **asked), world, habits or Habits())

    def test_the_same_values_in_another_country_are_the_same(self):
        outcome = self.outcome(self.HEADER + "a;o1;confirmed;3. 11. 2026;24.12.2026;1240000,5;EUR\n")
        assert (edits_of(outcome), outcome.conflicts, outcome.rejections) == ([], (), ())

    def test_what_was_changed_is_a_value_of_the_plan(self):
        outcome = self.outcome(self.HEADER + "a;o1;confirmed;3. 11. 2026;31. 12. 2026;7,25;EUR\n", take=True)
        assert edits_of(outcome) == [
            Put(("orders", 0, "promised_on"), "2026-12-31"),
            Put(("orders", 0, "amount"), 7.25),
        ]

    def test_what_can_mean_two_things_is_rejected_until_somebody_says_what(self):
        text = self.HEADER + "a;o1;confirmed;3/11/2026;24/12/2026;1.240;EUR\n"
        (rejected,) = self.outcome(text).rejections
        assert str(rejected.reason) == "amount is 1.240, which can be 1.24 or 1240: name --decimal , or --decimal ."
        outcome = self.outcome(text, habits=Habits(decimal=","))
        assert [(one.field, one.theirs) for one in outcome.conflicts] == [("amount", 1240)]
        others = text + "b;o1;confirmed;3/11/2026;24/12/2026;0,5;EUR\n"  # so the comma is the mark of this file
        assert [(one.field, one.theirs) for one in self.outcome(others).conflicts] == [("amount", 1240)]
        (rejected,) = self.outcome(text.replace("24/12", "4/12").replace("1.240", "1")).rejections
        assert "name --dates day-first or month-first" in str(rejected.reason)
        (rejected,) = self.outcome(text.replace("3/11/2026", "45992").replace("1.240", "1")).rejections
        assert "a spreadsheet has saved the day as a number" in str(rejected.reason)

    def test_yes_and_no_in_the_words_of_spreadsheets(self):
        plan = {**BASE, "help": [{"id": "h1", "asked_on": "2026-11-03", "topic": "Steel"}]}
        column = next(one for layout in layouts() for one in layout.columns if one.kind == "boolean")
        layout = next(layout for layout in layouts() if column in layout.columns)
        for word, value in {"WAHR": True, "PRAVILNO": True, "FALSCH": False, "TRUE": True, "ne": False}.items():
            assert Cells((column,), Habits(), exact=False, foreign=True).record([word]) == as_record(column, value)
        (sheet,) = read_sheets(f"{layout.name}.csv", f"account;id;{column.name}\na;x;maybe\n".encode())
        outcome = plan_own([sheet], Asked(date(2026, 11, 23)), World({"a": Opened(Path("a"), plan, "")}, Path("b")))
        assert "neither true nor false" in str(outcome.rejections[0].reason)


def as_record(column, value):
    return {column.way[0]: value} if len(column.way) == 1 else {column.way[0]: as_record_of(column.way[1:], value)}


def as_record_of(way, value):
    return {way[0]: value} if len(way) == 1 else {way[0]: as_record_of(way[1:], value)}


PEOPLED = {**BASE, "stakeholders": [{"id": "eva-mrak", "name": "Eva Mrak"}]}


class TestRowsWithoutAnId:
    """A row that somebody added in the sheet gets an id, once."""

    PEOPLE = "account,id,name,title\na,eva-mrak,Eva Mrak,\na,,Jan Kos,Buyer\na,,Iva Rus,\n"

    def outcome(self, table, text, plan):
        (sheet,) = read_sheets(f"{table}.csv", text.encode())
        plans = {"a": Opened(Path("a.yml"), plan, "")} if plan else {}
        return plan_own([sheet], Asked(date(2026, 11, 23)), World(plans, Path("accounts")))

    def test_it_is_made_in_the_way_of_the_plan_and_the_second_time_it_is_there(self):
        outcome = self.outcome("people", self.PEOPLE, PEOPLED)
        assert edits_of(outcome) == [
            Add(("stakeholders",), {"id": "jan-kos", "name": "Jan Kos", "title": "Buyer"}),
            Add(("stakeholders",), {"id": "iva-rus", "name": "Iva Rus"}),
        ]
        again = self.outcome("people", self.PEOPLE, outcome.drafts[0].data)
        assert (edits_of(again), again.conflicts, again.rejections) == ([], (), ())

    def test_none_is_made_that_stands_further_below(self):
        outcome = self.outcome("people", "account,id,name\na,,Jan Kos\na,jan-kos,Jan Kos starejši\n", PEOPLED)
        assert [edit.value["id"] for edit in edits_of(outcome)] == ["jan-kos-2", "jan-kos"]

    def test_one_that_is_called_as_another_is_rejected(self):
        outcome = self.outcome("people", "account,id,name,title\na,,Eva Mrak,Boss\n", PEOPLED)
        (rejected,) = outcome.rejections
        assert str(rejected.reason) == "name is that of eva-mrak: write that into the column id, or another name"

    def test_a_day_that_is_missing_is_not_made_up(self):
        text = "account,id,text,made_on,due\na,,New price list,,2026-12-01\na,,Samples,2026-11-20,2026-12-01\n"
        outcome = self.outcome("promises", text, {**BASE, "commitments": []})
        assert [edit.value["id"] for edit in edits_of(outcome)] == ["c1"]
        assert "made_on is empty: write there made_on: year-month-day" in str(outcome.rejections[0].reason)

    def test_in_a_plan_that_is_made_whole(self):
        sheets = [
            *read_sheets("accounts.csv", b"account,name,status,tier,key_since\na,A,active,key,2020-01-01\n"),
            *read_sheets("people.csv", self.PEOPLE.encode()),
        ]
        outcome = plan_own(sheets, Asked(date(2026, 11, 23)), World({}, Path("accounts")))
        assert [one["id"] for one in outcome.drafts[0].data["stakeholders"]] == ["eva-mrak", "jan-kos", "iva-rus"]
