"""Text of a file in a comment on a forge: it reads there as it stands, and is no mark-up, mention, reference or link.

What Markdown would take for mark-up gets a backslash, and only where it would: the text stays readable where nobody
renders it. A backslash does not hold forges from linking ``@name``, ``#1`` or an address, which they look for in the
rendered text; there a space of no width breaks the word, as the bots that update dependencies do it.
"""

import html
import re

from kamdocs.report.printable import printable

_BREAK = "\N{ZERO WIDTH SPACE}"

_MARKUP = re.compile(
    r"""[\\`*\[\]|~]               # code, emphasis, links, tables, strikethrough
      | (?<!\w)_ | _(?!\w)         # emphasis; within a word it is none
      | &(?=\#?\w+;|\#?\w\w+$)     # entities; what follows the text may complete one
      | ^[-+>#](?!\w) | ^[>#]      # lists, quotes, headings
      | (?<=^\d)[.)] | (?<=^\d\d)[.)] | (?<=^\d\d\d)[.)]   # numbered lists""",
    re.VERBOSE,
)
_LINKED = re.compile(
    r"""@(?=\S)                    # somebody's name, an e-mail address
      | [#~%](?=[\w"+])            # an issue, a label, a milestone
      | [!&$](?=\d)                # a merge request, an epic, a snippet
      | \bGH-(?=\d)                # an issue, too
      | \^(?=alert) | \*(?=iteration:) | \[(?=\w+[:/])
      | [\[{](?=[-+])              # GitLab's inline differences
      | :(?=//) | www(?=\.)        # addresses
      | :(?=\d{0,4}[^\W\d][\w+-]{0,60}(?::|$) | \d{1,4}: | [+-]1:)  # pictures by their name""",
    re.VERBOSE | re.IGNORECASE,
)


def plain(text: object) -> str:
    """A text as one line of Markdown that shows it as it stands."""
    flat = _flat(text)
    places = {found.start() for found in _MARKUP.finditer(flat)}
    ends = {found.end() for found in _LINKED.finditer(flat)}
    shown = (
        f"{_BREAK if place in ends else ''}{chr(92) if place in places else ''}{char}"
        for place, char in enumerate(flat)
    )
    return _no_formula("".join(shown).replace("<", "&lt;"))


def plain_html(text: object) -> str:
    """A text as HTML that shows it as it stands, for where Markdown takes HTML as it is."""
    broken = _LINKED.sub(lambda found: found[0] + _BREAK, _flat(text))
    return _no_formula(html.escape(broken))


def _flat(text: object) -> str:
    return " ".join(printable(str(text)).split())


def _no_formula(text: str) -> str:
    """What stands between two dollars would be a formula; this is how GitHub's documentation writes a dollar."""
    return text.replace("$", "<span>$</span>") if text.count("$") > 1 else text
