"""Pure decisions about directives: signs, who may be addressed, which task is next (quy tắc)."""

import re
from collections.abc import Iterable
from datetime import date

from toandan.work.directives.words import Place, TaskRow

SIGN = re.compile(r"[0-9A-ZĂÂĐÊÔƠƯ][0-9A-Za-zĂÂĐÊÔƠƯ().&-]{1,29}")
"""The sign of a paper without its number: the issuer's letters and the drafter's, `UBND-KSTTHC`."""


def is_sign(text: str) -> bool:
    """Tell whether a text can stand behind the number of a paper."""
    return SIGN.fullmatch(text) is not None


def may_address(issuer: Place, *, low: int, high: int, to: Place, committee: bool) -> bool:
    """Tell whether an issuer whose territory is numbered `low` to `high` may give tasks to somebody.

    The police give tasks to units below them. A committee gives them to the units and the bodies of its territory;
    this is why the police propose to the committee what concerns others.
    """
    if to.number == issuer.number or not low <= to.number <= high:
        return False
    return committee or not (issuer.body or to.body)


def next_due(tasks: Iterable[TaskRow], answered: Iterable[int]) -> date | None:
    """Return the first day of what is still to be reported, None when all is."""
    done = set(answered)
    return min((task.due_on for task in tasks if task.task_id not in done), default=None)


def spans(ranges: Iterable[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[int]]:
    """Split what is in an officer's reach into ranges of units and single bodies.

    A range one number wide is that of a body; the police around a body do not speak for it, nor read its papers.
    """
    reach = list(ranges)
    return [pair for pair in reach if pair[0] < pair[1]], [low for low, high in reach if low == high]
