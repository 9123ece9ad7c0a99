"""The picture that stands beside a link in messages and networks (ảnh chia sẻ): what is shown of a unit, 1200 × 630.

Typst sets it with the fonts it carries, so that every machine draws the same bytes.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("share.typ")


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says; `percent` draws the bar, None leaves it out."""

    title: str
    order: str
    figures: str
    foot: str
    percent: float | None


def png(card: Card) -> bytes:
    """Return the picture."""
    made = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="png",
        ppi=72.0,
        ignore_system_fonts=True,
        sys_inputs={"card": json.dumps(asdict(card), ensure_ascii=False)},
    )
    return made if isinstance(made, bytes) else b"".join(made)
