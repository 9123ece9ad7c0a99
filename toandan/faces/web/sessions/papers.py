"""The papers of days in the field, and the calendar (thông báo, phiếu ngày, lịch)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.sheets import PURPOSE, Sheet, sheet
from toandan.faces.web.sessions import expected, homes, parts
from toandan.faces.web.sessions.accounts import born
from toandan.record.journal.operations import append, append_reads
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people_rows
from toandan.record.people.words import PeoplePermission
from toandan.record.units import queries as units
from toandan.sheets.sessions import calendar, papers, sketch
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import HOURS, PlaceRow, RequestRow, RouteRow, SessionRow, SessionsPermission, State

EXPECTED = Table(
    "session-people",
    gettext_lazy("Who could come"),
    (
        Column("name", gettext_lazy("Name")),
        Column("born", gettext_lazy("Birth date")),
        Column("number", gettext_lazy("Personal number"), meaning=gettext_lazy("Masked; only its ends are shown.")),
        Column("address", gettext_lazy("Address")),
        Column("phone", gettext_lazy("Telephone")),
    ),
    people=True,
)
SESSIONS = Table(
    "sessions",
    gettext_lazy("Sessions in the field"),
    (
        Column("code", gettext_lazy("Session")),
        Column("day", gettext_lazy("Day"), Kind.DAY),
        Column("shift", gettext_lazy("Part of the day")),
        Column("place", gettext_lazy("Place of the session")),
        Column("address", gettext_lazy("Address")),
        Column("unit", gettext_lazy("Unit")),
        Column("kind", gettext_lazy("What for")),
        Column("kit", gettext_lazy("Kit")),
        Column("expected", gettext_lazy("Expected"), Kind.COUNT),
        Column("served", gettext_lazy("Served"), Kind.COUNT),
        Column("posted", gettext_lazy("In the ledger"), Kind.COUNT, gettext_lazy("Posted under the session's code.")),
        Column("state", gettext_lazy("State")),
    ),
)
_BATCH = 500


@sheet(permission=parts.READ)
def days(request: Asking) -> Sheet:
    """Hand out the sessions of the week the page shows."""
    unit, day = parts.within(request), parts.first_day(request)
    rows = queries.listed([unit.number], day, parts.DAYS)
    return Sheet(SESSIONS, _rows(rows), unit.number, f"{unit.name_vi} · {formats.day(day)}")


@page(permission=parts.READ)
def days_ics(request: Visit) -> HttpResponse:
    """Return the sessions of the week the page shows as a calendar."""
    unit, day = parts.within(request), parts.first_day(request)
    rows = queries.listed([unit.number], day, parts.DAYS)
    places = queries.places({row.place for row in rows})
    events = [event for row in rows if row.place in places for event in _events(row, places[row.place])]
    content = calendar.ics(events, now=request.now, name=f"{_('Sessions in the field')}: {parts.name(unit.number)}")
    return _file(content, "text/calendar; charset=utf-8", f"toandan-sessions-{day:%Y%m%d}.ics")


@page(permission=parts.READ)
def poster(request: Visit, code: str) -> HttpResponse:
    """Return the announcement of a session to hang up, in both languages."""
    row = queries.session(code)
    require(request.actor, parts.READ, at=row.unit)
    content = papers.poster(poster_of(row, queries.place(row.place)))
    return pdf(content, f"{code}.pdf")


@sheet(permission=PeoplePermission.EXPORT)
def people(request: Asking, code: str) -> Sheet:
    """Hand out who of the session's unit still waits and could come: name, birth, masked number, address, telephone."""
    row = queries.session(code)
    require(request.actor, PeoplePermission.EXPORT, at=row.unit)
    return Sheet(EXPECTED, _expected(request, row), row.unit, f"{code} · {formats.day(row.day)}")


@action(permission=SessionsPermission.VISIT)
def day_sheet(request: Visit, code: str) -> HttpResponseBase:
    """Return a kit's day sheet; who is on it is journalled with the printing."""
    with reading(request.actor):
        row = queries.route(code)
        asked = queries.requests_of([stop.home for stop in row.stops])
        for unit in {one.unit for one in asked.values()}:
            require(request.actor, SessionsPermission.VISIT, at=unit)
        content = papers.day_sheet(_sheet_of(request, row, asked))
    with acting(request.actor):
        append(
            actor=request.actor, verb="sessions.sheet.print", subject=f"route:{code}", unit=request.unit.number,
            detail={"homes": len(asked)},
        )  # fmt: skip
    return pdf(content, f"{code}.pdf")


def poster_of(row: SessionRow, place: PlaceRow) -> papers.Poster:
    """Return what the announcement says in both languages."""
    unit = units.by_number(row.unit)

    def both(said: Any) -> tuple[str, str]:
        texts = []
        for language in ("vi", "en"):
            with override(language):
                texts.append(str(said()))
        return texts[0], texts[1]

    return papers.Poster(
        title=both(lambda: labels.KINDS[row.kind]),
        lines=(
            (place.name, place.name),
            *(((place.address, place.address),) if place.address not in {place.name, unit.name_vi} else ()),
            (unit.name_vi, unit.name_en),
            both(lambda: _day(row.day)),
            both(lambda: labels.SHIFTS[row.shift]),
        ),
        bring=both(lambda: _("Bring the papers you have. Who cannot come may ask the police of the unit for a visit.")),
        foot=f"{row.code} · {formats.day(row.day)}",
    )


def _day(day: date) -> str:
    return f"{labels.WEEKDAYS[day.weekday()]}, {date_format(day, 'd/m/Y')}"


def _sheet_of(request: Visit, row: RouteRow, asked: dict[str, RequestRow]) -> papers.DaySheet:
    known = homes.persons(request, list(asked.values()))
    rows, marks = [], []
    for place, stop in enumerate(row.stops, start=1):
        one = asked.get(stop.home)
        if one is None:
            continue
        person = known.get(one.person)
        told = person.details if person else None
        rows.append(
            (
                str(place), f"{parts.clock(stop.arrive)} – {parts.clock(stop.leave)}",
                told.full_name if told else _("Now in another unit"),
                ", ".join(filter(None, (told.present_address if told else "", parts.name(one.unit)))),
                told.phone if told else "", f"{labels.URGENCIES[one.urgency]} · {stop.home}",
            )
        )  # fmt: skip
        marks.append(sketch.Stop(place, one.latitude, one.longitude))
    estimated = _("Coordinates and times are estimates; the map shows straight lines, north at the top.")
    heads = (_("No."), _("From – to"), _("Name"), _("Address"), _("Telephone"), _("Urgency"))
    return papers.DaySheet(
        title=f"{_('Visits at home')}: {row.kit}, {formats.day(row.day)}",
        head=(" · ".join(filter(None, (row.code, parts.plan(row.plan)))),),
        columns=heads, rows=tuple(rows), note=estimated,
        foot=_("Holds personal data: destroy it after the day."), map=sketch.svg(marks) if marks else "",
    )  # fmt: skip


def _expected(request: Asking, row: SessionRow) -> Iterator[Row]:
    after = None
    while True:
        lines = expected.lines(row, after=after, limit=_BATCH)
        found = people_rows.persons([person for person, _unit in lines])
        append_reads(actor=request.actor, people=[(one.person_id, one.unit) for one in found], purpose=PURPOSE)
        for one in found:
            told = one.details
            yield told.full_name, born(told.birth), one.masked_number, told.present_address, told.phone
        if len(lines) < _BATCH:
            return
        after = lines[-1][0]


def _rows(rows: list[SessionRow]) -> Iterator[Row]:
    places = queries.places({row.place for row in rows})
    for row in rows:
        place = places.get(row.place)
        yield (
            row.code, row.day, labels.SHORT_SHIFTS[row.shift], place.name if place else row.place,
            place.address if place else "", parts.name(row.unit), labels.KINDS[row.kind], row.kit, row.expected,
            row.served, row.posted, labels.STATES[row.state],
        )  # fmt: skip


def _events(row: SessionRow, place: PlaceRow) -> Iterator[calendar.Event]:
    zone = get_current_timezone()
    for number, (since, until) in enumerate(HOURS[row.shift]):
        begins, ends = (datetime.combine(row.day, time.fromisoformat(at), zone) for at in (since, until))
        yield calendar.Event(
            uid=f"{row.code}-{number}", begins=begins, ends=ends, title=f"{labels.KINDS[row.kind]}: {place.name}",
            place=place.address, text=f"{row.code} · {row.kit}", cancelled=row.state is State.CANCELLED,
            latitude=place.latitude, longitude=place.longitude,
        )  # fmt: skip


def pdf(content: bytes, name: str) -> HttpResponse:
    """Hand a paper out."""
    return _file(content, "application/pdf", name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
