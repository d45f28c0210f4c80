"""Addresses that were: a page at each former id of an account leads to where the account is now."""

from collections.abc import Iterator, Mapping

from kamdocs.handbook.page import Sheet
from kamdocs.handbook.paths import account_path, brief_path, has_page, interview_path
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.model import former_owners


def former_ids(view: View) -> Mapping[str, str]:
    """From a former id to the account's id now, where both can be part of an address."""
    accounts = [standing.account for standing in view.standings.values() if standing.account]
    owners = former_owners(accounts, view.standings)
    return {old: account for old, account in owners.items() if has_page(old) and has_page(account)}


def moved_sheets(view: View) -> Iterator[Sheet]:
    """A page at the old address of each moved account, of its brief, and of its sheet for the talk."""
    for former, account in former_ids(view).items():
        standing = view.standings[account]
        for path in (account_path, brief_path, *((interview_path,) if view.interview(standing) else ())):
            yield Sheet(path(former), render("moved.html", "document", name=standing.name, path=path(account)))
