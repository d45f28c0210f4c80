"""An Atom feed (RFC 4287) of the gaps that opened lately."""

import functools
import re
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.page import Asset
from kamdocs.handbook.paths import account_path, has_page
from kamdocs.handbook.view import View
from kamdocs.handbook.words import sentence
from kamdocs.language import _
from kamdocs.lint import Finding, gap_rank
from kamdocs.lint.fingerprint import numbered

OPENED_DAYS, ENTRIES = 90, 500
"""How far back the feed tells, and of how many gaps; the newest first."""
PATH = "data/gaps.xml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gaps_feed(view: View, guard: Guard) -> Asset:
    """The open gaps that opened within ``OPENED_DAYS``, the newest first."""
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", "urn:kamdocs:gaps")
    _add(feed, "title", _("Gaps that opened"))
    _add(feed, "updated", _moment(view.as_of))
    _add(SubElement(feed, "author"), "name", "kamdocs")
    if home := view.page_url("index"):
        SubElement(feed, "link", rel="alternate", type="text/html", href=home)
        SubElement(
            feed, "link", rel="self", type="application/atom+xml", href=f"{home.removesuffix('index.html')}{PATH}"
        )
    opened = [one for one in view.report.findings if one.decisive and -OPENED_DAYS <= view.days_to(one) <= 0]
    opened.sort(key=lambda one: (-(one.gap.opens_on or view.as_of).toordinal(), gap_rank(one)))
    for finding, identity in numbered(opened[:ENTRIES]):
        feed.append(guard.told(PATH, finding, functools.partial(_entry, identity=identity, view=view)))
    return Asset(PATH, tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(finding: Finding, identity: str, view: View) -> Element:
    """An entry tells of one opening: a gap that closes and opens again is news again, so the day is in its id."""
    gap = finding.gap
    day = gap.opens_on or view.as_of
    standing = view.standings.get(gap.account or "")
    entry = Element("entry")
    _add(entry, "id", f"urn:kamdocs:gap:{identity}:{day}")
    _add(entry, "title", f"{standing.name}: {finding.message}" if standing else sentence(finding.message))
    _add(entry, "updated", _moment(day))
    path = account_path(standing.id) if standing and has_page(standing.id) else "index"
    if address := view.page_url(path):
        SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    SubElement(entry, "category", term=gap.severity)
    SubElement(entry, "category", term=finding.check.rule.slug)
    content = f"{_('To do: {hint}').format(hint=gap.hint)} ({gap.check} {finding.check.name})"
    _add(entry, "content", content, type="text")
    return entry


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
