"""Questions about a version that are worked out when they are asked (hỏi nhanh)."""

import json
from collections.abc import Collection
from typing import Any

from toandan.command.field.rules import figures, tasks
from toandan.command.field.rules.parameters import limits
from toandan.command.field.words import VersionRow
from toandan.ground.routing import plans, replanning

__all__ = ["at_floors", "limits"]


def at_floors(row: VersionRow, pool: str, *, floors: Collection[float], share: int) -> dict[float, dict[str, Any]]:
    """Return by floor (of 1) what one district's plan without solvers is worth at it, at a turnout in percent."""
    task = tasks.task(row.instance)
    if row.head.today:
        # A plan made anew is compared with what can still be done.
        task = replanning.from_today(task, row.head.today, plans.read(json.dumps(row.plan)), frozenset())
    return {floor: figures.at_floor(task, pool, floor, share) for floor in set(floors)}
