"""Pure decisions about lists: where a list ends, what goes with a person, whom a list is for (quy tắc)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from toandan.record.ledger.words import Obstacle, Residence, Standing
from toandan.record.units.words import Unit
from toandan.work.movements.words import IMPLIED, ListState, ReturnReason

OF_THE_PERSON = frozenset(
    {
        Obstacle.SUSPECTED_DEAD,
        Obstacle.BIRTH_DATE_MISSING,
        Obstacle.NO_PAPERS,
        Obstacle.HOMEBOUND,
        Obstacle.DATA_MISMATCH,
        Obstacle.IN_CUSTODY,
    }
)
"""Obstacles that lie in the person or their papers and go along; the others lie in the place that is left behind."""


def state_of(*, lines: int, accepted: int, returned: int, withdrawn: int) -> ListState:
    """Return where a sent list stands after an answer or a withdrawal; `lines` counts everybody on it."""
    if accepted + returned + withdrawn < lines:
        return ListState.SENT
    if withdrawn == lines:
        return ListState.WITHDRAWN
    if accepted and returned:
        return ListState.PARTLY_ACCEPTED
    if accepted:
        return ListState.ACCEPTED if not withdrawn else ListState.PARTLY_ACCEPTED
    return ListState.RETURNED


def notified(standing: Standing) -> Standing:
    """Return how a person stands at the sender while a list is open."""
    return standing.but(obstacle=Obstacle.NOTIFIED_ELSEWHERE)


def taken_over(standing: Standing, *, residence: Residence, before: Obstacle) -> Standing:
    """Return how a person stands at the receiver: how they live there, and the obstacles that go with the person.

    `before` is what stood in the way before the list went out; what the sender found out meanwhile is stronger.
    """
    found = before if standing.obstacle is Obstacle.NOTIFIED_ELSEWHERE else standing.obstacle
    return standing.but(residence=residence, obstacle=found if found in OF_THE_PERSON else Obstacle.NONE)


def given_back(standing: Standing, *, before: Obstacle, reason: ReturnReason | None) -> Standing:
    """Return how a person stands at the sender after a return, or after a withdrawal (no reason).

    An obstacle that the sender wrote down while the list was open is kept: it is newer than the list.
    """
    implied = IMPLIED[reason] if reason else None
    if implied is not None:
        return standing.but(obstacle=implied)
    return standing.but(obstacle=before) if standing.obstacle is Obstacle.NOTIFIED_ELSEWHERE else standing


def residence_at(*, permanent: bool, temporary: bool, now: Residence) -> Residence:
    """Return how a person lives at a place where they are registered permanently, for a time, or not at all.

    Whoever has no registration anywhere has none there either; everybody else lives there for the time being.
    """
    if permanent:
        return Residence.PERMANENT
    if temporary or now is not Residence.UNREGISTERED:
        return Residence.TEMPORARY
    return Residence.UNREGISTERED


def ended(target: Unit, source: Unit, on: date) -> bool:
    """Tell whether the place somebody lives in is a unit of the past while the unit that answers for them goes on.

    Before a reform has been carried out in the accounts, all units are those of the time before, and lists go on.
    """
    return source.in_force(on) and not target.in_force(on)


def last_day(sent_on: date, days: int) -> date:
    """Return the last day on which an answer is in time; `days` are calendar days, at least one."""
    return sent_on + timedelta(days=max(days, 1))


def grouped(targets: Mapping[int, int], receivers: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the people of each receiving unit; `targets` is person → commune, `receivers` commune → addressee."""
    groups: dict[int, list[int]] = {}
    for person, target in sorted(targets.items()):
        groups.setdefault(receivers[target], []).append(person)
    return groups


def doubled(people: Iterable[int]) -> set[int]:
    """Return who is named more than once."""
    return {person for person, times in Counter(people).items() if times > 1}
