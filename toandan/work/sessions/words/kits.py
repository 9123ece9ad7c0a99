"""What a kit did and is to do, as a value (việc của bộ thiết bị)."""

from dataclasses import dataclass
from datetime import date

from toandan.work.sessions.words.names import Shift, State


@dataclass(frozen=True, slots=True)
class KitDeed:
    """A session or a day of home visits of a kit; `place` is a place's code, nothing for visits.

    `homes` are still to be visited or were, and `posted` how many people the ledger holds under the code.
    """

    code: str
    day: date
    shift: Shift
    place: str
    state: State
    plan: str
    homes: int
    posted: int

    @property
    def visits(self) -> bool:
        """Tell whether it is a day of home visits."""
        return not self.place
