"""Pure decisions: since when a unit is behind, and what of all that was noticed is told (quy tắc)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from toandan.command.campaign.words import IN_PROGRESS, UNTOUCHED, BoardRow, Status
from toandan.command.evaluation.words import GRAVITY, Notice, Reason
from toandan.ground.forecast.signs import Sign, SignKind

PACE_DAYS = 7
"""Days whose mean is a unit's present pace, as on the board."""
_KINDS = {
    SignKind.STALLED: Reason.STALLED,
    SignKind.DROPPED: Reason.DROPPED,
    SignKind.SLOWED: Reason.SLOWED,
    SignKind.ODD: Reason.ODD,
}


def notices(
    row: BoardRow, *, as_of: date, deadline: date, signs: Iterable[Sign], silent: bool, overdue: Sequence[date]
) -> tuple[Notice, ...]:
    """Return what is told of a unit, the gravest first.

    `silent`: its dossiers stand still as well. `overdue`: the last days of lists it has not answered. Whoever is done
    is told nothing about pace.
    """
    found = [_noticed(sign, silent=silent) for sign in signs]
    if row.status in {Status.LATE, Status.OVERDUE}:
        found.append(Notice(Reason.BEHIND, behind_since(row, as_of, deadline), row.pace or Decimal(0), row.pace_needed))
    if overdue:
        found.append(Notice(Reason.LISTS_OVERDUE, min(overdue) + timedelta(days=1), Decimal(len(overdue))))
    return tuple(sorted(found, key=lambda notice: GRAVITY[notice.reason]))


def _noticed(sign: Sign, *, silent: bool) -> Notice:
    reason = Reason.SILENT if silent and sign.kind is SignKind.STALLED else _KINDS[sign.kind]
    return Notice(reason, sign.since, Decimal(sign.observed), Decimal(sign.expected))


def behind_since(row: BoardRow, as_of: date, deadline: date) -> date | None:
    """Return the first of the days in a row, up to `as_of`, on which the week's pace fell short of the one needed.

    None when it fell short on every day that can be told from the row.
    """
    done, since = row.done, as_of
    for back in range(len(row.spark) - PACE_DAYS + 1):
        day = as_of - timedelta(days=back)
        week = row.spark[len(row.spark) - back - PACE_DAYS : len(row.spark) - back]
        if day < deadline and sum(week) * (deadline - day).days >= (row.goal - done) * PACE_DAYS:
            return since
        since = day
        done -= row.spark[len(row.spark) - back - 1]
    return None


def obstacles(row: BoardRow, *, most: int = 3) -> tuple[tuple[str, int], ...]:
    """Return what holds most of its people up; who is untouched or on the way is held up by nothing."""
    found = [(kind, people) for kind, people in row.residual.items() if people and kind not in {IN_PROGRESS, UNTOUCHED}]
    return tuple(sorted(found, key=lambda one: -one[1])[:most])
