"""Building the site with 200 and 1,000 accounts, and the same pages as ordinary Markdown files, in one run.

``python benchmarks/build.py [--few 200] [--many 1000]``. The ordinary site has the same pages written out with their
tables as HTML in Markdown, the same theme, and the stock search.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from make_accounts import AS_OF, write_handbook
from measure import run

ROOT = Path(__file__).parent.parent
PLAIN = "site_name: Plain\ntheme: {name: material, font: false}\nplugins: [search]\nnav: [{Home: index.md}]\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--many", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        few, _ = build(Path(name) / "few", given.few)
        many, memory = build(Path(name) / "many", given.many)
        site = Path(name) / "many" / "site"
        plain = Path(name) / "plain"
        write_plain(Path(name) / "many", plain)
        ordinary, _ = run([sys.executable, "-m", "mkdocs", "build", "-q"], plain)
        index = (site / "assets" / "search-index.js").stat().st_size
        largest = max(site.rglob("*.html"), key=lambda path: path.stat().st_size)
        pages = sum(1 for _ in site.rglob("*.html"))
        size, where = largest.stat().st_size, largest.relative_to(site)
    per_few, per_many = few / given.few * 1000, many / given.many * 1000
    print(f"{given.few:5} accounts                {few:7.2f} s, {per_few:.1f} ms an account")
    print(
        f"{given.many:5} accounts                {many:7.2f} s, {per_many:.1f} ms an account, {memory:.0f} MB (wanted: below 400)"
    )
    print(f"time an account, many to few  {per_many / per_few:7.2f} (wanted: 1.2 or less)")
    print(f"the same as ordinary Markdown {ordinary:7.2f} s: ours is {many / ordinary:.2f} of it (wanted: 0.5 or less)")
    print(f"{pages} pages; search index {index / 1e6:.2f} MB; the largest page is {where}, {size / 1000:.0f} KB")


def build(folder: Path, accounts: int) -> tuple[float, float]:
    """Seconds and MB of a build with so many accounts."""
    write_handbook(folder, accounts)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)


def write_plain(folder: Path, target: Path) -> None:
    """The same pages as Markdown files in a site of their own."""
    from kamdocs.handbook import HORIZON_DAYS, View, make_pages
    from kamdocs.lint import evaluate, judge
    from kamdocs.settings.load import load_settings

    settings = load_settings(folder)
    evaluation = evaluate(settings, AS_OF)
    report = judge(evaluation, settings.policies, AS_OF, upcoming_days=HORIZON_DAYS)
    view = View(report, evaluation.shared, settings.policies, lambda path, line: None)
    target.mkdir()
    (target / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    for page in make_pages(view):
        path = target / "docs" / f"{page.path}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [page.lead, *(f"## {part.title}\n\n{part.html}" for part in page.sections)]
        path.write_text("\n\n".join(parts).replace('href="page:', 'href="#'), encoding="utf-8")


if __name__ == "__main__":
    main()
