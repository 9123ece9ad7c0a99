"""Questions about a version that are worked out when they are asked (hỏi nhanh)."""

from typing import Any

from toandan.command.field.rules import figures, tasks
from toandan.command.field.rules.parameters import limits
from toandan.command.field.words import VersionRow

__all__ = ["at_floor", "limits"]


def at_floor(row: VersionRow, pool: str, *, floor: float, share: int) -> dict[str, Any]:
    """Return what one district's plan without solvers is worth at another floor (of 1) and turnout (in percent)."""
    return figures.at_floor(tasks.task(row.instance), pool, floor, share)
