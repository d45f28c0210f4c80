"""Addresses that were: a page at each former id of an account leads to where the account is now."""

from collections.abc import Iterator, Mapping

from kamdocs.handbook.page import Sheet
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View, account_path, brief_path, has_page


def former_ids(view: View) -> Mapping[str, str]:
    """From a former id to the account's id now. Of two accounts that claim one, the first by id has it.

    An id that an account has now is never one; capitals don't count, because some file systems don't tell them apart.
    """
    taken = {account.casefold() for account in view.standings}
    found: dict[str, str] = {}
    for account, standing in sorted(view.standings.items()):
        for former in standing.account.former_ids if standing.account and has_page(account) else ():
            if has_page(former) and former.casefold() not in taken:
                taken.add(former.casefold())
                found[former] = account
    return found


def moved_sheets(view: View) -> Iterator[Sheet]:
    """A page at the old address of each moved account, and of its brief."""
    for former, account in former_ids(view).items():
        name = view.standings[account].name
        for old, new in ((account_path(former), account_path(account)), (brief_path(former), brief_path(account))):
            yield Sheet(old, render("moved.html", "document", name=name, path=new))
