"""Bodies outside the police: which there are, and the place each has beside the tree (cơ quan phối hợp)."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Q

from toandan.record.units.models import Body
from toandan.record.units.queries.errors import UnitUnknown
from toandan.record.units.queries.memory import tree
from toandan.record.units.words import Body as BodyWord
from toandan.record.units.words import BodyKind, Unit, UnitLevel


def body(number: int) -> BodyWord:
    """Return the body with this number. Raises `UnitUnknown`."""
    found = Body.objects.filter(number=number).first()
    if found is None:
        raise UnitUnknown(number)
    return _word(found)


def is_body(number: int) -> bool:
    """Tell whether the number belongs to a body; units of the tree are told apart without asking the database."""
    return number not in tree().by_number and Body.objects.filter(number=number).exists()


def bodies_for(number: int) -> list[BodyWord]:
    """Return the bodies a unit may ask: those of the unit, of everything above it and below it, in order of number."""
    here = tree().by_number.get(number)
    if here is None:
        raise UnitUnknown(number)
    above = [unit.number for unit in tree().ancestors(number)]
    found = Body.objects.filter(territory__in=above) | Body.objects.filter(
        territory__gte=here.number, territory__lte=here.last
    )
    return [_word(one) for one in found.order_by("number")]


def bodies_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which bodies have each of the units numbered `low` to `high` as their territory."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, territory in Body.objects.filter(territory__gte=low, territory__lte=high).values_list(
        "number", "territory"
    ):
        found[territory].add(number)
    return found


def every_body(*, today: date | None = None) -> list[BodyWord]:
    """Return all bodies in order of number; with a day only those whose territory is not in force on it."""
    found = [_word(one) for one in Body.objects.order_by("number")]
    if today is None:
        return found
    return [one for one in found if not tree().by_number[one.territory].in_force(today)]


def body_coded(code: str) -> BodyWord:
    """Return the body with this code. Raises `UnitUnknown`."""
    found = Body.objects.filter(code=code.strip()).first()
    if found is None:
        raise UnitUnknown(code)
    return _word(found)


def given_away() -> list[tuple[int, int]]:
    """Return (number, territory) of every body whose number lies outside its territory since units merged."""
    inside = Q(number__range=(F("territory__number"), F("territory__last")))
    return list(Body.objects.exclude(inside).order_by("number").values_list("number", "territory"))


def coded(code: str) -> Unit | None:
    """Return the body with this code as a place, None when there is none."""
    found = Body.objects.filter(code=code).values_list("number", flat=True).first()
    return None if found is None else as_unit(found)


def as_unit(number: int) -> Unit | None:
    """Return a body the way posts and pages look at units: one number wide, with nothing below it."""
    found = Body.objects.filter(number=number).first()
    territory = tree().by_number.get(found.territory_id) if found else None
    if found is None or territory is None:
        return None
    return Unit(
        number, number, found.code, UnitLevel.BODY, found.name_vi, found.name_en, "", "",
        territory.number, None, None, territory.edition, territory.province, territory.district,
    )  # fmt: skip


def _word(found: Body) -> BodyWord:
    return BodyWord(found.number, found.code, BodyKind(found.kind), found.name_vi, found.name_en, found.territory_id)
