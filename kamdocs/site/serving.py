"""`serve` that outlives its builds: while one fails, every request gets a page that says why, and no request waits.

The engine's server lets every request wait until a build succeeds; and where a folder or a file that it watches is
taken away, it never looks there again.
"""

import html
import logging
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from kamdocs.language import _, language
from kamdocs.site.blame import told
from kamdocs.site.explained import SITE_SETTINGS_HINT, explained

log = logging.getLogger("mkdocs.plugins.kamdocs")

LOOK_AGAIN = 0.5
"""After so many seconds: as often as the engine looks for changes."""
UNAVAILABLE = "503 Service Unavailable"

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border-left: .3rem solid #b3261e; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<pre role="alert">{message}</pre>
{hint}
{lines}
<p>{waiting}</p>
</main>
<script>
setInterval(() => fetch(location.href, {{cache: "no-store"}}).then(
  (answer) => answer.status !== 503 && location.reload(), () => {{}}), 1000);
</script>
</body>
</html>
"""


class Serving:
    """The engine's server with us before it: it builds, answers, and looks after what it watches."""

    def __init__(self, server: LiveReloadServer, watched: Callable[[], Iterable[str]]) -> None:
        self.server, self.watched = server, watched
        self.build: Callable[..., None] = server.builder
        self.page: bytes | None = None
        self.away: set[str] = set()
        self.stopped = threading.Event()
        server.builder = self.rebuild
        server.set_app(self.answer)
        threading.Thread(target=self._look_after, daemon=True).start()

    def rebuild(self, *arguments: Any) -> None:
        """Build; where that fails, have a page ready that says why."""
        with _heard() as lines:
            try:
                self.build(*arguments)
            except (Exception, SystemExit) as error:
                self.page = error_page(error, lines).encode()
            else:
                self.page = None
        for path in self.watched():
            if path not in self.server._watched_paths:
                self.server.watch(path)

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request: with the site, or with what is wrong."""
        if self.page is None or environ["PATH_INFO"].startswith("/livereload/"):
            return self.server.serve_request(environ, start_response)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response(UNAVAILABLE, [*headers, ("Content-Length", str(len(self.page)))])
        return [self.page]

    def stop(self) -> None:
        """Look after nothing any more."""
        self.stopped.set()

    def _look_after(self) -> None:
        """Have what was taken away told, and watched again when it is back."""
        while not self.stopped.wait(LOOK_AGAIN):
            if self.server.observer.is_alive():
                for path in [one.watch.path for one in self.server.observer.emitters if not one.is_alive()]:
                    self._look_at(path)

    def _look_at(self, path: str) -> None:
        if Path(path).exists():
            with suppress(KeyError):  # it may be watched several times
                while True:
                    self.server.unwatch(path)
            self.server.watch(path)
            self.away.discard(path)
        elif path in self.away:
            return
        else:
            self.away.add(path)
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the engine warns of within a block, line by line."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)


def error_page(error: BaseException, lines: Iterable[str]) -> str:
    """A page that says what is wrong and what mends it; it loads nothing, and loads itself anew when all is well."""
    fault = explained(error)
    if fault is None:
        traceback.print_exception(error)
        message = _("kamdocs failed by a fault of its own ({name}). Nothing was written to your files.")
        shown, hint = message.format(name=told(error)), _("please report it, with what the terminal shows")
    else:
        shown, hint = str(fault), _(SITE_SETTINGS_HINT) if isinstance(error, Abort) else fault.hint
    log.error("%s", _("the handbook could not be built: {message}").format(message=shown))
    heard = [line for line in dict.fromkeys(lines) if shown not in line]
    return _PAGE.format(
        language=language(),
        title=_("The handbook could not be built"),
        message=html.escape(shown),
        hint=f"<p>{html.escape(_('Hint: {hint}').format(hint=hint))}</p>" if hint else "",
        lines=f"<pre>{html.escape(chr(10).join(heard))}</pre>" if heard else "",
        waiting=_("Mend it and save: this page shows the handbook as soon as it can be built again."),
    )
