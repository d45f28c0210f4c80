"""Which files are ours, by what they hold: a report takes the place of an earlier one, and of nothing else."""

import re

_CHECK = r"[A-Z]{2,10}\d{1,4}[ ][a-z0-9-]+"
_TEXT = r'"(?:[^"\\]|\\.)*"'

_PORTFOLIO = "(?:the[ ])?portfolio|portfelj"
"""What the portfolio is called where a gap has no file, in all languages."""

_OURS = re.compile(
    rf"""\{{\s*"version":\s*\d+,\s*"as_of":\s*"[\d-]{{10}}",\s*"(?:accounts|added)":
       | \{{\s*"\$schema":\s*{_TEXT},\s*"version":\s*"2\.1\.0",\s*"runs":\s*\[\s*\{{\s*"tool":\s*\{{\s*"driver":\s*\{{
         \s*"name":\s*"kamdocs"
       | \[\s*(?:\]\s*$|\{{\s*"description":\s*{_TEXT},\s*"check_name":\s*"(?:{_CHECK}|kamdocs)")
       | (?:<\?xml[^>]*>\s*)?<testsuites\b[^>]*\sname="kamdocs"
       | <!--[ ]kamdocs[ ](?:check|diff)[ ]-->
       | ::(?:error|warning|notice)[ ][^\n]*title=(?:{_CHECK}|kamdocs)::
       | (?P<path>[^\n]+)\n(?P=path):\d+:\d+:[ ][^\n:]+:[ ]{_CHECK}:[ ]
       | (?:{_PORTFOLIO})\n(?:{_PORTFOLIO}):[ ][^\n:]+:[ ]{_CHECK}:[ ]""",
    re.VERBOSE,
)
_BASELINE = re.compile(r'\{\s*"version":\s*\d+,\s*"gaps":')
HEAD = 65_536
"""So many bytes are enough to tell: where a file is longer, its beginning."""


def is_ours(head: bytes) -> bool:
    """Whether a file that begins so is a report in one of our formats, or empty."""
    if not head.strip():
        return len(head) < HEAD
    return bool(_OURS.match(head.decode("utf-8", "replace")))


def is_baseline(head: bytes) -> bool:
    """Whether a file that begins so is a baseline of any version, or empty."""
    return not head.strip() or bool(_BASELINE.match(head.decode("utf-8", "replace")))
