"""What approval changes: the sessions that stand announced beside those of the plan (so sánh để ban hành)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    return possible(found)


def not_begun(begun: Iterable[Standing], wanted: Iterable[Wanted]) -> list[Wanted]:
    """Return the sessions wanted but for those whose kit or place is where a session has begun: it is theirs."""
    taken = {slot for one in begun for slot in _slots(one)}
    return [one for one in wanted if not taken & set(_slots(one))]


def possible(found: Iterable[Step]) -> list[Step]:
    """Return the deeds in an order in which each finds its kit and place free.

    Cancellations come first. A move waits until its kit and place are free; moves that wait for each other in a circle
    are made by cancelling and announcing.
    """
    rows = list(found)
    cancelled = [step for step in rows if step.deed is Deed.CANCEL]
    kept = [step for step in rows if step.deed is Deed.KEEP]
    waiting = [step for step in rows if step.deed is Deed.MOVE]
    taken = {slot for step in (*kept, *waiting) if step.standing for slot in _slots(step.standing)}
    moved: list[Step] = []
    progress = True
    while waiting and progress:
        progress = False
        for step in list(waiting):
            if step.standing is None or step.wanted is None:
                continue
            own, new = set(_slots(step.standing)), set(_slots(step.wanted))
            if not (new - own) & taken:
                taken = (taken - own) | new
                moved.append(step)
                waiting.remove(step)
                progress = True
    # What is left waits in a circle.
    cancelled += [Step(Deed.CANCEL, step.standing, None) for step in waiting]
    announced = [Step(Deed.ANNOUNCE, None, step.wanted) for step in waiting]
    announced += [step for step in rows if step.deed is Deed.ANNOUNCE]
    return [*cancelled, *kept, *moved, *announced]


def _slots(one: Standing | Wanted) -> Iterator[tuple[str, str, date, int]]:
    """Yield what a session takes: its kit and its place on each half of the day."""
    for half in (0, 1):
        if one.shift in ("DAY", ("AM", "PM")[half]):
            yield "kit", one.kit, one.day, half
            yield "place", one.place, one.day, half
