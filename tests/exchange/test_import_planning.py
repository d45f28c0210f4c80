"""Rows and plans to edits, without a disk: matching, orders, conflicts, and what is not brought in."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from kamdocs.exchange.applying import apply
from kamdocs.exchange.drafts import TOP, Draft, Group, added, put
from kamdocs.exchange.ground import Asked, Opened
from kamdocs.exchange.headers import COMMON, recognise
from kamdocs.exchange.importing import Wishes, World, plan_import
from kamdocs.exchange.matching import same_ref
from kamdocs.exchange.reading import read_sheets
from kamdocs.exchange.rejected import RowRef
from kamdocs.exchange.state import State
from kamdocs.exchange.values import Habits
from kamdocs.keeping.handbook import open_handbook
from kamdocs.writing import Add, Put
from tests.plans import shared_files, write_handbook

DAY = date(2026, 11, 23)
TEAM = shared_files(
    [{"id": "ana.novak", "name": "Ana Novak", "email": "ana@x.example"}, {"id": "luka.zupan", "name": "Luka Župan"}]
).team
PLAN = """
name: Žaga d.o.o.
status: active
tier: key
key_since: 2020-01-01
external_ref: {crm: A1, erp: K-1}
stakeholders:
  - {id: eva, name: Eva Mrak, external_ref: {crm: C1}}
  - {id: eva-2, name: Eva Mrak}
  - {id: eva-3, name: Eva Mrak}
orders:
  - {id: "1", status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01}
  - {id: "2", status: delivered, ordered_on: 2026-10-01, promised_on: 2026-11-01, delivered_on: 2026-11-02}
"""


def plans(**texts):
    return {
        one: Opened(Path(f"accounts/{one}.yml"), yaml.load(text, yaml.BaseLoader), text) for one, text in texts.items()
    }


def outcome_of(tables, *, day=DAY, state=State(), known=None, people=None, **asked):  # noqa: B008
    sheets = [sheet for name, text in tables.items() for sheet in read_sheets(f"{name}.csv", text.encode())]
    found = [recognise(sheet, [COMMON]) for sheet in sheets]
    assert None not in found
    world = World(plans(zaga=PLAN) if known is None else known, Path("accounts"), TEAM, (), state)
    return plan_import(found, Wishes(Habits(), people=people or {}), Asked(day, **asked), world)


def edits_of(outcome):
    return [edit for draft in outcome.drafts for group in draft.groups for edit in group.edits]


def noted_in(outcome, state=State()):  # noqa: B008
    for draft in outcome.drafts:
        for group in draft.groups:
            state = state.with_(group.noted)
    return state


def reasons(outcome):
    return [str(one.reason) for one in outcome.rejections]


def orders(*rows):
    return {
        "orders": "\n".join(
            ("Order Number,Customer Number,Status,Order Date,Promised Date,Delivered Date,Amount,Currency", *rows, "")
        )
    }


class TestOrders:
    def test_a_day_that_differs_from_what_people_wrote_is_a_conflict_once(self):
        told = orders("1,K-1,open,2026-10-01,2026-12-08,,,")
        outcome = outcome_of(told)
        assert edits_of(outcome) == []
        assert [(one.field, one.ours, one.theirs) for one in outcome.conflicts] == [
            ("promised_on", "2026-12-01", "2026-12-08")
        ]
        again = outcome_of(told, state=noted_in(outcome))
        assert (again.conflicts, again.kept, edits_of(again)) == ((), 1, [])

    def test_a_day_that_moved_since_is_a_delay_and_one_that_moves_again_on_that_day_is_the_same(self):
        state = noted_in(outcome_of(orders("1,K-1,open,2026-10-01,2026-12-01,,,")))
        outcome = outcome_of(orders("1,K-1,open,2026-10-01,2026-12-08,,,"), state=state)
        assert edits_of(outcome) == [Add(("orders", "1", "delays"), {"known_on": "2026-11-23", "to": "2026-12-08"})]
        moved = PLAN.replace(
            "promised_on: 2026-12-01}", "promised_on: 2026-12-01, delays: [{known_on: 2026-11-23, to: 2026-12-08}]}"
        )
        state = noted_in(outcome, state)
        assert (
            edits_of(outcome_of(orders("1,K-1,open,2026-10-01,2026-12-08,,,"), state=state, known=plans(zaga=moved)))
            == []
        )
        outcome = outcome_of(orders("1,K-1,open,2026-10-01,2026-12-10,,,"), state=state, known=plans(zaga=moved))
        assert edits_of(outcome) == [Put(("orders", "1", "delays", 0, "to"), "2026-12-10")]

    def test_a_delivered_order_is_not_delayed(self):
        outcome = outcome_of(orders("2,K-1,shipped,2026-10-01,2026-11-05,2026-11-02,,"))
        assert (edits_of(outcome), outcome.conflicts) == ([], ())

    def test_what_became_delayed_has_a_delay_without_a_day(self):
        state = noted_in(outcome_of(orders("1,K-1,open,2026-10-01,2026-12-01,,,")))
        outcome = outcome_of(
            orders("1,K-1,overdue,2026-10-01,2026-12-01,,,", "9,K-1,overdue,2026-10-01,2026-12-01,,,"), state=state
        )
        assert edits_of(outcome) == [
            Add(("orders", "1", "delays"), {"known_on": "2026-11-23"}),
            Put(("orders", "1", "status"), "delayed"),
            Add(("orders",), {"id": "9", "delays": [{"known_on": "2026-11-23"}], "status": "delayed", "ordered_on": "2026-10-01", "promised_on": "2026-12-01"}),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("states", "status"),
        [("shipped shipped", "delivered"), ("shipped open", "in-execution"), ("open canceled", "confirmed"), ("canceled canceled", "cancelled"),
         ("processing overdue", "delayed")],
    )  # fmt: skip
    def test_the_status_of_lines_together(self, states, status):
        lines = [
            f"7,K-1,{one},2026-10-01,2026-12-0{place + 1},{'2026-10-05' if one == 'shipped' else ''},5,EUR"
            for place, one in enumerate(states.split())
        ]
        (edit,) = edits_of(outcome_of(orders(*lines)))
        assert edit.value["status"] == status
        assert edit.value["amount"] == (5 if "open canceled" in states else 10)

    def test_lines_that_cant_be_one_order(self):
        outcome = outcome_of(
            orders("7,K-1,open,2026-10-01,2026-12-01,,5,EUR", "7,K-1,open,2026-10-01,2026-12-01,,5,USD")
        )
        assert reasons(outcome) == ["the lines of the order are in several currencies"] * 2
        outcome = outcome_of(orders("7,K-1,open,2026-10-01,2026-12-01,,5,EUR", "7,K-1,open,2026-10-01,2026-12-01,,,"))
        assert "amount" not in edits_of(outcome)[0].value
        outcome = outcome_of(
            {
                "orders": "Order Number,Account,Customer Number,Order Date,Promised Date\n1,,K-1,2026-10-01,2026-12-01\n1,Žaga d.o.o.,,2026-10-01,2026-12-01\n"
            }
        )
        assert "another row tells of the same record" in reasons(outcome)

    def test_lines_of_two_weeks_are_not_added_up(self):
        head = "Order Number,Customer Number,Line,Order Date,Promised Date,Amount,Currency\n"
        numbered = head + "7,K-1,10,2026-11-01,2026-12-01,5,EUR\n"
        assert (
            reasons(outcome_of({"orders": numbered, "orders 2": numbered})) == ["line 10 of the order stands twice"] * 2
        )
        bare = numbered.replace(",10,", ",,")
        assert (
            reasons(outcome_of({"orders": bare, "orders 2": bare}))
            == ["the order stands in orders 2.csv, orders.csv: bring in one of them"] * 2
        )
        parts = outcome_of({"orders": numbered, "orders 2": numbered.replace(",10,", ",20,")})
        assert [edit.value["amount"] for edit in edits_of(parts)] == [10]

    def test_a_promise_before_the_order_is_rejected(self):
        state = noted_in(outcome_of(orders("1,K-1,open,2026-10-01,2026-12-01,,,")))
        outcome = outcome_of(orders("1,K-1,open,2026-10-01,2026-09-01,,,"), state=state)
        assert reasons(outcome) == ["promised_on is 2026-09-01, before ordered_on (2026-10-01)"]

    def test_what_is_not_told_is_named_by_its_column(self):
        head = "Order Number,Customer Number,Order Date,{},Colour\n7,K-1,2026-10-01,{},red\n"
        for column, cell, told in (
            ("Promised Date", "", "promised_on is not told: Promised Date is empty"),
            ("Rok po dogovoru XY", "2026-12-01", 'promised_on is not told: if it stands in Rok po dogovoru XY, write the name of the '
             'column = "promised" under [files.columns] of the mapping'),
            ("Rok po dogovoru XY", "soon", "promised_on is not told: no column of the file is known for it"),
        ):  # fmt: skip
            assert reasons(outcome_of({"orders": head.format(column, cell)})) == [told]

    def test_what_is_not_told_of_a_delivery_is_no_day_of_another_thing(self):
        head = "Order Number,Customer Number,Status,Order Date,Promised Date,Gone,Wanted Week\n"
        row = "7,K-1,delivered,2026-10-01,2026-11-01,2026-11-02,2026-11-03\n"
        (reason,) = reasons(outcome_of({"orders": head + row}))
        assert reason.startswith(
            'delivered_on is not told: if it stands in Gone, write the name of the column = "deliv'
        )

    @pytest.mark.parametrize(("order_id", "called"), [("20001", "20001"), ("8013X000002AbcDQAS", "3")])
    def test_an_id_is_the_number_where_there_is_no_other_and_people_can_say_it(self, order_id, called):
        head = "OrderID,Customer Number,Order Date,Required Date,Shipped Date,Status\n"
        row = f"{order_id},K-1,2026-10-01,2026-11-01,2026-11-02,delivered\n"
        (edit,) = edits_of(outcome_of({"orders": head + row}))
        told = {name: edit.value[name] for name in ("id", "promised_on", "delivered_on")}
        assert told == {"id": called, "promised_on": "2026-11-01", "delivered_on": "2026-11-02"}

    @pytest.mark.parametrize(("day", "status"), [("2026-11-02", "delivered"), ("2026-12-02", "confirmed")])
    def test_a_delivery_date_beside_a_promised_one_is_a_delivery_when_it_has_come(self, day, status):
        head = "Order Number,Customer Number,Order Date,Promised Date,Delivery Date\n"
        (edit,) = edits_of(outcome_of({"orders": f"{head}7,K-1,2026-10-01,2026-11-30,{day}\n"}))
        assert edit.value["status"] == status

    def test_days_that_a_spreadsheet_saved_as_numbers(self):
        (reason,) = reasons(outcome_of(orders("7,K-1,open,45992,2026-12-01,,,")))
        assert reason.startswith("Order Date is 45992: a spreadsheet has saved the day as a number; give the column")

    def test_old_ones_are_left_out(self):
        outcome = outcome_of(orders("7,K-1,shipped,2024-10-01,2024-12-01,2024-11-30,5,EUR"), since=date(2026, 1, 1))
        assert (edits_of(outcome), list(outcome.left.values())) == ([], [1])


class TestPeople:
    def test_who_can_be_several_is_rejected_and_who_has_an_id_is_found(self):
        outcome = outcome_of(
            {"contacts": "Contact ID,Account ID,Full Name,Job Title\nC1,A1,Eva Mrak,Boss\nC9,A1,Eva Mrak,Boss\n"}
        )
        assert edits_of(outcome) == [Put(("stakeholders", "eva", "title"), "Boss")]
        assert reasons(outcome) == ["it can be any of eva-2, eva-3 in the plan"]

    def test_telephone_numbers_and_addresses(self):
        outcome = outcome_of(
            {
                "contacts": "Contact ID,Account ID,Full Name,Email,Phone,Mobile\n"
                "C7,A1,Jan Kos,a@x.example; b@x.example,1.23457E+11,040 111 222\n"
            }
        )
        (edit,) = edits_of(outcome)
        assert (edit.value["email"], edit.value["phone"]) == (["a@x.example", "b@x.example"], "040 111 222")
        assert list(outcome.notes) == ["a telephone number that is none, left out"]

    def test_one_row_for_one_person(self):
        outcome = outcome_of(
            {
                "contacts": "Contact ID,Account ID,Full Name,Job Title\nC7,A1,Jan Kos,Boss\nC7,A1,Jan Kos,Chief\nC8,A1,,x\n"
            }
        )
        assert reasons(outcome) == ["another row tells of the same record", "the row names nobody"]
        long = "x" * 201
        outcome = outcome_of(
            {"contacts": f"Contact ID,Account ID,Full Name,Created Date\nC7,A1,{long},\nC8,A1,Jan,2030-01-01\n"}
        )
        assert reasons(outcome) == [
            "a name of more than 200 characters",
            "added_on is 2030-01-01, which is still to come",
        ]

    def test_long_ids_are_the_short_ones(self):
        assert same_ref("0013X00002abcDEQAY") == same_ref("0013X00002abcDE") == "0013X00002abcDE"
        for other in ("123456789012345678", "C00000000000012345", "0013X00002abcDEAAA"):  # no check of capitals
            assert same_ref(other) == other
        plan = PLAN.replace("crm: C1", "crm: 0033X00002abcDE")
        outcome = outcome_of(
            {"contacts": "Contact ID,Account ID,Full Name,Job Title\n0033X00002abcDEQAY,A1,Eva Mrak,Boss\n"},
            known=plans(zaga=plan),
        )
        assert [edit.way for edit in edits_of(outcome)] == [("stakeholders", "eva", "title")]


class TestActivities:
    HEADER = "Activity ID,Account ID,Contact ID,What ID,Type,Status,Date,Owner,Direction\n"

    def bring(self, *rows, **asked):
        return outcome_of({"activities": self.HEADER + "\n".join((*rows, ""))}, **asked)

    def test_only_what_was_held(self):
        outcome = self.bring(
            "1,A1,C1,,Call,Held,2026-11-02,Ana Novak,Inbound", "2,A1,,,Call,Planned,2026-11-02,Ana Novak,", "3,A1,,,Call,Held,2026-12-02,Ana Novak,",
            "4,A1,,,Email,Held,2026-11-02,Ana Novak,", "5,,C1,,Visit,Held,2026-11-03,ana@x.example,", "6,,,A1,Meeting,Held,2026-11-04,\"Župan, Luka\",",
            "7,,,Z9,Meeting,Held,2026-11-04,Luka Župan,", "8,A1,,,Call,Held,2026-11-05,Nobody,", "9,A1,,,Call,Held,2026-11-05,,", "10,A1,,,Call,Held,2026-11-05,Left,",
            people={"Left": ""},
        )  # fmt: skip
        assert [
            (edit.value["kind"], edit.value["by"], edit.value.get("with"), edit.value.get("initiated_by"))
            for edit in edits_of(outcome)
        ] == [
            ("call", ["ana.novak"], ["eva"], "customer"),
            ("meeting", ["luka.zupan"], None, None),
        ]
        assert reasons(outcome) == [
            'nobody of ours is known as Nobody: add "Nobody" = "…" to [people]',
            "the row does not tell who of ours it was",
        ]
        assert sorted(outcome.left.values()) == [1, 1, 2, 2]

    def test_mails_when_asked_for_and_nothing_from_before(self):
        rows = ("4,A1,,,Email,Held,2026-11-02,Ana Novak,", "5,A1,,,Call,Held,2025-11-02,Ana Novak,")
        outcome = self.bring(*rows, all_activities=True, since=date(2026, 1, 1))
        assert [edit.value["kind"] for edit in edits_of(outcome)] == ["email"]

    def test_a_visit_that_was_logged_by_hand_is_the_same(self):
        plan = PLAN + "interactions:\n  - {id: i1, date: 2026-11-02, kind: call, by: [ana.novak]}\n"
        outcome = self.bring("1,A1,C1,,Call,Held,2026-11-02,Ana Novak,", known=plans(zaga=plan))
        assert edits_of(outcome) == [
            Put(("interactions", "i1", "with"), ["eva"]),
            Put(("interactions", "i1", "external_ref", "crm"), "1"),
        ]


class TestAccounts:
    def test_two_of_one_name(self):
        known = plans(
            a=PLAN.replace("A1", "X1").replace("K-1", "X-1"), b=PLAN.replace("A1", "X2").replace("K-1", "X-2")
        )
        outcome = outcome_of({"contacts": "Full Name,Company\nJan Kos,Žaga d.o.o.\n"}, known=known)
        assert reasons(outcome) == ["Žaga d.o.o. can be a, b: give the row an id of the other system"]
        outcome = outcome_of(
            {
                "accounts": "Account ID,Account Name,City\nA2,Žaga d.o.o.,Log\nA1,Žaga d.o.o.,Log\nA1,Žaga d.o.o.,Dol\n,,x\n"
            }
        )
        assert reasons(outcome) == [
            "zaga is called so too, and is A1 in the other system: give one of them another name",
            "another row tells of the same account",
            "the row names no account",
        ]

    def test_a_new_plan_claims_nothing(self):
        outcome = outcome_of(
            {"accounts": "Account ID,Account Name,Owner,Website\nA5,Hlod d.o.o.,Ana Novak,no address\n"}, known={}
        )
        (draft,) = outcome.drafts
        assert draft.data == {
            "status": "active",
            "tier": "developing",
            "key_since": "2026-11-23",
            "name": "Hlod d.o.o.",
            "owner": "ana.novak",
            "external_ref": {"crm": "A5"},
            "plan": {"started_on": "2026-11-23"},
        }
        assert len(outcome.notes) == 4
        outcome = outcome_of(
            {"accounts": "Account ID,Account Name,Created Date\nA5,Hlod d.o.o.,2030-01-01\n"}, known={}
        )
        assert reasons(outcome) == ["key_since is 2030-01-01, which is still to come"]

    def test_a_plan_with_a_fault_is_left_alone(self):
        known = {"zaga": Opened(Path("x"), {"name": "Žaga d.o.o."}, "", sound=False)}
        outcome = outcome_of({"contacts": "Full Name,Company\nJan Kos,Žaga d.o.o.\n"}, known=known)
        assert reasons(outcome) == ["the plan zaga has a fault: kamdocs check says where"]

    def test_groups_by_name_where_there_is_one(self):
        known = plans(zaga=PLAN, mati="name: Mati\nstatus: active\ntier: key\nkey_since: 2020-01-01\n")
        table = {"accounts": "Account Name,Parent Account\nŽaga d.o.o.,Mati\nMati,Mati\nMati,Unknown\n"}
        assert Put(("parent",), "mati") in edits_of(outcome_of(table, known=known))

    def test_a_name_that_comes_back_is_a_former_one_once(self):
        known = plans(zaga=PLAN + "former_names: [Žaga d.o.o.]\n")
        outcome = outcome_of(
            {"accounts": "Account ID,Account Name\nA1,Žaga nova\n"}, known=known, state=State(), take=True
        )
        assert edits_of(outcome) == [Put(("name",), "Žaga nova")]

    def test_the_ids_of_the_system_that_is_imported_go_first(self):
        known = plans(
            zaga=PLAN, mlin=PLAN.replace("Žaga", "Mlin").replace("crm: A1, erp: K-1", "crm: X, pipedrive: A1")
        )
        rows = {"contacts": "Contact ID,Organization ID,Full Name\nP1,A1,Jan Kos\n"}
        for system, account in (("pipedrive", "mlin"), ("crm", "zaga")):
            assert [draft.id for draft in outcome_of(rows, known=known, system=system).drafts] == [account]

    def test_ids_that_a_spreadsheet_has_cut_mean_nobody(self):
        rows = {"contacts": "Contact ID,Account ID,Full Name\n5,1.23457E+11,Jan Kos\n3E5,A1,Nik Lah\n"}
        outcome = outcome_of(rows, known=plans(zaga=PLAN.replace("crm: A1", 'crm: "1.23457E+11", x: A1')), system="x")
        assert [edit.value["name"] for edit in edits_of(outcome)] == ["Nik Lah"]
        (reason,) = reasons(outcome)
        assert reason.startswith("Account ID is 1.23457E+11: a spreadsheet has cut its digits")

    def test_only_what_stands_in_no_row_is_gone(self):
        head = "Contact ID,Account ID,Full Name\n"
        first = outcome_of({"contacts": head + "C7,A1,Jan Kos\nC8,A1,Nik Lah\nC9,A1,Iva Rus\n"})
        rows = {"contacts": head + "C1,A1,Eva Mrak\nC7,elsewhere,Jan Kos\nC9,A1,\n"}
        assert outcome_of(rows, state=noted_in(first)).gone == 1
        rows = {"contacts": rows["contacts"] + "C8,1E+11,Nik Lah\n"}  # rejected before anything is made of it
        assert outcome_of(rows, state=noted_in(first)).gone == 0

    def test_an_id_of_one_and_the_name_of_another_is_rejected(self):
        known = plans(zaga=PLAN, mlin=PLAN.replace("Žaga", "Mlin").replace("A1", "B1"))
        outcome = outcome_of({"accounts": "Account ID,Account Name\nA1,Mlin d.o.o.\n"}, known=known)
        assert (edits_of(outcome), len(reasons(outcome))) == ([], 1)
        assert "A1 is the id of zaga, and Mlin d.o.o. is the name of mlin" in reasons(outcome)[0]

    @pytest.mark.parametrize(
        "table",
        [
            {"orders": "Order Number,Customer Number,Account,Order Date,Promised Date\n7,K-1,Mlin d.o.o.,2026-10-01,2026-12-01\n"},
            {"contacts": "Contact ID,Account ID,Company,Full Name\nC5,A1,Mlin d.o.o.,Jan Kos\n"},
            {"opportunities": "Opportunity Name,Account ID,Account Name,Stage,Created Date\nX,A1,Mlin d.o.o.,proposal,2026-01-01\n"},
            {"cases": "Case ID,Account ID,Account Name,Subject,Status,Created Date\n1,A1,Mlin d.o.o.,S,New,2026-10-01\n"},
            {"activities": "Activity ID,Account ID,Account Name,Type,Date,Owner\n1,A1,Mlin d.o.o.,Call,2026-11-02,Ana Novak\n"},
            {"revenue": "Customer,Customer Number,Year,Revenue,Currency\nMlin d.o.o.,K-1,2025,5,EUR\n"},
        ],
        ids=lambda table: next(iter(table)),
    )  # fmt: skip
    def test_the_number_of_one_and_the_name_of_another_is_rejected_in_every_table(self, table):
        known = plans(zaga=PLAN, mlin=PLAN.replace("Žaga", "Mlin").replace("A1", "B1").replace("K-1", "K-2"))
        outcome = outcome_of(table, known=known)
        assert (edits_of(outcome), outcome.revenue.figures) == ([], {})
        assert "is the id of zaga, and Mlin d.o.o. is the name of mlin" in reasons(outcome)[0]
        (name, text), *_rest = table.items()
        others = {name: text.replace("A1", "Q9").replace("K-1", "Q-9")}  # a number that nobody has
        assert reasons(outcome_of(others, known=known))[0].startswith("mlin is called so too, and is ")
        own = {name: text.replace("Mlin d.o.o.", "Another name that it has there")}
        assert reasons(outcome_of(own, known=known)) == []

    def test_two_ids_of_two_accounts_are_rejected(self):
        known = plans(zaga=PLAN, mlin=PLAN.replace("Žaga", "Mlin").replace("A1", "B1").replace("K-1", "K-2"))
        rows = {"contacts": "Contact ID,Account ID,Customer Number,Full Name\nC5,A1,K-2,Jan Kos\n"}
        assert reasons(outcome_of(rows, known=known)) == ["A1 is the id of zaga, and K-2 that of mlin"]

    def test_a_name_that_windows_keeps_for_itself_is_no_id(self):
        outcome = outcome_of({"accounts": "Account ID,Account Name\nA5,CON\nA6,Lpt1 d.o.o.\nA7,Conrad\n"}, known={})
        assert [draft.id for draft in outcome.drafts] == ["con-2", "conrad", "lpt1-2"]

    def test_new_plans_are_kept_since_the_day_of_the_import_or_another(self):
        rows = {"accounts": "Account ID,Account Name,Created Date\nA5,Hlod,2019-01-01\n"}
        for asked, day in (({}, "2026-11-23"), ({"started_on": date(2026, 1, 1)}, "2026-01-01")):
            outcome = outcome_of(rows, known={}, **asked)
            assert (outcome.drafts[0].data["key_since"], outcome.drafts[0].data["plan"]) == (
                "2019-01-01",
                {"started_on": day},
            )
            assert any(f"new plans are kept since {day}" in note for note in outcome.notes)

    def test_rows_of_sums_are_counted_and_begin_no_plan(self):
        outcome = outcome_of({"accounts": "Account Name,City,Industry\nMlin,Kranj,\nSumme,,\n"}, known={})
        assert ([draft.id for draft in outcome.drafts], sum(outcome.left.values())) == (["mlin"], 1)

    def test_what_an_import_wrote_by_default_follows_the_export(self):
        rows = {"accounts": "Account ID,Account Name\nA5,Hlod\n"}
        first = outcome_of(rows, known={})
        (draft,) = first.drafts
        known = {"hlod": Opened(draft.path, draft.data, "")}
        rows = {"accounts": "Account ID,Account Name,Tier\nA5,Hlod,key\n"}
        again = outcome_of(rows, known=known, state=noted_in(first))
        assert (edits_of(again), again.conflicts) == ([Put(("tier",), "key")], ())


class TestCases:
    def test_days_and_words(self):
        rows = (
            "Case ID,Account ID,Contact ID,Subject,Status,Priority,Type,Created Date,Closed Date\n"
            f"1,A1,C1,{'word ' * 200},Closed,Urgent,Problem,2026-10-01,2026-10-05\n2,A1,,,New,Odd,,2026-10-01,\n"
            "3,A1,,S,Closed,,,2024-10-01,2024-10-02\n4,A1,,S,Closed,,Question,2024-10-01,2024-10-02\n"
        )
        outcome = outcome_of({"cases": rows}, since=date(2026, 1, 1))
        (edit,) = edits_of(outcome)
        assert (edit.value["severity"], edit.value["received_from"], edit.value["resolved_on"]) == (
            "critical",
            "eva",
            "2026-10-05",
        )
        assert len(edit.value["text"]) <= 500
        assert edit.value["text"].endswith(" …")
        assert reasons(outcome) == ["text is not told: Subject is empty"]
        assert sorted(outcome.left.values()) == [1, 1]


class TestApplying:
    """A part that can't be written costs no other part."""

    REF = RowRef("a.csv", 2, "contacts", ("x",))

    def drafted(self, folder, *groups):
        handbook = open_handbook(write_handbook(folder, {"zaga": PLAN.lstrip()}))
        plan = handbook.plan("zaga")
        draft = Draft("zaga", plan.path, plan.data, plan.document.text)
        for edits in groups:
            draft.do(Group((self.REF,), "stakeholders", "added", edits))
        return draft, plan, handbook

    def test_each_group_by_itself(self, tmp_path):
        good = (added("stakeholders", {"id": "jan", "name": "Jan Kos"}),)
        bad = (added("stakeholders", {"id": "iva", "name": "Iva", "area": "the moon"}),)
        stranger = (added("interactions", {"id": "i1", "date": "2026-11-01", "kind": "call", "by": ["nobody"]}),)
        draft, plan, handbook = self.drafted(tmp_path, good, bad, stranger)
        applied = apply(draft, plan, handbook, DAY)
        assert [group.edits for group in applied.groups] == [good]
        assert len(applied.rejections) == 2
        assert "Jan Kos" in applied.change.written.text
        assert "Iva" not in applied.change.written.text

    def test_nothing_to_do(self, tmp_path):
        draft, plan, handbook = self.drafted(tmp_path, ())
        assert apply(draft, plan, handbook, DAY).change is None

    def test_a_plan_that_cant_be_begun(self, tmp_path):
        _, _, handbook = self.drafted(tmp_path)
        draft = Draft(
            "new",
            handbook.folder.root / "new.yml",
            {"name": "New", "status": "odd", "tier": "key", "key_since": "2020-01-01"},
            "",
            new=True,
        )
        draft.groups += [
            Group((self.REF,), TOP, "added", ()),
            Group((self.REF,), "orders", "added", (put(("tags",), ["a"]),)),
        ]
        applied = apply(draft, None, handbook, DAY)
        assert (applied.change, len(applied.rejections)) == (None, 2)

    def test_a_new_plan_without_the_part_that_cant_be_had(self, tmp_path):
        _, _, handbook = self.drafted(tmp_path)
        draft = Draft(
            "new",
            handbook.folder.root / "new.yml",
            {"name": "New", "status": "active", "tier": "key", "key_since": "2020-01-01"},
            "",
            new=True,
        )
        draft.groups.append(Group((self.REF,), TOP, "added", ()))
        draft.do(
            Group(
                (self.REF,), "stakeholders", "added", (added("stakeholders", {"id": "a", "name": "A", "level": "odd"}),)
            )
        )
        draft.do(Group((self.REF,), "stakeholders", "added", (added("stakeholders", {"id": "b", "name": "B"}),)))
        applied = apply(draft, None, handbook, DAY)
        assert len(applied.rejections) == 1
        assert [one["id"] for one in applied.change.written.document.data["stakeholders"]] == ["b"]
