"""What became of a unit's pace after a day, such as that of a directive (tác dụng)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toandan.command.campaign.words.board import BoardRow
from toandan.command.campaign.words.measures import Measure

BEFORE_DAYS = 7
"""Over how many days before the day the pace is taken."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The pace of a unit in the days before `day` and from that day on, in people a day, rounded down to one decimal.

    `before` is None when the order had not run, `since` when nothing after the day is known. `row` are the unit's
    figures at the end of `as_of`; `done_before` is what was done when the day began.
    """

    order: str
    measure: Measure
    day: date
    as_of: date
    row: BoardRow
    done_before: int
    before: Decimal | None
    days_before: int
    since: Decimal | None
    days_since: int

    @property
    def change(self) -> Decimal | None:
        """How many people a day more, or fewer, than before; None when either is unknown."""
        return None if self.before is None or self.since is None else self.since - self.before
