"""How a task is written on the command line: its day, for whom, what it is measured by, its words (nhiệm vụ)."""

import re
from collections.abc import Callable
from datetime import date

import typer

from toandan.faces.cli.directing.words import TASK
from toandan.work.directives.words import TaskWish

_WORDS = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(@(?P<unit>[^\s#]+))?(#(?P<order>[^\s/]+)/(?P<measure>\w+)/(?P<percent>\d{1,3}))?"
    r"\s+(?P<text>\S.*)",
    re.DOTALL,
)


def wish(said: str, number: Callable[[str], int]) -> TaskWish:
    """Return the task that is meant; `number` finds the unit or body with a code."""
    found = _WORDS.fullmatch(said.strip())
    if found is None:
        raise typer.BadParameter(TASK, param_hint="--task")
    try:
        due_on = date.fromisoformat(found["day"])
    except ValueError:
        raise typer.BadParameter(TASK, param_hint="--task") from None
    at = number(found["unit"]) if found["unit"] else None
    percent = int(found["percent"]) if found["percent"] else None
    return TaskWish(found["text"], due_on, at, found["order"] or "", found["measure"] or "", percent)
