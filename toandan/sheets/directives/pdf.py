"""The paper of a directive as PDF, typeset by Typst from `paper.typ` with fonts of our own (bản PDF).

The words reach the template as data, so nothing in them is ever read as a command; the template opens no file outside
its own folder, and no font of the machine is used, so that a paper looks the same everywhere.
"""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from toandan.sheets.directives.paper import Paper
from toandan.sheets.directives.word import clean

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
TEMPLATE = HERE / "paper.typ"


def write(paper: Paper) -> bytes:
    """Return the PDF."""
    told = clean(json.dumps(asdict(paper) | {"mark": paper.mark}, ensure_ascii=False))
    return typst.compile(
        TEMPLATE, root=HERE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"paper": told}, format="pdf"
    )
