"""Who helps whom, and the answer to the territory rule (phân công hỗ trợ, địa bàn)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from toandan.record.units.models import Support
from toandan.record.units.queries.lookups import ancestors, by_number, by_numbers
from toandan.record.units.rules.territory import judged
from toandan.record.units.words import Support as SupportWord
from toandan.record.units.words import Territory

_NAMES = (
    "support_id",
    "helper",
    "helped",
    "since",
    "until",
    "temporary_only",
    "act",
    "reason",
    "signed_by",
    "ended_on",
)


def supports(*, unit: int | None = None, on: date | None = None) -> list[SupportWord]:
    """Return assignments, the latest first: those that name this unit on either side, those in force on this day."""
    found = Support.objects.order_by("-since", "-support_id")
    if unit is not None:
        found = found.filter(Q(helper=unit) | Q(helped=unit))
    if on is not None:
        found = found.filter(_in_force(on))
    return [SupportWord(*row) for row in found.values_list(*_NAMES)]


def supports_within(low: int, high: int, *, on: date) -> list[SupportWord]:
    """Return assignments not over by this day that name a unit numbered from the first number to the last."""
    named = Q(helper__range=(low, high)) | Q(helped__range=(low, high))
    going = Q(until__gte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    found = Support.objects.filter(named & going).order_by("support_id")
    return [SupportWord(*row) for row in found.values_list(*_NAMES)]


def helping(units: Iterable[int], *, on: date) -> list[SupportWord]:
    """Return assignments in force on this day under which any of these units helps, or a larger one it lies in."""
    helpers = {number for unit in units for number in (unit, *(upper.number for upper in ancestors(unit)))}
    found = Support.objects.filter(_in_force(on), helper__in=helpers).order_by("support_id")
    return [SupportWord(*row) for row in found.values_list(*_NAMES)]


def may_capture(*, unit: int, at: int, on: date, temporary: bool = False) -> Territory:
    """Answer the territory rule: may `unit` take the papers of somebody who stands under `at` on this day?

    Raises UnitUnknown when `unit` is no unit. A unit's own people cost no query.
    """
    capturing = by_number(unit)
    if capturing.holds(at):
        return Territory.OWN
    found = helping([unit], on=on)
    helped = by_numbers(support.helped for support in found)
    return judged(unit=capturing, at=at, temporary=temporary, supports=found, helped=helped, on=on)


def _in_force(on: date) -> Q:
    return Q(since__lte=on, until__gte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
