"""Places, homes still to be visited, and helpers asked for, as files (xuất bảng địa điểm, nhà chờ đến, lực lượng)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import PURPOSE, Sheet, sheet
from toandan.faces.web.sessions import parts
from toandan.record.journal.operations import append_reads
from toandan.record.officers.operations import require
from toandan.record.people import queries as people
from toandan.record.people.words import PeoplePermission
from toandan.record.units.words import Unit
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import PlaceRow, SessionsPermission

MOST_HOMES = 100_000
"""More homes than wait in a city."""
PLACES = Table(
    "places",
    _("Places"),
    (
        Column("code", _("Code of the place")),
        Column("name", _("Name")),
        Column("unit", _("Unit")),
        Column("kind", _("Kind of place")),
        Column("address", _("Address")),
        Column("share", _("Nearest for, %"), Kind.DECIMAL, _("Of the people of its unit who remain.")),
        Column("latitude", _("Latitude")),
        Column("longitude", _("Longitude")),
        Column("located", _("Coordinates"), Kind.TEXT, _("Measured, or those of the seat of the unit.")),
        Column("serves", _("For which addresses")),
    ),
)
HOMES = Table(
    "homes",
    _("Still to be visited"),
    (
        Column("name", _("Name")),
        Column("unit", _("Unit")),
        Column("address", _("Address")),
        Column("phone", _("Telephone")),
        Column("urgency", _("Urgency")),
        Column("wanted", _("When it suits")),
        Column("since", _("Since"), Kind.DAY),
        Column("until", _("To be visited until"), Kind.DAY),
        Column("last", _("Last visit")),
    ),
    people=True,
)


HELPERS = Table(
    "helpers",
    _("Helpers"),
    (
        Column("day", _("Day"), Kind.DAY),
        Column("shift", _("Half of the day")),
        Column("session", _("Session")),
        Column("place", _("Place")),
        Column("task", _("What the helper does")),
        Column("name", _("Name")),
        Column("state", _("State")),
        Column("hours", _("Hours"), Kind.DECIMAL),
    ),
)


@sheet(permission=parts.READ)
def places(request: Asking) -> Sheet:
    """Hand out the places of a unit and of those below it."""
    unit = parts.within(request)
    rows = (_place(one) for one in queries.places_in([unit.number], localdate(request.now)))
    return Sheet(PLACES, rows, unit.number, unit.name_vi)


def _place(one: PlaceRow) -> Row:
    return (
        one.code, one.name, parts.name(one.unit), labels.PLACES[one.kind], one.address,
        round(Decimal(100 * one.share), 1), f"{one.latitude:.5f}", f"{one.longitude:.5f}", labels.LOCATED[one.located],
        "; ".join(one.serves),
    )  # fmt: skip


@sheet(permission=SessionsPermission.VISIT)
def waiting(request: Asking) -> Sheet:
    """Hand out the homes of a unit that wait for a visit; whoever takes them out may take people out."""
    unit = parts.within(request)
    for word in (SessionsPermission.VISIT, PeoplePermission.EXPORT):
        require(request.actor, word, at=unit.number)
    return Sheet(HOMES, _homes(request, unit), unit.number, unit.name_vi)


def _homes(request: Asking, unit: Unit) -> Iterator[Row]:
    found = queries.requests([unit.number], limit=MOST_HOMES)
    known = {one.person_id: one for one in people.persons({row.person for row in found})}
    append_reads(
        actor=request.actor, people=[(one.person_id, one.unit) for one in known.values()], purpose=PURPOSE
    )  # fmt: skip
    for row in found:
        details = known[row.person].details if row.person in known else None
        yield (
            details.full_name if details else _("Now in another unit"), parts.name(row.unit),
            details.present_address if details else None, details.phone if details else None,
            labels.URGENCIES[row.urgency], labels.WANTED[row.shift], row.since, row.until,
            labels.OUTCOMES[row.outcome] if row.outcome else labels.HOMES[row.state],
        )  # fmt: skip


@sheet(permission=SessionsPermission.ANSWER)
def helpers(request: Asking) -> Sheet:
    """Hand out what the officer's body was asked for in the days of its page, its answers, and the hours worked."""
    body = request.actor.at
    return Sheet(HELPERS, _helpers(body, localdate(request.now) - parts.BACK), body, parts.name(body))


def _helpers(body: int, since: date) -> Iterator[Row]:
    at = queries.whereabouts(since)
    for one in queries.asked_of(body, since):
        there = at.get(one.helper_id)
        yield (
            one.day, labels.SHIFTS[there.shift] if there else "", one.session, there.place if there else "", one.task,
            one.name, labels.HELPERS[one.state],
            None if one.minutes is None else round(Decimal(one.minutes) / 60, 1),
        )  # fmt: skip
