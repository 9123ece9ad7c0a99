"""What carrying out a plan would do, without doing it (chạy thử)."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localdate

from toandan.command.reorganisation.queries.planning import people_by_state, people_by_unit
from toandan.command.reorganisation.queries.posts import post_moves
from toandan.command.reorganisation.rules.dividing import UNDECIDED, decided
from toandan.command.reorganisation.words import PairRow, Plan, Report, RunState, Undecided
from toandan.record.ledger import queries as accounts
from toandan.record.ledger.words import Standing
from toandan.record.people import queries as people


def forecast(plan: Plan, listed: Mapping[int, int], *, now: datetime) -> Report:
    """Return the report of a plan as if it had been carried out; nothing is written."""
    today = localdate(now)
    standing = people_by_unit(plan, today)
    pairs: list[PairRow] = []
    waiting: list[Undecided] = []
    for origin in plan.origins:
        number = origin.unit.number
        if not standing[number]:
            continue
        going = Counter({origin.whole: standing[number]}) if origin.whole else Counter[int | None]()
        if origin.whole is None:
            # Who has left the register keeps the last unit there, but stands in the world.
            here = set(accounts.people_at(number).persons.tolist())
            for row in (row for row in people.places_at(number) if row.person_id in here):
                going[decided(origin, row.person_id, row.address, listed, rest=plan.rest)] += 1
        parked = going.pop(UNDECIDED, 0)
        pairs += [PairRow(number, new, many) for new, many in sorted(going.items()) if new]
        if parked:
            waiting.append(Undecided(number, parked, tuple(t.unit for t in origin.targets)))
    stages = by_card(people_by_state(plan, today))
    keep = {one.unit for one in waiting}
    return Report(
        run=0,
        state=RunState.CHECKED,
        on=plan.on,
        dry_run=True,
        pairs=tuple(pairs),
        undecided=tuple(waiting),
        posts=tuple(post_moves(plan, keep, now=now)),
        before=stages,
        after=stages,
        moved_now=0,
    )


def by_card(states: Mapping[str, int]) -> dict[str, int]:
    """Return counts by card stage of counts by state."""
    found: Counter[str] = Counter()
    for state, many in states.items():
        found[Standing.of(int(state)).card.value] += many
    return dict(sorted(found.items()))
