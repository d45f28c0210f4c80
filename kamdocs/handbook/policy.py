"""The Content-Security-Policy of the site: what a reader's browser may run and fetch, whatever a page should hold."""

import base64
import hashlib
import re
from collections.abc import Iterable

HEADERS = "_headers"
"""The file that common hosts of static sites read; its form is that of Netlify and Cloudflare Pages."""

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> set[str]:
    """The scripts that stand in a page itself, as sources of a policy: their hashes (CSP 3, 2.3.1)."""
    return {_source(script) for script in _SCRIPT.findall(html)}


def headers_file(scripts: Iterable[str]) -> str:
    """The headers of every file: only this site's own scripts, styles, pictures and data, and these inline scripts."""
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *sorted(scripts)]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def _source(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
