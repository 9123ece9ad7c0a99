"""Kinds of movements and states of the clock, for people (nhãn biến động)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.record.units.words import Territory
from toandan.work.movements.words import ClockState, Kind

KINDS: Mapping[Kind, Promise | str] = {
    Kind.BIRTH: _("birth"),
    Kind.ARRIVAL_UNREGISTERED: _("living here without registration"),
    Kind.PERMANENT: _("permanent registration"),
    Kind.TEMPORARY: _("temporary registration"),
    Kind.RESIDENCE_CHECKED: _("residence verified"),
    Kind.ABSENCE: _("absence"),
    Kind.ABROAD: _("stay abroad"),
    Kind.RETURN: _("return"),
    Kind.DEPARTURE: _("moved out of the register"),
    Kind.EMIGRATION: _("settled abroad"),
    Kind.DEATH: _("death"),
    Kind.UNDONE: _("movement undone"),
}
CLOCKS: Mapping[ClockState, Promise | str] = {
    ClockState.RUNNING: _("in time"),
    ClockState.DUE: _("to be verified now"),
    ClockState.OVERDUE: _("overdue"),
}
VERDICTS: Mapping[Territory, Promise | str] = {
    Territory.OWN: _("the unit's own people"),
    Territory.SUPPORTED: _("by an assignment of help"),
    Territory.OUTSIDE: _("outside the unit's territory"),
}
LIVES_ELSEWHERE = _("the unit's own people who live outside its territory")
