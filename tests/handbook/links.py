"""A link checker for a built site: every address in it leads to a file of it, and to a place in that file."""

import gzip
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

ELSEWHERE = {"http", "https", "mailto", "tel", "data"}


class _Links(HTMLParser):
    """The places of a page, and what it leads to or takes in."""

    def __init__(self):
        super().__init__()
        self.places, self.links = {"", "top"}, []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.places |= {found[name] for name in ("id", "name") if found.get(name)}
        self.links += [found[name] for name in ("href", "src", "action", "poster") if found.get(name) is not None]
        if found.get("http-equiv", "").lower() == "refresh":
            self.links.append(found["content"].partition("url=")[2])

    handle_startendtag = handle_starttag


def files_of_site(folder):
    """Every file of a site by its path below the home page."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def dead_links(files, home="https://site.example/"):
    """The addresses that lead nowhere, as ``file: address``; ``home`` is the site's own address."""
    pages = {path: _parsed(data) for path, data in files.items() if path.endswith(".html")}
    asked = [(path, link) for path, page in pages.items() for link in page.links]
    asked += [(path, link) for path, data in files.items() for link in _other_links(path, data)]
    return sorted(
        {f"{path}: {link}" for path, link in asked if _is_dead(urljoin(home + path, link), home, files, pages)}
    )


def _parsed(data):
    page = _Links()
    page.feed(data.decode("utf-8"))
    return page


def _is_dead(address, home, files, pages):
    whole, _, place = address.partition("#")
    host = urlsplit(home).netloc
    if urlsplit(whole).scheme not in ("http", "https") or urlsplit(whole).netloc != host:
        return urlsplit(whole).scheme not in ELSEWHERE
    if not whole.startswith(home):
        return True
    target = unquote(whole.removeprefix(home).partition("?")[0])
    target += "index.html" if target.endswith("/") or not target else ""
    return target not in files or (bool(place) and target in pages and unquote(place) not in pages[target].places)


def _other_links(path, data):
    """The addresses in what is no page."""
    if path == "assets/search-index.js":
        index = json.loads(re.fullmatch(r"window\.kdSearch\.index = (.*);\n", data.decode())[1])
        for address, _title, passages in index["pages"]:
            yield from (
                f"../{address}{'#' * bool(anchor)}{anchor}"
                for anchor, _ in (index["heads"][one[0]] for one in passages)
            )
    elif path.startswith("sitemap.xml"):
        text = (gzip.decompress(data) if path.endswith(".gz") else data).decode()
        yield from re.findall(r"<loc>([^<]*)</loc>", text)
    elif path.endswith(".ics"):
        yield from re.findall(r"^URL:(.*)$", data.decode().replace("\r\n ", "").replace("\r", ""), re.MULTILINE)
    elif path == "data/gaps.xml":
        yield from re.findall(r'href="([^"]*)"', data.decode())
    elif path.startswith("data/") and path.endswith(".json") and "schema" not in path:
        document = json.loads(data)
        yield document["$schema"]
        for account in document.get("accounts", [document] if "id" in document else []):
            up = "../" * path.count("/")
            yield from (f"{up}{account[name]}" for name in ("data",) if account[name])
            yield from (account[name] for name in ("url",) if account[name])
