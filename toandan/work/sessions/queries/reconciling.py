"""What a session brought beside what the ledger holds, and what kits did (đối chiếu, năng suất bộ thiết bị)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Verb
from toandan.record.units import queries as units
from toandan.work.equipment import queries as equipment
from toandan.work.sessions.models import Route, Session, Visit
from toandan.work.sessions.queries.places import within
from toandan.work.sessions.words import Count, Kind, KitUse, Outcome, SessionRow, State

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
    """Return what each kit did for these units on these days, by kit: half-days, days at homes, people, idle days.

    A day is idle when a kit in the custody of these units could have worked and neither stood at a session nor drove
    a route; public holidays are none. `kits` are those to be named even if they did nothing at all.
    """
    last = first_day + timedelta(days=days - 1)
    stood = Session.objects.filter(within(numbers), day__range=(first_day, last)).exclude(state=State.CANCELLED.value)
    driven = Route.objects.filter(within(numbers), day__range=(first_day, last)).exclude(state=State.CANCELLED.value)
    use = {kit: KitUse(kit) for kit in kits}
    busy: dict[str, set[date]] = defaultdict(set)
    for row in stood:
        busy[row.kit].add(row.day)
        use[row.kit] = _with(use.get(row.kit, KitUse(row.kit)), row)
    done = _done([one.route_id for one in driven])
    for route in driven:
        busy[route.kit].add(route.day)
        told = use.get(route.kit, KitUse(route.kit))
        use[route.kit] = replace(told, routes=told.routes + 1, homes=told.homes + done[route.route_id])
    idle = _idle(numbers, first_day, last, {kit: busy[kit] for kit in use})
    return [replace(use[kit], idle_days=idle.get(kit)) for kit in sorted(use)]


def _idle(numbers: Sequence[int], first: date, last: date, busy: Mapping[str, set[date]]) -> dict[str, int]:
    """Return the idle days of the kits that these units have; what another unit's kit did elsewhere nobody knows."""
    # A holiday is no day on which a kit stood idle, so it counts as one on which it was used.
    off = set(days_off(first, last))
    used = {kit: on | off for kit, on in busy.items()}
    found: dict[str, int] = {}
    for unit in units.by_numbers(numbers).values():
        told = equipment.utilisation(unit.number, unit.last, first=first, last=last, used=used)
        found.update((one.serial, one.idle) for one in told)
    return found


def _done(routes: Sequence[int]) -> Counter[int]:
    """Return at how many homes of each day of visits the visit came to its end; that never changes afterwards."""
    told = Visit.objects.filter(route_id__in=routes, outcome=Outcome.DONE.value)
    return Counter(route for route in told.values_list("route_id", flat=True) if route is not None)


def _with(use: KitUse, row: Session) -> KitUse:
    halves = row.morning + row.afternoon
    held = row.state in {State.CLOSED.value, State.RECONCILED.value}
    return replace(
        use, planned=use.planned + halves, held=use.held + halves * held,
        people=use.people + (row.served or 0) * held,
    )  # fmt: skip
