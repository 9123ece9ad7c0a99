"""What carrying out a plan would do, without doing it (chạy thử)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import localdate

from toandan.command.reorganisation.queries.along import Following, along, following
from toandan.command.reorganisation.queries.dividing import possible, targets
from toandan.command.reorganisation.queries.lists import left_bodies, left_supports
from toandan.command.reorganisation.queries.planning import people_by_state, people_by_unit
from toandan.command.reorganisation.queries.posts import client_moves, post_moves
from toandan.command.reorganisation.rules.dividing import UNDECIDED
from toandan.command.reorganisation.words import PairRow, Plan, Report, RunState, Undecided
from toandan.record.ledger import queries as accounts
from toandan.record.ledger.words import Standing


def forecast(plan: Plan, listed: Mapping[int, int], *, now: datetime) -> Report:
    """Return the report of a plan as if it had been carried out; nothing is written."""
    today, kept = localdate(now), following(plan)
    pairs, waiting, perhaps = _going(plan, listed, kept, today)
    stages = by_card(people_by_state(plan, today))
    keep = {one.unit for one in waiting}
    posts = tuple(post_moves(plan, keep, now=now))
    return Report(
        run=0,
        state=RunState.CHECKED,
        on=plan.on,
        dry_run=True,
        pairs=tuple(pairs),
        undecided=tuple(waiting),
        possible=tuple(perhaps),
        along=along(plan, kept, pairs, posts, keep),
        posts=posts,
        left_bodies=tuple(left_bodies(plan)),
        left_supports=tuple(left_supports(plan, today)),
        clients=tuple(client_moves(plan, keep, now=now)),
        left_out=plan.left_out,
        before=stages,
        after=stages,
        moved_now=0,
    )


def _going(
    plan: Plan, listed: Mapping[int, int], kept: Following, today: date
) -> tuple[list[PairRow], list[Undecided], list[PairRow]]:
    """Return who goes where, who is undecided and where these may go at most; note in `kept` what goes along."""
    standing = people_by_unit(plan, today)
    pairs: list[PairRow] = []
    waiting: list[Undecided] = []
    perhaps: list[PairRow] = []
    for origin in plan.origins:
        number = origin.unit.number
        if not standing[number]:
            continue
        if origin.whole is not None:
            going = Counter({origin.whole: standing[number]})
        else:
            persons = accounts.people_at(number).persons
            chosen = targets(plan, origin, persons, listed)
            kept.note(persons, chosen)
            going = Counter(chosen.tolist())
            perhaps += _pairs(number, possible(origin, persons[chosen == UNDECIDED]))
        parked = going.pop(UNDECIDED, 0)
        pairs += _pairs(number, going)
        if parked:
            waiting.append(Undecided(number, parked, tuple(t.unit for t in origin.targets)))
    return pairs, waiting, perhaps


def _pairs(old: int, people: Mapping[int, int]) -> list[PairRow]:
    return [PairRow(old, new, many) for new, many in sorted(people.items()) if many]


def by_card(states: Mapping[str, int]) -> dict[str, int]:
    """Return counts by card stage of counts by state."""
    found: Counter[str] = Counter()
    for state, many in states.items():
        found[Standing.of(int(state)).card.value] += many
    return dict(sorted(found.items()))
