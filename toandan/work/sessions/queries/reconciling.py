"""What a session brought beside what the ledger holds, and what kits did (đối chiếu, năng suất bộ thiết bị)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Verb
from toandan.work.sessions.models import Route, Session
from toandan.work.sessions.queries.places import within
from toandan.work.sessions.words import Count, Kind, KitUse, SessionRow, State

COUNTED = {Kind.ENROLMENT: Verb.DOSSIER_COLLECTED, Kind.ACTIVATION: Verb.ACCOUNT_ACTIVATED}
"""What the ledger says of somebody who was served at a session."""


def count_of(session: SessionRow) -> Count:
    """Return the three counts of one session as they are now; a ticket stands for one person."""
    return counts([session])[session.code]


def counts(sessions: Sequence[SessionRow]) -> dict[str, Count]:
    """Return the three counts of sessions by code: the crew's, the tickets', the ledger's under their codes."""
    posted = ledger.posted_under([one.code for one in sessions])
    return {one.code: Count(one.collected or 0, one.served or 0, _posted(one, posted)) for one in sessions}


def _posted(session: SessionRow, posted: Mapping[tuple[str, str], int]) -> int:
    """Return how many people the ledger holds under a session's code; what a counter-entry there took back is not."""
    return posted.get((session.code, COUNTED[session.kind]), 0) - posted.get((session.code, Verb.CORRECTED), 0)


def kit_use(numbers: Sequence[int], first_day: date, days: int, kits: Collection[str] = ()) -> list[KitUse]:
    """Return what each kit did for these units on these days, by kit: planned and held half-days, people, idle days.

    A day is idle when the kit neither stood at a session nor drove a route on it, public holidays left out. `kits` are
    those to be named even if they did nothing at all.
    """
    last = first_day + timedelta(days=days - 1)
    stood = Session.objects.filter(within(numbers), day__range=(first_day, last)).exclude(state=State.CANCELLED.value)
    driven = Route.objects.filter(within(numbers), day__range=(first_day, last)).exclude(state=State.CANCELLED.value)
    use = {kit: KitUse(kit, 0, 0, 0, 0) for kit in kits}
    busy: dict[str, set[date]] = defaultdict(set)
    for row in stood:
        busy[row.kit].add(row.day)
        use[row.kit] = _with(use.get(row.kit, KitUse(row.kit, 0, 0, 0, 0)), row)
    for kit, day in driven.values_list("kit", "day"):
        busy[kit].add(day)
        use.setdefault(kit, KitUse(kit, 0, 0, 0, 0))
    workdays = days - len(days_off(first_day, last))
    return [replace(use[kit], idle_days=max(workdays - len(busy[kit]), 0)) for kit in sorted(use)]


def _with(use: KitUse, row: Session) -> KitUse:
    halves = row.morning + row.afternoon
    held = row.state in {State.CLOSED.value, State.RECONCILED.value}
    return replace(
        use, planned=use.planned + halves, held=use.held + halves * held,
        people=use.people + (row.served or 0) * held,
    )  # fmt: skip
