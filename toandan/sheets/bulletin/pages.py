"""A bulletin as two A4 pages of PDF (bản tin dạng PDF hai trang A4).

Typst sets it with the fonts it carries, so that every machine prints the same; the page shrinks its letters until all
of it fits. The same paper gives the same bytes.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import typst

from toandan.sheets.bulletin.paper import Paper

TEMPLATE = Path(__file__).with_name("bulletin.typ")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""A date of making would be another one at every print."""


def pdf(paper: Paper) -> bytes:
    """Return the document."""
    made = _compiled(paper, "pdf")
    return made if isinstance(made, bytes) else b"".join(made)


def pictures(paper: Paper) -> list[bytes]:
    """Return every page as PNG, for looking at."""
    made = _compiled(paper, "png")
    return [made] if isinstance(made, bytes) else made


def _compiled(paper: Paper, kind: Literal["pdf", "png"]) -> bytes | list[bytes]:
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format=kind,
        ppi=110.0,
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(asdict(paper), ensure_ascii=False)},
        timestamp=_NEVER,
    )
