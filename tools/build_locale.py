"""Collect every text that people read into `resources/locale`.

    python tools/build_locale.py            write planner.pot, bring the catalogs up to date, compile them
    python tools/build_locale.py --check    only tell what is stale

Texts come from three places: calls of `_()`, `N_()`, `ngettext()` and `pgettext()` in `src/planner`, forms
included; the descriptions of records and their fields; and the method texts in `resources/method`. The
files carry no dates and no line numbers, so that they change only when a text does. A language is offered,
that is compiled, when most of it is translated.
"""

import argparse
import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "planner.pot"
LANGUAGES = ("es",)
OFFERED_FROM = 0.8

# Keys of the method files whose values no one reads: names for machines, sources, rules for programmers.
MACHINE_KEYS = {
    *(
        "attribute",
        "code",
        "color",
        "factor",
        "format",
        "id",
        "key",
        "severity",
        "source",
        "step",
        "tier",
        "type",
    ),
    *("checks", "partner_criteria", "pestle", "rule", "technique_keys", "value"),
}
_IDENTIFIER = re.compile(r"[a-z0-9]*(?:_[a-z0-9]+)+|[A-Z]*-?\d*[a-z]?")


class Message(NamedTuple):
    """A text to translate; `plural` and `context` are empty where it has none."""

    text: str
    plural: str = ""
    context: str = ""


def main() -> int:
    """Write or compare; exit code 1 when something is stale."""
    parser = argparse.ArgumentParser(description="Collect and compile translations.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    check = parser.parse_args().check
    wanted = dict(wanted_files(collect()))
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    gone = [path for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.mo")) if path not in wanted]
    for path in (*stale, *gone):
        print(f"{'stale' if check else 'written' if path in wanted else 'removed'}: {path.relative_to(ROOT)}")
    if not check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
        for path in gone:
            path.unlink()
    elif stale or gone:
        print("Run: python3 dev.py build-locale")
    return 1 if check and (stale or gone) else 0


# --- Files ----------------------------------------------------------------------------------------------


def wanted_files(found: dict[Message, set[str]]) -> Iterator[tuple[Path, bytes]]:
    """Yield the template, then each language's catalog and, when it is offered, what gettext reads."""
    template = template_of(found)
    yield TEMPLATE, written(template)
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "planner.po"
        catalog = Catalog(locale=language)
        if path.exists():
            catalog = read_po(io.BytesIO(path.read_bytes()), locale=language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        describe(catalog)
        yield path, written(catalog)
        translated = sum(
            1 for message in catalog if message.id and message.string and all(as_list(message.string))
        )
        if translated >= OFFERED_FROM * len(found) and found:
            compiled = io.BytesIO()
            write_mo(compiled, catalog)
            yield path.with_suffix(".mo"), compiled.getvalue()


def template_of(found: dict[Message, set[str]]) -> Catalog:
    """Make the template, sorted by text."""
    template = Catalog()
    describe(template)
    for message in sorted(found):
        identity = (message.text, message.plural) if message.plural else message.text
        places = [(place, 0) for place in sorted(found[message])]
        template.add(identity, context=message.context or None, locations=places)
    return template


def describe(catalog: Catalog) -> None:
    """Write what the head of a file says."""
    catalog.project, catalog.version = "District Planner", ""
    catalog.header_comment = "# Texts of District Planner. Made by tools/build_locale.py."
    catalog.fuzzy = False


def written(catalog: Catalog) -> bytes:
    """Return a catalog as a file, without what changes by itself."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, include_lineno=False)
    changing = re.compile(
        rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To):.*\n',
        re.M,
    )
    return changing.sub(b"", buffer.getvalue()).rstrip(b"\n") + b"\n"


def as_list(texts: str | list[str] | tuple[str, ...]) -> list[str]:
    """Return the forms of a translation."""
    return [texts] if isinstance(texts, str) else list(texts)


# --- Texts ----------------------------------------------------------------------------------------------


def collect() -> dict[Message, set[str]]:
    """Find every text and the files it is in."""
    found: dict[Message, set[str]] = {}
    for path in sorted((ROOT / "src" / "planner").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for message in texts_of_code(path):
            found.setdefault(message, set()).add(place)
    for place, message in texts_of_records():
        found.setdefault(message, set()).add(place)
    for path in sorted((ROOT / "resources" / "method").glob("*.json")):
        place = path.relative_to(ROOT).as_posix()
        for text in texts_of_data(json.loads(path.read_text(encoding="utf-8"))):
            found.setdefault(Message(text), set()).add(place)
    return found


def texts_of_code(path: Path) -> Iterator[Message]:
    """Yield the texts in calls of the translation functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in ("_", "N_", "ngettext", "pgettext"):
            continue
        words = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
        match name, words:
            case "_" | "N_", [str(text), *_] if text:
                yield Message(text)
            case "ngettext", [str(text), str(plural), *_]:
                yield Message(text, plural)
            case "pgettext", [str(context), str(text), *_]:
                yield Message(text, context=context)
            case _, [part, *_] if part is None and isinstance(node.args[0], ast.JoinedStr):
                raise SystemExit(
                    f"{path.relative_to(ROOT)}:{node.lineno}: a text to translate is no f-string"
                )


def texts_of_records() -> Iterator[tuple[str, Message]]:
    """Yield what records and their fields are called."""
    import planner.domain.records as records

    for name in records.__all__:
        kind = getattr(records, name)
        if not hasattr(kind, "about") or not hasattr(kind, "fields"):
            continue
        place = f"{kind.__module__.replace('.', '/')}.py"
        texts = [kind.about.noun, kind.about.nouns]
        for field in kind.fields():
            texts += [field.label, field.hint, field.section, field.unit]
            texts += [option.label for option in field.options if not _IDENTIFIER.fullmatch(option.label)]
        yield from ((f"src/{place}", Message(text)) for text in texts if text)


def texts_of_data(value: Any, key: str = "") -> Iterator[str]:
    """Yield what people read in a method file."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts_of_data(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of_data(part, key)
    elif isinstance(value, str) and key not in MACHINE_KEYS and not _IDENTIFIER.fullmatch(value):
        yield value


if __name__ == "__main__":
    sys.exit(main())
