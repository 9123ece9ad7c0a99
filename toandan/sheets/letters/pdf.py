"""The letter of a list as PDF, typeset by Typst from `list.typ` with fonts of our own (bản PDF).

The words reach the template as data, so nothing in them is ever read as a command; the template opens no file outside
its own folder, and no font of the machine is used.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from toandan.sheets.directives.word import clean
from toandan.work.movements.words.letter import Letter

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "directives" / "fonts"
"""The letters of official papers; Liberation Serif has the widths of Times New Roman."""
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def write(letter: Letter) -> bytes:
    """Return the PDF, A4 on its side, the head of the table on every page; the same letter gives the same bytes."""
    told = json.dumps(_cleaned(asdict(letter)), ensure_ascii=False)
    made = typst.compile(
        HERE / "list.typ", root=HERE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"letter": told},
        format="pdf", timestamp=_NEVER,
    )  # fmt: skip
    return made if isinstance(made, bytes) else b"".join(made)


def _cleaned(said: Any) -> Any:
    """Return texts, in whatever they are nested, without the characters that no paper has a place for."""
    if isinstance(said, str):
        return clean(said)
    if isinstance(said, dict):
        return {name: _cleaned(part) for name, part in said.items()}
    return [_cleaned(part) for part in said] if isinstance(said, list | tuple) else said
