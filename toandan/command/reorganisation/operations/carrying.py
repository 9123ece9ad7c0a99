"""Carrying a run out: accounts move unit by unit, then posts; killed half-way it goes on (thực hiện sắp xếp)."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import Error
from django.utils.timezone import localdate

from toandan.command.reorganisation import queries
from toandan.command.reorganisation.models import Run
from toandan.command.reorganisation.operations import errors
from toandan.command.reorganisation.operations.papers import move_bodies, move_papers
from toandan.command.reorganisation.operations.receiving import move, read_people
from toandan.command.reorganisation.queries.lists import list_moves
from toandan.command.reorganisation.queries.planning import people_by_state
from toandan.command.reorganisation.queries.posts import client_moves, post_moves
from toandan.command.reorganisation.queries.runs import row_of, stored
from toandan.command.reorganisation.rules.dividing import UNDECIDED
from toandan.command.reorganisation.words import Charge, ClientMove, Origin, Plan, PostMove, Report, RunState
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER, Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as accounts
from toandan.record.ledger.words import Ints, LineArrays, Verb
from toandan.record.officers import operations as officers
from toandan.record.officers.operations import acting
from toandan.record.rolls import operations as rolls
from toandan.work.movements import operations as movements
from toandan.work.movements import queries as movement_rows
from toandan.work.verification import operations as verification
from toandan.work.verification import queries as verification_rows

BATCH = 20_000
"""People an entry moves at most; what waits for a lock waits no longer than one of these takes."""
MANY = 20_000
"""Fewer people than this are led elsewhere faster with every index in place."""
PASSES = 5
"""How often a unit is looked at again when people in it were changed meanwhile."""

Progress = Callable[[int, int], object]
"""Hears how many old units of how many are done."""


def carry_out(
    *, actor: Actor, now: datetime, run: int, people: bytes | None = None, on_progress: Progress | None = None
) -> Report:
    """Move everybody of the old units whom a rule decides, lead posts to the new units, and return the report.

    Each old unit goes by entries of its own, so that a run that was killed goes on where it stopped; when nobody is
    left to be moved nothing is written. Sums by state over the whole area are counted before and after.
    Raises RunUnknown, NotAllowed, UnableToReorganise; the last also when the sums differ.
    """
    began = time.monotonic()
    with acting(actor):
        found = stored(run)
        plan = queries.plan_of(found, now=now)
        listed = read_people(actor=actor, plan=plan, people=people)
        repeated = found.result is not None
        before = found.before or people_by_state(plan, localdate(now))
        head = found.entry_before if found.entry_before is not None else accounts.head()
        if not repeated:
            move(actor, found, RunState.RUNNING, before=before, entry_before=head)
    with _noted(actor, found):
        with _bare(actor, plan, now):
            moved = _move_people(actor, now, found, plan, listed, on_progress)
            # An answer given meanwhile may have brought somebody into a unit whose people had been led away already.
            moved += _move_people(actor, now, found, plan, listed, None)
        posts = _move_posts(actor, now, plan, found.reason)
        clients = _move_clients(actor, now, plan)
        lists, papers = _move_lists(actor, now, plan), move_papers(actor, now, plan)
        # From here on lists name the new units, so nobody comes after these; whose list waited for them goes with them.
        if late := _move_people(actor, now, found, plan, listed, None):
            moved, lists = moved + late, lists + _move_lists(actor, now, plan)
        bodies = move_bodies(actor, now, plan)
        changed = bool(not repeated or moved or posts or clients or lists or papers or bodies)
        if changed:
            _finish(actor, now, found, plan, moved, (posts, clients, lists, papers), time.monotonic() - began)
    if not changed:
        # The job that was asked for has come to its end, though there was nothing to do.
        return _unchanged(actor, now, found)
    return _report(actor, now, run, moved_now=moved, repeated=False)


@contextmanager
def _noted(actor: Actor, found: Run) -> Iterator[None]:
    """Note that the run stopped when something goes wrong; where not even that can be written it looks under way."""
    try:
        yield
    except Exception as error:
        with suppress(Error), acting(actor):
            present = Run.objects.get(pk=found.pk)
            if present.state == RunState.RUNNING:
                _fail(actor, present, getattr(error, "code", type(error).__name__))
        raise


def give_up(*, actor: Actor, now: datetime, run: int) -> bool:
    """Note that nobody works on a run any more, so that nobody waits for it; False when it has ended.

    Whoever was moved stays moved, and the run goes on when somebody starts it again. Only the house gives up: it knows
    whether a job is left. Raises NotAllowed.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        found = Run.objects.select_for_update().filter(pk=run).first()
        if found is None or not row_of(found).under_way:
            return False
        _fail(actor, found, "interrupted")
    return True


def _fail(actor: Actor, found: Run, code: str) -> None:
    move(actor, found, RunState.FAILED)
    subject = f"reorganisation:{found.run_id}"
    append(actor=actor, verb="reorganisation.run.fail", subject=subject, unit=FIRST_NUMBER, detail={"code": code})


def _bare(actor: Actor, plan: Plan, now: datetime) -> AbstractContextManager[object]:
    """Take what people are searched by down for the time, when the operator leads most of the register elsewhere.

    What a killed run left down is built again, also when there is nobody left to be moved.
    """
    if not actor.everywhere:
        return nullcontext()
    with acting(actor):
        going = sum(one.people for one in queries.undecided(plan, localdate(now)))
        everybody = accounts.people_in(as_of=localdate(now), low=FIRST_NUMBER, high=LAST_NUMBER)
    if going >= MANY and going * 2 > everybody:
        return rolls.without_searches(now=now)
    rolls.restore_indexes()
    return nullcontext()


def _unchanged(actor: Actor, now: datetime, found: Run) -> Report:
    if found.state != RunState.DONE:
        with acting(actor):
            Run.objects.filter(pk=found.pk).update(state=RunState.DONE.value, actor=actor.name, actor_id=actor.officer)
    return _report(actor, now, found.run_id, moved_now=0, repeated=True)


def _report(actor: Actor, now: datetime, run: int, *, moved_now: int, repeated: bool) -> Report:
    with acting(actor):
        report = queries.report_of(run, now=now)
    if report is None:
        raise RuntimeError("a run that was finished has a report")
    return replace(report, moved_now=moved_now, repeated=repeated)


def _move_people(
    actor: Actor, now: datetime, found: Run, plan: Plan, listed: Mapping[int, int], told: Progress | None
) -> int:
    moved = 0
    for place, origin in enumerate(plan.origins, start=1):
        moved += _move_unit(actor, now, found, plan, origin, listed)
        if told is not None:
            told(place, len(plan.origins))
        if place % 10 == 0:
            with acting(actor):
                Run.objects.filter(pk=found.pk).update(done=place, actor=actor.name, actor_id=actor.officer)
    return moved


def _move_unit(actor: Actor, now: datetime, found: Run, plan: Plan, origin: Origin, listed: Mapping[int, int]) -> int:
    """Post everybody of one old unit whom a rule decides; people changed meanwhile are met by looking again."""
    moved = 0
    for _attempt in range(PASSES):
        with acting(actor):
            standing = accounts.people_at(origin.unit.number)
            targets = queries.targets(plan, origin, standing.persons, listed)
        left = 0
        for new in np.unique(targets[targets != UNDECIDED]).tolist():
            chosen = np.flatnonzero(targets == new)
            for first in range(0, len(chosen), BATCH):
                batch = chosen[first : first + BATCH]
                outcome = _post(actor, now, found, plan, (origin.unit.number, new), standing, batch)
                moved += outcome.posted
                left += len(outcome.refused)
        if not left:
            break
    return moved


def _post(
    actor: Actor,
    now: datetime,
    found: Run,
    plan: Plan,
    pair: tuple[int, int],
    standing: accounts.StandingArrays,
    batch: Ints,
) -> ledger.Outcome:
    """Post one entry; its key follows from whom it moves and from the last entry of each, so that a repeat is known."""
    persons, states = standing.persons[batch], standing.states[batch]
    made = hashlib.blake2b(f"{found.digest}/{pair[0]}/{pair[1]}".encode(), digest_size=16)
    made.update(persons.tobytes() + states.tobytes() + standing.entries[batch].tobytes())
    many = len(batch)
    lines = LineArrays(persons, np.full(many, pair[0]), states, np.full(many, pair[1]), states)
    return ledger.post(
        actor=actor, now=now, verb=Verb.REORGANISED, occurred_on=plan.on, client_key=UUID(bytes=made.digest()),
        lines=lines, reason=found.reason, evidence=found.file_name, session=session(found, *pair), partial=True,
    )  # fmt: skip


def session(found: Run, *pair: int) -> str:
    """Return the word by which the entries of a run are known, or those of one old and new unit of it."""
    return f"reorganisation:{found.run_id}/{'/'.join(map(str, pair))}"


def _pairs(found: Run) -> list[list[int]]:
    """Return old unit, new unit and people of everything the run has moved so far, in whatever calls it did."""
    posted = accounts.posted_by_session(session(found))
    rows = [[*map(int, word.split("/")[1:]), people] for word, people in posted.items() if people]
    return sorted(rows)


def _move_posts(actor: Actor, now: datetime, plan: Plan, reason: str) -> list[PostMove]:
    """Lead every post whose unit has a successor to it; return those that were led, once each."""
    with acting(actor):
        waiting = {one.unit for one in queries.undecided(plan, localdate(now))}
        wanted = list(post_moves(plan, waiting, now=now))
    led: list[PostMove] = []
    for one in wanted:
        if one.new is None:
            continue
        head = one.charge == Charge.LED
        if officers.repoint(actor=actor, now=now, post=one.post, unit=one.new, keep=one.keep, reason=reason, head=head):
            led.append(one)
    return led


def _move_clients(actor: Actor, now: datetime, plan: Plan) -> list[ClientMove]:
    """Lead every connected system whose unit has a successor to it; return those that were led, once each."""
    with acting(actor):
        waiting = {one.unit for one in queries.undecided(plan, localdate(now))}
        wanted = list(client_moves(plan, waiting, now=now))
    return [
        one
        for one in wanted
        if one.new is not None
        and not one.keep
        and officers.repoint_client(actor=actor, now=now, client=one.client, unit=one.new)
    ]


def _move_lists(actor: Actor, now: datetime, plan: Plan) -> int:
    """Lead the lists of every unit nobody stands in any more to where their people are; return how many.

    Those to bodies follow their cases, those between units the people waited for.
    """
    with acting(actor):
        waiting = {one.unit for one in queries.undecided(plan, localdate(now))}
        asked = list(list_moves(plan, waiting, verification_rows.units_with_lists))
        notified = list(list_moves(plan, waiting, movement_rows.units_with_lists))
        recorded = list(list_moves(plan, (), movement_rows.units_with_movements))
    led = 0
    for lead, moves in ((verification.repoint_lists, asked), (movements.repoint_lists, notified)):
        led += sum(lead(actor=actor, now=now, old=one.old, new=one.new, main=one.main) for one in moves)
    for one in recorded:
        # What happened to somebody follows them, also while others of the unit are undecided; it is counted as no list.
        movements.repoint_movements(actor=actor, now=now, old=one.old, new=one.new, main=one.main)
    return led


def _finish(
    actor: Actor,
    now: datetime,
    found: Run,
    plan: Plan,
    moved: int,
    led: tuple[list[PostMove], list[ClientMove], int, int],
    seconds: float,
) -> None:
    """Count again, hold the sums against each other, and keep the report."""
    with acting(actor):
        after, head = people_by_state(plan, localdate(now)), accounts.head()
        start = found.entry_before or 0
        others = accounts.others_between(after=start, until=head, beginning=session(found))
        if after != found.before and not others:
            raise errors.UnableToReorganise(errors.SUMS_DIFFER, code="sums_differ")
        pairs = _pairs(found)
        posts, clients, lists, papers = led
        kept = (found.result or {}).get("posts", [])
        rows = [[p.post, p.officer, p.role, p.old, p.new, p.keep, p.charge] for p in posts]
        result = {
            "pairs": pairs,
            "posts": [*(k for k in kept if k[0] not in {r[0] for r in rows}), *rows],
            "clients": (found.result or {}).get("clients", [])
            + [[c.client, c.name, c.old, c.new, c.keep] for c in clients],
            "lists": (found.result or {}).get("lists", 0) + lists,
            "papers": (found.result or {}).get("papers", 0) + papers,
            "after": after,
            "others": others,
            "seconds": round(seconds, 1),
        }
        changed = {
            "result": result, "state": RunState.DONE.value, "done": found.total, "finished_at": now,
            "actor": actor.name, "actor_id": actor.officer,
        }  # fmt: skip
        Run.objects.filter(pk=found.pk).update(**changed)
        detail = {"moved": moved, "posts": len(posts), "people": sum(after.values())}
        subject = f"reorganisation:{found.run_id}"
        append(actor=actor, verb="reorganisation.run.finish", subject=subject, unit=FIRST_NUMBER, detail=detail)
