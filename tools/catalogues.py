"""Message catalogues without the GNU gettext programs: `extract`, `compile`, `check`.

Every room keeps its own `locale/vi/LC_MESSAGES/django.po`. A message is extracted into the catalogue of the room
that uses it; `check` fails when a message is translated nowhere, is fuzzy, has lost a placeholder, or is translated
in two ways (Django merges the catalogues, so the second way would never be seen).
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "toandan"
CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt", ".svg"}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w+\}")

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Use:
    """One message as the code uses it: context, singular, plural, and where."""

    context: str | None
    singular: str
    plural: str | None
    where: str

    @property
    def key(self) -> Key:
        """What a catalogue is looked up by."""
        return self.context, self.singular


def rooms() -> list[Path]:
    """Return every folder that owns a catalogue or may own one, the deepest first."""
    found = {p.parents[3] for p in PACKAGE.glob("**/locale/vi/LC_MESSAGES/django.po")}
    found |= {p for wing in ("record", "work", "command") for p in (PACKAGE / wing).glob("*/") if p.is_dir()}
    found |= {p for p in (PACKAGE / "faces" / "web").glob("*/") if (p / "__init__.py").exists()}
    found |= {PACKAGE / "house", PACKAGE / "sheets", PACKAGE / "simulation", PACKAGE / "ground" / "kernel"}
    found |= {p for p in (PACKAGE / "faces").glob("*/") if (p / "__init__.py").exists() and p.name != "web"}
    return sorted(found, key=lambda p: (-len(p.parts), str(p)))


def room_of(file: Path, known: list[Path]) -> Path:
    """Return the folder whose catalogue holds the messages of this file."""
    return next((room for room in known if file.is_relative_to(room)), PACKAGE)


def uses(file: Path) -> Iterator[Use]:
    """Yield every message a source file or a template marks for translation."""
    if file.suffix == ".py":
        found = extract_from_file("python", file, keywords=KEYWORDS, comment_tags=("Translators:",))
    else:
        found = _from_template(file)
    for line, messages, _comments, context in found:
        singular, plural = messages if isinstance(messages, tuple) else (messages, None)
        if singular:
            yield Use(context, singular, plural, f"{file.relative_to(ROOT)}:{line}")


def _from_template(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Turn a Django template into the Python-like text Django itself extracts from, and read that."""
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


def all_uses() -> dict[Path, list[Use]]:
    """Return the messages of the whole program by the room that uses them."""
    known = rooms()
    found: dict[Path, list[Use]] = {}
    for file in sorted(PACKAGE.glob("**/*")):
        marked = file.suffix == ".py" or (file.suffix in TEMPLATES and "templates" in file.parts)
        if marked and "migrations" not in file.parts:
            found.setdefault(room_of(file, known), []).extend(uses(file))
    return {room: messages for room, messages in found.items() if messages}


def catalogues() -> dict[Path, Catalog]:
    """Read every catalogue of the program."""
    found = {}
    for file in sorted(PACKAGE.glob(f"**/{CATALOGUE}")):
        with file.open("rb") as source:
            found[file] = read_po(source, locale="vi", domain="django", abort_invalid=True)
    return found


_HEADER = "# The Vietnamese of this room; `tools/catalogues.py extract <room>` adds what is missing.\n#"


def extract(folders: list[Path]) -> None:
    """Add the missing messages to the catalogues of these rooms (all when empty), and say how many there are."""
    for room, messages in all_uses().items():
        if folders and not any(room.is_relative_to(folder) for folder in folders):
            continue
        file = room / CATALOGUE
        catalogue = Catalog(locale="vi", domain="django", project="Toandan", fuzzy=False)
        if file.exists():
            with file.open("rb") as source:
                catalogue = read_po(source, locale="vi", domain="django")
        known = {(m.context, _singular(m)) for m in catalogue if m.id}
        elsewhere = _translations(except_file=file)
        new = {use.key: use for use in messages if use.key not in known and use.key not in elsewhere}
        for use in new.values():
            catalogue.add((use.singular, use.plural) if use.plural else use.singular, context=use.context)
        if new:
            file.parent.mkdir(parents=True, exist_ok=True)
            catalogue.header_comment = _HEADER
            with file.open("wb") as out:
                write_po(out, catalogue, width=120, no_location=True, sort_output=True)
            print(f"{file.relative_to(ROOT)}: {len(new)} to translate")


def compile_all() -> None:
    """Write the binary catalogue beside every readable one."""
    for file, catalogue in catalogues().items():
        target = file.with_suffix(".mo")
        part = target.with_suffix(".part")
        with part.open("wb") as out:
            write_mo(out, catalogue)
        part.replace(target)


def faults() -> list[str]:
    """Return every fault of the catalogues as one sentence each."""
    found = []
    seen: dict[Key, tuple[tuple[str, ...], Path]] = {}
    for file, catalogue in catalogues().items():
        for message in catalogue:
            if message.id:
                found += [f"{file.relative_to(ROOT)}: {fault}" for fault in _message_faults(message)]
                found += _contradiction(message, file, seen)
    translated = {key for key, (strings, _) in seen.items() if all(strings)}
    for messages in all_uses().values():
        missing = {use.key: use for use in messages if use.key not in translated}
        found += [f"{use.where}: no Vietnamese for {use.singular!r}" for use in missing.values()]
    return found


def _message_faults(message: Message) -> list[str]:
    found = []
    if message.fuzzy:
        found.append(f"{message.id!r} is fuzzy")
    for string in _strings(message):
        if string and set(_PLACEHOLDER.findall(string)) != _placeholders(message):
            found.append(f"{_singular(message)!r}: the translation has other placeholders: {string!r}")
    return found


def _placeholders(message: Message) -> set[str]:
    """Return the placeholders of the last form of the English message; Vietnamese has one form only."""
    last = message.id[-1] if isinstance(message.id, tuple | list) else message.id
    return set(_PLACEHOLDER.findall(last))


def _contradiction(message: Message, file: Path, seen: dict[Key, tuple[tuple[str, ...], Path]]) -> list[str]:
    key = message.context, _singular(message)
    strings = _strings(message)
    if not all(strings):
        return []
    first = seen.setdefault(key, (strings, file))
    if first[0] == strings:
        return []
    other = first[1].relative_to(ROOT)
    return [f"{file.relative_to(ROOT)}: {key[1]!r} is {strings[0]!r} here and {first[0][0]!r} in {other}"]


def _translations(*, except_file: Path) -> set[Key]:
    return {
        (m.context, _singular(m))
        for file, catalogue in catalogues().items()
        if file != except_file
        for m in catalogue
        if m.id and all(_strings(m))
    }


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _strings(message: Message) -> tuple[str, ...]:
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(str(s or "") for s in found)


def main() -> int:
    """Run the command given on the command line; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("folders", nargs="*", type=Path, help="for extract: only these rooms")
    asked = parser.parse_args()
    match asked.command:
        case "extract":
            extract([folder.resolve() for folder in asked.folders])
        case "compile":
            compile_all()
        case "check":
            found = faults()
            print("\n".join(found) if found else "catalogues: both languages are complete")
            return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
