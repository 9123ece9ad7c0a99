"""What the pages of days in the field share (các phần chung)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from django.forms import BaseForm
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import Contact, SessionRow, SessionsPermission

READ = SessionsPermission.READ
DAYS = 7
BACK = timedelta(days=60)
"""How far back a body's own requests for helpers are shown."""


def name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


def errors(form: BaseForm | None) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    if form is None:
        return []
    return [
        {"field": "" if field == "__all__" else form[field].auto_id, "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]


def within(request: Asking) -> Unit:
    """Return the unit that is asked for, the officer's own unless one below it is named."""
    asked = request.GET.get("unit", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= 10 else request.unit.number
    require(request.actor, READ, at=number)
    return units.by_number(number)


def first_day(request: Asking) -> date:
    """Return the first day that is asked for; today when none can be read."""
    try:
        return formats.read_day(request.GET.get("day", ""))
    except ValueError:
        return localdate(request.now)


def days_url(address: str, unit: Unit, day: date) -> str:
    """Return the address of some days of a unit."""
    return f"{address}?unit={unit.number}&day={day.isoformat()}"


def around(address: str, unit: Unit, day: date, by: int = DAYS) -> dict[str, str]:
    """Return the addresses of the days before and after."""
    return {
        "earlier": days_url(address, unit, day - timedelta(days=by)),
        "later": days_url(address, unit, day + timedelta(days=by)),
    }


class _OfUnit(Protocol):
    @property
    def unit(self) -> int:
        """The number of the unit it lies in."""
        ...


Row = TypeVar("Row", bound=_OfUnit)


def folded(unit: Unit, rows: Sequence[Row], *, most: int) -> list[tuple[Unit, list[Row]]]:
    """Return rows by the units right below, when they are too many for one page; nothing when they are not.

    Nothing is left out: rows of the unit itself belong to none below it, and then all are listed.
    """
    below = units.children(unit.number) if len(rows) > most else []
    groups = [(one, [row for row in rows if one.number <= row.unit <= one.last]) for one in below]
    whole = sum(len(found) for _one, found in groups) == len(rows)
    return [(one, found) for one, found in groups if found] if whole else []


def session_lines(rows: Iterable[SessionRow]) -> list[dict[str, Any]]:
    """Return sessions as a table shows them."""
    known = list(rows)
    places = queries.places({row.place for row in known})
    return [
        {
            "row": row,
            "address": reverse("sessions:session", args=[row.code]),
            "place": places[row.place].name if row.place in places else row.place,
            "unit": name(row.unit),
            "day": formats.day(row.day),
            "shift": labels.SHORT_SHIFTS[row.shift],
            "kind": labels.KINDS[row.kind],
            "state": labels.STATES[row.state],
            "tag": labels.TAGS[row.state],
            "served": "–" if row.served is None else formats.number(row.served),
        }
        for row in known
    ]


def contact(request: Visit, unit: int, place: str) -> Contact | None:
    """Return whom to call about a place, for officers who plan, run or keep something there."""
    words = (SessionsPermission.PLAN, SessionsPermission.RUN, SessionsPermission.KEEP_PLACE)
    if not any(request.actor.may(word, unit) for word in words):
        return None
    return queries.contacts([place]).get(place)


def plan(said: str) -> str:
    """Say by which plan something was announced; what was announced by hand names its paper instead, or nothing."""
    return f"{_('Plan no.')} {said}" if said.isdecimal() else said


def clock(minutes: int) -> str:
    """Write minutes after midnight as hours and minutes."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def at(moment: datetime | None) -> str:
    """Write an instant, or a dash."""
    return formats.moment(moment) if moment else "–"
