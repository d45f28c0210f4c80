"""Rows of revenue as figures of ``_revenue.csv``: a customer, a year, an amount; of all customers, with plan or not."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import msgspec

from kamdocs.exchange.ground import Ground
from kamdocs.exchange.headers import YEAR
from kamdocs.exchange.matching import Ambiguous, first_of
from kamdocs.exchange.rejected import RowRef
from kamdocs.exchange.rows import Row
from kamdocs.exchange.settling import Conflict
from kamdocs.exchange.state import digest, noted
from kamdocs.exchange.values import Misread
from kamdocs.language import say
from kamdocs.schema.ids import id_of
from kamdocs.schema.suggest import folded
from kamdocs.source.revenue import RevenueRow
from kamdocs.writing.revenue_rows import Figure, Key


class Said(msgspec.Struct, frozen=True):
    """A figure as a row tells it."""

    customer: str
    name: str
    year: int
    amount: Decimal
    currency: str
    row: RowRef
    part: str = ""


class RevenueChange(msgspec.Struct, frozen=True):
    """What becomes of ``_revenue.csv``: the figures that change, how many are new, and what the state keeps."""

    figures: Mapping[Key, Figure] = {}
    new: int = 0
    noted: Mapping[str, Mapping[str, str]] = {}
    rows: tuple[RowRef, ...] = ()


def figures_said(row: Row, ground: Ground, there: Mapping[str, str]) -> Iterator[Said]:
    """The figures of a row: one, or one for each year that has a column. Raises ``Misread`` and ``Ambiguous``.

    ``there`` are the customers of the table, by their folded names: those without a plan keep the name they have.
    """
    customer, name = _customer(row, there, ground)
    years = [field for field in row.of.columns if field.startswith(YEAR)]
    for field in years:
        if (told := row.amount(field)) is not None:
            yield _said(row, customer, name, int(field.removeprefix(YEAR)), told)
    if not years and (told := row.amount("amount")) is not None:
        year = row.text("year").removesuffix(".0")
        if not (year.isascii() and year.isdecimal() and 1900 <= int(year) <= 2199):
            raise Misread(say("{header} is {text}, which is no year", header="year", text=year[:60]))
        yield _said(row, customer, name, int(year), told)


def _said(row: Row, customer: str, name: str, year: int, told: tuple[Decimal, str | None]) -> Said:
    amount, currency = told
    if currency is None:
        raise Misread(say("the row tells no currency: name one with --currency"))
    return Said(customer, name, year, amount, currency, row.ref, row.text("month"))


def _customer(row: Row, there: Mapping[str, str], ground: Ground) -> tuple[str, str]:
    """The id of a customer in the table, and the name."""
    name = row.text("account")
    crm, erp = first_of(row.text("account_id")), row.text("account_erp")
    name = name or ground.exported.get(crm, "")
    if found := ground.account_meant(crm, erp, name):
        return found, name or found
    if not name:
        raise Misread(say("the row names no account that is known"))
    customer = there.get(folded(name)) or id_of(name)
    if not customer:
        raise Ambiguous(say("no id can be made of {name}", name=name))
    return customer, name


def summed(said: Iterable[Said], ground: Ground) -> list[Said]:
    """One figure for each customer and year: months are added up, a second row for the same is rejected."""
    found: dict[tuple[str, int], list[Said]] = {}
    for one in said:
        others = found.setdefault((one.customer, one.year), [])
        if others and (not one.part or one.part in {other.part for other in others}):
            ground.findings.reject((one.row,), say("another row tells the revenue of {name} in {year}", name=one.name,
                                                   year=one.year))  # fmt: skip
        else:
            others.append(one)
    return [sums for parts in found.values() if (sums := _sum(parts, ground)) is not None]


def _sum(parts: list[Said], ground: Ground) -> Said | None:
    if len({one.currency for one in parts}) > 1:
        ground.findings.reject([one.row for one in parts], say("the months of a year are in several currencies"))
        return None
    return msgspec.structs.replace(parts[0], amount=sum((one.amount for one in parts), Decimal()))


def revenue_change(said: Iterable[Said], there: Iterable[RevenueRow], ground: Ground) -> RevenueChange:
    """What of the figures changes the table: the same rules as for plans hold."""
    rows = {(row.customer, row.year): row for row in there}
    currencies = {row.year: row.currency for row in rows.values()}
    figures: dict[Key, Figure] = {}
    state: dict[str, dict[str, str]] = {}
    refs: list[RowRef] = []
    new = 0
    for one in summed(said, ground):
        if (kept := currencies.setdefault(one.year, one.currency)) != one.currency:
            ground.findings.reject((one.row,), say("{year} is kept in {one} and in {other}", year=one.year, one=kept,
                                                   other=one.currency))  # fmt: skip
            continue
        key, amount = f"revenue/{one.customer}/{one.year}", round(one.amount, 2)
        verdict = _verdict(
            rows.get((one.customer, one.year)), float(amount), ground.findings.state.last(key, "amount"), ground
        )
        ours = rows.get((one.customer, one.year))
        if verdict == "conflict" and ours is not None:
            ground.findings.conflicts.append(
                Conflict("_revenue.csv", f"{one.customer} {one.year}", "revenue", ours.revenue, float(amount), one.row)
            )
        elif verdict == "kept":
            ground.findings.kept.append((one.customer, "revenue", str(one.year)))
        elif verdict == "gone":
            ground.findings.gone.append((one.customer, key))
            continue
        elif verdict == "put":
            figures[one.customer, one.year] = (one.name, amount, one.currency)
            new += ours is None
            refs.append(one.row)
        state[key] = noted(one.customer, {"amount": float(amount)})
    return RevenueChange(figures, new, state, tuple(refs))


def _verdict(ours: RevenueRow | None, theirs: float, last: str | None, ground: Ground) -> str:
    if ours is None:
        return "gone" if last is not None else "put"
    if ours.revenue == theirs:
        return "same"
    if ground.findings.take or last == digest(ours.revenue):
        return "put"
    return "kept" if last == digest(theirs) else "conflict"
