"""How many people a session announced by hand may expect, as a plan would reckon (số người dự kiến)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from toandan.command.field.queries.inputs import learnt
from toandan.command.field.queries.parameters import parameters
from toandan.command.field.rules import turnout
from toandan.ground.routing.words import HALF_MINUTES
from toandan.record.units import queries as units
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Kind, Shift


def expected(code: str, kind: Kind, day: date, shift: Shift, *, now: datetime) -> int:
    """Return how many people come to a place by what sessions there taught, and no more than a kit can serve then.

    Nobody has learned how many come to activate their account, so everybody who waits is expected. Raises PlaceUnknown.
    """
    place = sessions.place(code)
    here = units.by_number(place.unit)
    pool = here.district or here.number
    values = parameters(pool).values
    left = float(sessions.catchments([place.unit], kind, day).people.get(place.code, 0))
    if kind is Kind.ENROLMENT:
        around = [one.number for one in units.leaves(pool)]
        rate = learnt(around, localdate(now), values).of(place.code, place.kind.value)
        left = turnout.coming(left, rate, shift.value)
    lost = float(values["setup_min"]) + float(values["teardown_min"])
    minutes = max(0.0, HALF_MINUTES * (2 if shift is Shift.DAY else 1) - lost)
    most = float(values["people_per_hour"]) / 60 * minutes * float(values["capacity_share"])
    return int(min(left, most) + 0.5)
