"""Bring the Slovenian catalogue up to date with the code, keep its translations, and compile it.

Run ``python -m tests.make_catalogue``. Further catalogues may be named; their translations fill what has none, and what
the code no longer asks for is dropped. The last lines say what is still to be translated.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kamdocs.handbook.pages.offerings import STATUSES
from kamdocs.language import NOUNS
from kamdocs.lint.report import State, Word
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import RULES
from kamdocs.schema import load_schema

ROOT = Path(__file__).parent.parent
PO = ROOT / "kamdocs" / "locale" / "sl" / "LC_MESSAGES" / "kamdocs.po"
TEMPLATE_CALLS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TEMPLATES = [("**/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "false", "silent": "false"}}

Text = tuple[str | tuple[str, str], str | None]
"""A msgid (with its plural) and a context."""


def texts() -> Iterator[Text]:
    """Every text that people read, as the code asks the catalogue for it."""
    found = extract_from_dir(ROOT / "kamdocs", TEMPLATES, OPTIONS, TEMPLATE_CALLS)
    for _path, _line, text, _comments, context in found:
        yield text, context
    for path in sorted((ROOT / "kamdocs").rglob("*.py")):
        yield from _calls(ast.parse(path.read_text("utf-8")))
    for noun in NOUNS:
        yield (f"{{number}} {noun}", f"{{number}} {noun}s"), None
    for check in CHECKS:
        yield check.name, "check"
        told = check.told
        yield from (
            (text, None)
            for text in (check.hint, *([check.ahead] if check.ahead else []), told.demands, told.why, told.how_to_close)
        )
    for rule in RULES:
        yield rule.name, "rule"
        yield rule.short, "head"
        yield from ((text, None) for text in (*rule.paragraphs, rule.evidence))
        yield rule.slug, "value"
    yield from ((word, "cell") for word in get_args(Word))
    yield from ((word, "value") for word in (*SEVERITIES, *get_args(State), "bothers", "misses"))
    yield from ((word, "influence") for word in ("high", "medium", "low"))
    for kind in ("account", "team", "offerings"):
        yield from _schema_texts(load_schema(kind))
    yield from ((status, "whitespace") for status in STATUSES)


def _calls(tree: ast.AST) -> Iterator[Text]:
    """The texts that a module marks; the syntax tree sees those within f-strings, too, which Babel passes over."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        given = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        match node.func.id, given:
            case "_" | "say" | "marked" | "ask" | "mend" | "way" | "elsewhere", [text]:
                yield text, None
            case "ngettext" | "say_many", [one, many]:
                yield (one, many), None
            case "pgettext", [context, text]:
                yield text, context


def _schema_texts(node: object) -> Iterator[Text]:
    """The descriptions of fields and records, and the words of closed lists."""
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            yield node["description"], None
        yield from ((word, "value") for word in node.get("enum", ()) if isinstance(word, str))
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _schema_texts(part)


def template() -> Catalog:
    """All texts without translations, in a stable order."""
    found = sorted({(text, context) for text, context in texts() if text}, key=lambda one: (one[1] or "", str(one[0])))
    catalogue = Catalog(locale="sl", project="kamdocs", fuzzy=False)
    for text, context in found:
        catalogue.add(text, context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """A catalogue as it stands on disk."""
    with path.open("rb") as file:
        return read_po(file, locale="sl")


def key(message: Message) -> tuple[str, str | None]:
    """What names a message: its (singular) text and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def translated(message: Message) -> bool:
    """Whether every form of the message has a translation."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)


def updated(catalogues: list[Catalog]) -> Catalog:
    """The template with the translations of the catalogues; the first that has one is heard."""
    known: dict[tuple[str, str | None], Message] = {}
    for catalogue in catalogues:
        for message in catalogue:
            if message.id and translated(message) and not message.fuzzy:
                known.setdefault(key(message), message)
    fresh = template()
    for message in fresh:
        found = known.get(key(message))
        if message.id and found and isinstance(found.string, str) == isinstance(message.id, str):
            message.string = found.string
    return fresh


def po_text(catalogue: Catalog) -> str:
    """The catalogue as a file: no dates and no line numbers, so that it changes only with its texts."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=120, no_location=True, omit_header=True, sort_output=False)
    return _HEADER + stream.getvalue().decode("utf-8")


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue; the same for the same texts, whenever it is made."""
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER = r"""# The texts of kamdocs in Slovenian. docs/guide/translate.md says how to change them.
msgid ""
msgstr ""
"Project-Id-Version: kamdocs\n"
"Language: sl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);\n"

"""


def main(further: list[str]) -> None:
    """Write the catalogue and its compiled twin; say what is missing."""
    catalogue = updated([read(path) for path in (PO, *map(Path, further)) if path.is_file()])
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(po_text(catalogue), "utf-8")
    PO.with_suffix(".mo").write_bytes(mo_bytes(read(PO)))
    missing = [key(message) for message in catalogue if message.id and not translated(message)]
    for text, context in missing:
        sys.stdout.write(f"{f'[{context}] ' if context else ''}{text}\n")
    sys.stdout.write(f"{len(catalogue)} texts, {len(missing)} without a translation\n")


if __name__ == "__main__":
    main(sys.argv[1:])
