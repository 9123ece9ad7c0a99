"""What one kit did and is to do, by its serial: whoever asks sees what lies in scope (việc của bộ thiết bị)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Verb
from toandan.work.equipment import queries as equipment
from toandan.work.sessions.models import Route, Session
from toandan.work.sessions.queries.homes import route_rows
from toandan.work.sessions.words import KitDeed, SessionRow, Shift, State

_STANDING = (State.PLANNED, State.OPEN)


def kit_deeds(serial: str, first: date, last: date | None) -> list[KitDeed]:
    """Return the sessions and days of visits of a kit from a day to another that are not cancelled, by day.

    Without a last day all that come; with the people the ledger holds under each, less what was taken back there.
    """
    span = {"day__gte": first} | ({} if last is None else {"day__lte": last})
    sessions = list(Session.objects.filter(kit=serial, **span).exclude(state=State.CANCELLED.value))
    routes = route_rows(Route.objects.filter(kit=serial, **span).exclude(state=State.CANCELLED.value))
    posted = dict.fromkeys([*(one.code for one in sessions), *(one.code for one in routes)], 0)
    for (code, verb), many in ledger.posted_under(list(posted)).items():
        posted[code] += -many if verb == Verb.CORRECTED else many
    found = [
        KitDeed(one.code, one.day, Shift(one.shift), one.place_code, State(one.state), one.plan, 0, posted[one.code])
        for one in sessions
    ]
    found += [
        KitDeed(one.code, one.day, Shift.DAY, "", one.state, one.plan, len(one.stops), posted[one.code])
        for one in routes
    ]
    return sorted(found, key=lambda one: (one.day, one.shift, one.code))


def kit_ahead(serial: str, first: date, last: date | None) -> list[KitDeed]:
    """Return what of these days still stands announced: what is hit when the kit cannot work then."""
    return [one for one in kit_deeds(serial, first, last) if one.state in _STANDING and (one.place or one.homes)]


def suspect_work(device: int, serial: str, *, today: date) -> list[tuple[datetime, datetime | None, list[KitDeed]]]:
    """Return each span in which a device's work was or is suspect, its end (None: it still is), and what it did then.

    Whole days count: what was held on the day it was stolen may have been held afterwards.
    """
    found = []
    for since, until in equipment.suspect_spans(device):
        last = min(localdate(until), today) if until is not None else today
        deeds = kit_deeds(serial, localdate(since), last)
        found.append(
            (since, until, [one for one in deeds if one.visits or one.posted or one.state is not State.PLANNED])
        )
    return found


def kit_fails(row: SessionRow, today: date) -> bool:
    """Tell whether the kit of a session that is ahead or runs is blocked, or known to be broken or in repair then."""
    if row.state not in {State.PLANNED, State.OPEN} or row.day < today:
        return False
    return equipment.is_blocked(row.kit) or equipment.out_until(row.kit, row.day, today=today)[0]
