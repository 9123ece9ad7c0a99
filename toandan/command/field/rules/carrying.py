"""What approval changes: the sessions that stand announced beside those of the plan (so sánh để ban hành)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Deed(StrEnum):
    """What is done with one session when a plan is approved."""

    KEEP = "keep"
    ANNOUNCE = "announce"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as the plan has it."""

    place: str
    kit: str
    day: date
    shift: str
    expected: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A session as it stands announced; `code` is its name."""

    code: str
    place: str
    kit: str
    day: date
    shift: str


@dataclass(frozen=True, slots=True)
class Step:
    """One deed: the session that stands, the one the plan has, or both."""

    deed: Deed
    standing: Standing | None
    wanted: Wanted | None


def steps(standing: Iterable[Standing], wanted: Iterable[Wanted]) -> list[Step]:
    """Return what turns the sessions that stand into those wanted, with the fewest cancellations.

    Same place, day and shift: kept, or moved to another kit. Else the same place on another day: moved.
    """
    before = {(one.place, one.day, one.shift): one for one in standing}
    after = {(one.place, one.day, one.shift): one for one in wanted}
    found = []
    spare: dict[str, list[Wanted]] = defaultdict(list)
    for key, plan in sorted(after.items()):
        stands = before.get(key)
        if stands is None:
            spare[plan.place].append(plan)
        else:
            found.append(Step(Deed.KEEP if stands.kit == plan.kit else Deed.MOVE, stands, plan))
    for key, stands in sorted(before.items()):
        if key not in after:
            other = spare[stands.place].pop(0) if spare[stands.place] else None
            found.append(Step(Deed.MOVE if other else Deed.CANCEL, stands, other))
    found += [Step(Deed.ANNOUNCE, None, plan) for rest in spare.values() for plan in rest]
    # Who is cancelled first leaves a kit free for whoever comes after.
    order = (Deed.CANCEL, Deed.KEEP, Deed.MOVE, Deed.ANNOUNCE)
    return sorted(found, key=lambda step: order.index(step.deed))
