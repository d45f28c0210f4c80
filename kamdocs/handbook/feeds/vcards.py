"""Cards to take into an address book (vCard 3.0, RFC 2426: what phones read): of each person, and of an account's all.

Only who can be reached has one. Lines are escaped and folded as those of calendars are (the same rules, 2.6 and 5).
"""

from collections.abc import Iterator, Sequence

from kamdocs.handbook.feeds.ics import content_line, escaped
from kamdocs.handbook.page import Asset
from kamdocs.handbook.paths import has_page
from kamdocs.handbook.view import View
from kamdocs.model import Account, Stakeholder, TeamMember


def account_vcards(account: str) -> str:
    """Where the cards of all people of an account lie."""
    return f"vcards/accounts/{account}.vcf"


def person_vcard(account: str, person: str) -> str:
    """Where the card of somebody at a customer lies."""
    return f"vcards/people/{account}/{person}.vcf"


def our_vcard(member: str) -> str:
    """Where the card of one of ours lies."""
    return f"vcards/ours/{member}.vcf"


def reachable(account: Account, view: View) -> list[Stakeholder]:
    """The people of an account who have a card: they are there, and a phone or an e-mail is known."""
    return [one for one in account.stakeholders if one.present_on(view.as_of) and has_card(one)]


def has_card(person: TeamMember | Stakeholder) -> bool:
    """Whether somebody can be reached, and the id can be part of an address."""
    return bool(person.phones or person.emails) and has_page(person.id)


def has_our_card(member: TeamMember, view: View) -> bool:
    """Whether one of ours has a card: who left isn't reached here any more."""
    return has_card(member) and (member.left_on is None or member.left_on >= view.as_of)


def vcard_files(view: View) -> Iterator[Asset]:
    """All cards."""
    for standing in view.standings.values():
        if standing.account is None or not has_page(standing.id):
            continue
        cards = [(one.id, _theirs(one, standing.account)) for one in reachable(standing.account, view)]
        if cards:
            yield Asset(account_vcards(standing.id), "".join(card for _id, card in cards).encode())
        yield from (Asset(person_vcard(standing.id, person), card.encode()) for person, card in cards)
    for member in view.colleagues:
        if has_our_card(member, view):
            yield Asset(our_vcard(member.id), _card(member, []).encode())


def _theirs(person: Stakeholder, account: Account) -> str:
    lines = [content_line("ORG", escaped(account.name))]
    if place := account.address:
        parts = ("", "", place.street, place.city, place.region, place.postcode, place.country)
        lines.append(content_line("ADR;TYPE=WORK", ";".join(escaped(part or "") for part in parts)))
    return _card(person, lines)


def _card(person: TeamMember | Stakeholder, more: Sequence[str]) -> str:
    given, _space, family = person.name.strip().rpartition(" ")
    return "".join(
        [
            "BEGIN:VCARD\r\nVERSION:3.0\r\n",
            content_line("FN", escaped(person.name)),
            content_line("N", f"{escaped(family)};{escaped(given)};;;"),
            *([content_line("TITLE", escaped(person.title))] if person.title else []),
            *(content_line("TEL;TYPE=WORK", escaped(phone)) for phone in person.phones),
            *(content_line("EMAIL;TYPE=INTERNET", escaped(email)) for email in person.emails),
            *more,
            "END:VCARD\r\n",
        ]
    )
