"""Who could be put on a list: by obstacle, or because they live under another unit (chọn người cho danh sách)."""

from datetime import date

from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Obstacle, StandingRow, matching
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.work.movements.queries.lists.waiting import taken
from toandan.work.movements.queries.territory import receivers
from toandan.work.movements.words import Candidate

MOST = 200
COUNTED = 10_000
"""People living elsewhere are counted up to here: more than that no page goes through, and counting takes time."""


def candidates(
    *, low: int, high: int, on: date, obstacle: Obstacle | None = None, after: int = 0, limit: int = MOST
) -> list[Candidate]:
    """Return people of the units `low` to `high` for a list, by rising number; `after` is the last one shown.

    Without an obstacle these are the people whose present address lies under another unit than the one that answers.
    The commune of each is named as it is called on the day `on`.
    """
    if obstacle is None:
        rows = people.living_elsewhere(low=low, high=high, after=after, limit=limit)
        stands = {s.person_id: s for s in ledger.standings([row.person_id for row in rows])}
    else:
        states = matching(obstacle=[obstacle])
        found = ledger.line_list(low=low, high=high, states=states, after=after or None, limit=limit)
        rows = people.persons(person for person, *_rest in found)
        stands = {s.person_id: s for s in ledger.standings([row.person_id for row in rows])}
    waiting = {person for person, _unit in taken([row.person_id for row in rows])}
    here = [row for row in rows if row.person_id in stands]
    lives = receivers([(r.person_id, r.details.present_unit, stands[r.person_id].unit_no) for r in here], on)
    return [_candidate(row, stands[row.person_id], waiting, lives.get(row.person_id)) for row in here]


def how_many(*, low: int, high: int, on: date, obstacle: Obstacle | None = None) -> int:
    """Return how many people `candidates` goes through in all, those on a list already among them; at most `COUNTED`.

    Whoever has an obstacle is counted by the ledger's sums of the day `on`, which know no bound.
    """
    if obstacle is None:
        return people.how_many_elsewhere(low=low, high=high, most=COUNTED)
    return ledger.people_in(as_of=on, low=low, high=high, states=matching(obstacle=[obstacle]))


def _candidate(row: PersonRow, stands: StandingRow, waiting: set[int], target: int | None) -> Candidate:
    return Candidate(
        person_id=row.person_id,
        unit=stands.unit_no,
        target=target,
        obstacle=stands.standing.obstacle,
        full_name=row.details.full_name,
        birth=row.details.birth.text,
        address=row.details.present_address,
        on_list=row.person_id in waiting,
    )
