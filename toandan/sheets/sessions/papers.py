"""Setting the papers of a day in the field with Typst (dàn trang thông báo, phiếu ngày).

What is written reaches the template as data and is never read as a command; the template opens no file outside the
folder of the papers, and no font of the machine is used.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "directives" / "fonts"


@dataclass(frozen=True, slots=True)
class Poster:
    """An announcement: each text in Vietnamese, then in English."""

    title: tuple[str, str]
    lines: tuple[tuple[str, str], ...]
    bring: tuple[str, str]
    foot: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A kit's day: its head, the headings of its table, a row for each stop, and the map as SVG."""

    title: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    foot: str
    map: str


def poster(told: Poster) -> bytes:
    """Return the announcement as PDF, one page A4 to hang up."""
    return _set("poster.typ", {"title": told.title, "lines": told.lines, "bring": told.bring, "foot": told.foot})


def day_sheet(told: DaySheet) -> bytes:
    """Return the day sheet as PDF, A4."""
    return _set(
        "daysheet.typ",
        {
            "title": told.title, "head": told.head, "columns": told.columns, "rows": told.rows, "note": told.note,
            "foot": told.foot, "map": told.map,
        },
    )  # fmt: skip


def _set(template: str, told: Mapping[str, str | Sequence[object]]) -> bytes:
    made = typst.compile(
        HERE / template,
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
        format="pdf",
    )
    return made if isinstance(made, bytes) else b"".join(made)
