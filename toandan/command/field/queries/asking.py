"""Questions about a version that are worked out when they are asked (hỏi nhanh)."""

from collections.abc import Collection
from typing import Any

from toandan.command.field.rules import figures, tasks
from toandan.command.field.rules.parameters import limits
from toandan.command.field.words import VersionRow

__all__ = ["at_floors", "limits"]


def at_floors(row: VersionRow, pool: str, *, floors: Collection[float], share: int) -> dict[float, dict[str, Any]]:
    """Return by floor (of 1) what one district's plan without solvers is worth at it, at a turnout in percent."""
    task = tasks.task(row.instance)
    return {floor: figures.at_floor(task, pool, floor, share) for floor in set(floors)}
