"""What is printed at the foot of each sheet: the day that the handbook tells of, and the sheet's number."""

from kamdocs.handbook.page import Asset
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day
from kamdocs.language import _

PATH = "assets/paper.css"
"""The style that goes with every page; unlike the others it is made of the report."""


def paper_style(view: View) -> Asset:
    """The style: margin boxes of CSS Paged Media, which Chromium prints; elsewhere the head of the page has the day."""
    foot = _("As of {day}").format(day=day(view.as_of).striptags())
    shown = foot.replace("\\", "").replace('"', "")
    boxes = (
        f'@bottom-left {{ content: "{shown}"; font: 8pt sans-serif; }} '
        '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }'
    )
    return Asset(PATH, f"@media print {{ @page {{ {boxes} }} }}\n".encode())
