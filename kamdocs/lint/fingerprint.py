"""What names a gap to other programs: the same for the same gap, whatever its line, its words and the file's name."""

import hashlib
from collections.abc import Iterable

from kamdocs.lint.report import Finding


def digest(*parts: str | None) -> str:
    """32 hexadecimal digits that stand for these parts."""
    return hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:32]


def fingerprint(finding: Finding) -> str:
    """What stands for the gap's identity."""
    return digest(*finding.gap.identity)


def numbered(findings: Iterable[Finding]) -> Iterable[tuple[Finding, str]]:
    """Findings with their fingerprints; of several with one identity, the later ones count up."""
    seen: dict[str, int] = {}
    for finding in findings:
        name = fingerprint(finding)
        seen[name] = seen.get(name, 0) + 1
        yield finding, name if seen[name] == 1 else f"{name}-{seen[name]}"
