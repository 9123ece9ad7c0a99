"""Reading who needs attention, and score sheets; every function works inside the scope of its transaction."""

from toandan.command.evaluation.queries.attention import MOST_HELPERS, attention, plain
from toandan.command.evaluation.queries.counting import counted, subject_of
from toandan.command.evaluation.queries.merging import summed
from toandan.command.evaluation.queries.redrawing import redrawn
from toandan.command.evaluation.queries.sheets import (
    SheetUnknown,
    appeals,
    commendations,
    criteria,
    of_unit,
    open_appeals,
    periods,
    sheet,
    sheets,
    sheets_by_unit,
    versions,
)

__all__ = [
    "MOST_HELPERS",
    "SheetUnknown",
    "appeals",
    "attention",
    "commendations",
    "counted",
    "criteria",
    "of_unit",
    "open_appeals",
    "periods",
    "plain",
    "redrawn",
    "sheet",
    "sheets",
    "sheets_by_unit",
    "subject_of",
    "summed",
    "versions",
]
