"""Build a site as people do, and serve it to a browser."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def site_folder(folder, accounts=ROOT / "accounts", mkdocs="", settings="as_of = 2026-11-23\n"):
    """A handbook on disk with the repository's mkdocs.yml and guide, and these accounts."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if mkdocs:
        text = (folder / "mkdocs.yml").read_text("utf-8").replace("  - kamdocs\n", f"  - kamdocs: {mkdocs}\n")
        (folder / "mkdocs.yml").write_text(text, "utf-8")
    shutil.copytree(ROOT / "docs", folder / "docs")
    if not (folder / "accounts").exists():
        shutil.copytree(accounts, folder / "accounts")
    (folder / "pyproject.toml").write_text(f"[tool.kamdocs]\n{settings}", "utf-8")
    return folder


def build(folder, *command):
    """Run a command in a folder; the default is ``mkdocs build --strict``."""
    command = command or ("mkdocs", "build", "--strict")
    return subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""

    def copyfile(self, source, outputfile):
        """Send a file; a browser that has gone on to another page reads no further."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


@contextmanager
def served(site):
    """Serve a folder on this machine; gives the address."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
