"""Addresses that were: a page at each former id of an account leads to where the account is now."""

from collections.abc import Iterator, Mapping

from kamdocs.handbook.page import Sheet
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View, account_path, brief_path, has_page
from kamdocs.model import former_owners


def former_ids(view: View) -> Mapping[str, str]:
    """From a former id to the account's id now, where both can be part of an address."""
    accounts = [standing.account for standing in view.standings.values() if standing.account]
    owners = former_owners(accounts, view.standings)
    return {old: account for old, account in owners.items() if has_page(old) and has_page(account)}


def moved_sheets(view: View) -> Iterator[Sheet]:
    """A page at the old address of each moved account, and of its brief."""
    for former, account in former_ids(view).items():
        name = view.standings[account].name
        for old, new in ((account_path(former), account_path(account)), (brief_path(former), brief_path(account))):
            yield Sheet(old, render("moved.html", "document", name=name, path=new))
