"""What breaks a build off, in words: what is wrong, and what mends it."""

from collections.abc import Iterator

from mkdocs.exceptions import Abort, MkDocsException

from kamdocs.language import _, marked
from kamdocs.settings.error import SettingsError
from kamdocs.site.blame import blamed

SITE_SETTINGS_HINT = marked("mkdocs.yml is the place of the site's settings")


def explained(error: BaseException) -> SettingsError | None:
    """An error that came out of a build, with a hint; None where it is a fault of ours."""
    for one in _chain(error):
        if isinstance(one, SettingsError):
            return one
    if isinstance(error, Abort):
        return SettingsError(_("the handbook was not built"), _("the lines above say why"))
    if isinstance(error, MkDocsException):
        return SettingsError(str(error).strip(), _(SITE_SETTINGS_HINT))
    if fault := blamed(error):
        return fault
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        hint = _("check that the site's folder can be written, or, when serving, try another --address")
        return SettingsError(f"{where}{error.strerror or error}", hint)
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what led to it, what led to that; the engine raises another one in its place."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        yield one
        seen.append(one)
        one = one.__cause__ or one.__context__
