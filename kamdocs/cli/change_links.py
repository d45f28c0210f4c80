"""What a comment on a change may link to: the handbook's site, and the change on its forge, as CI tells of it."""

import re
from collections.abc import Mapping
from pathlib import Path

from kamdocs.report.links import Change, Links
from kamdocs.source.git import open_repository

_ADDRESS = r"https?://[\w.~:/?#@!$&*+,;=%-]+"
_SITE = re.compile(rf"""^site_url:[ ]*(["']?)({_ADDRESS})\1[ ]*(?:\#.*)?$""", re.MULTILINE)
_FILES = re.compile(r"^use_directory_urls:[ ]*(?:false|no|off)\b", re.MULTILINE | re.IGNORECASE)
_PULL = re.compile(r"refs/pull/(\d+)/(?:merge|head)")


def links_of(commit: str, root: Path, environment: Mapping[str, str]) -> Links:
    """The addresses, for settings that lie in ``root``.

    The site's is that of ``mkdocs.yml`` at the ``commit`` from which the change begins: what somebody proposes has no
    say in where our comment leads.
    """
    repository, root = open_repository(root), root.resolve()
    path = next((folder / "mkdocs.yml" for folder in (root, *root.parents) if (folder / "mkdocs.yml").is_file()), None)
    known = repository.files(commit, path) if path and path.is_relative_to(repository.root) else {}
    text = repository.contents(known.values())[known[path]].decode("utf-8", "replace") if path in known else ""
    found = _SITE.search(text)
    prefix = root.relative_to(repository.root).as_posix() if root.is_relative_to(repository.root) else ""
    return Links(
        found[2] if found else None,
        folders=not _FILES.search(text),
        change=change_of(environment, "" if prefix == "." else prefix),
    )


def change_of(environment: Mapping[str, str], prefix: str) -> Change | None:
    """The pull or merge request that CI runs for, by its variables; None elsewhere."""
    pull = _PULL.fullmatch(environment.get("GITHUB_REF", ""))
    home, repository = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    if pull and repository and re.fullmatch(_ADDRESS, address := f"{home}/{repository}/pull/{pull[1]}"):
        return Change("github", address, prefix)
    project, number = environment.get("CI_MERGE_REQUEST_PROJECT_URL", ""), environment.get("CI_MERGE_REQUEST_IID", "")
    if number.isdigit() and re.fullmatch(_ADDRESS, address := f"{project}/-/merge_requests/{number}"):
        return Change("gitlab", address, prefix)
    return None
