"""The parts of the unit pages, ready to be drawn: rows, facts, history (các phần của trang đơn vị)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.record.units import labels, queries
from toandan.record.units.words import Census, Link, Part, Step, Unit, UnitLevel

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a table: what it is, what it lies in, when it is in force, and who was counted."""

    unit: Unit
    address: str
    kind: str
    place: str
    days: str
    population: int | None = None
    households: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a reform: what went to what; the unit of the page itself has no address."""

    before: Unit
    before_address: str | None
    after: Unit
    after_address: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Reform:
    """All changes of one day on the way to or from a unit."""

    on: date
    title: str
    changes: Sequence[Change]
    basis: str


def address(unit: Unit) -> str:
    """Return the address of a unit's page."""
    return reverse("units:unit", args=[unit.number])


def kind(unit: Unit) -> str:
    """Return the legal form in the page's language, beginning with a capital letter."""
    word = unit.kind if formats.vietnamese() else unit.kind_en
    return word[:1].upper() + word[1:]


def days(unit: Unit) -> str:
    """Say in a few words when a unit is in force."""
    since, last = formats.day(unit.valid_from), formats.day(unit.valid_to)
    if unit.valid_from and unit.valid_to:
        return _("%(since)s to %(last)s") % {"since": since, "last": last}
    if unit.valid_to:
        return _("until %(last)s") % {"last": last}
    if unit.valid_from:
        return _("since %(since)s") % {"since": since}
    return _("in force")


def row(unit: Unit) -> Row:
    """Return the table row of a unit, without figures."""
    above = queries.ancestors(unit.number)[1:]
    place = ", ".join(upper.name_vi for upper in reversed(above))
    return Row(unit, address(unit), kind(unit), place, days(unit))


def counted(unit: Unit) -> Mapping[int, Census]:
    """Return what was counted in 2019 in a unit's communes; nothing for the country, of which only a part is known."""
    return queries.census(unit.number, unit.last) if unit.level != UnitLevel.COUNTRY else {}


def counted_rows(units: Iterable[Unit], census: Mapping[int, Census]) -> list[Row]:
    """Return the rows of units with the people and households counted in them, where known."""
    rows = []
    for unit in units:
        mine = [count for number, count in census.items() if unit.holds(number)]
        people = sum(count.population for count in mine) if mine else None
        households = sum(count.households for count in mine) if mine else None
        rows.append(Row(unit, address(unit), kind(unit), "", days(unit), people, households))
    return rows


def trail(unit: Unit) -> list[dict[str, str]]:
    """Return the breadcrumb: what the unit lies under, and itself."""
    steps = [{"address": address(upper), "name": upper.name_vi} for upper in queries.ancestors(unit.number)]
    return [*steps, {"address": "", "name": unit.name_vi}]


def facts(unit: Unit) -> list[dict[str, Text]]:
    """Return what is known of a unit, as rows of key and value."""
    rows: list[dict[str, Text]] = [
        {"key": _("Code"), "value": unit.code},
        {"key": _("Legal form"), "value": kind(unit)},
        {"key": _("Level"), "value": str(labels.LEVELS[unit.level])},
        {"key": _("Name in English"), "value": unit.name_en},
        {"key": _("In force"), "value": days(unit)},
    ]
    seat = queries.seat(unit.number) if unit.level == UnitLevel.COMMUNE else None
    if seat is not None:
        north, east = (formats.number(value, places=4) for value in (seat.latitude, seat.longitude))
        where = _("%(north)s° north, %(east)s° east") % {"north": north, "east": east}
        rows.append({"key": _("Offices"), "value": where})
    rows.append({"key": _("Number in the register"), "value": str(unit.number)})
    return rows


def figures(unit: Unit, children: Sequence[Unit], census: Mapping[int, Census]) -> list[dict[str, Text]]:
    """Return the key figures: people and households counted, and how many units lie below."""
    items: list[dict[str, Text]] = []
    if census:
        people = sum(count.population for count in census.values())
        households = sum(count.households for count in census.values())
        day = formats.day(date(2019, 4, 1))
        note = _("census of %(day)s") % {"day": day}
        items.append({"value": formats.number(people), "label": _("People counted"), "note": note})
        items.append({"value": formats.number(households), "label": _("Households counted"), "note": note})
    if children:
        names = {UnitLevel.PROVINCE: _("Provinces"), UnitLevel.DISTRICT: _("Districts")}
        label = names.get(children[0].level, _("Communes"))
        items.append({"value": formats.number(len(children)), "label": label})
    leaves = _communes_below(unit, children)
    if leaves:
        items.append({"value": formats.number(leaves), "label": _("Communes")})
    return items


def _communes_below(unit: Unit, children: Sequence[Unit]) -> int:
    if not children or children[0].level == UnitLevel.COMMUNE:
        return 0
    return sum(len(queries.descendants(child.number, level=UnitLevel.COMMUNE)) for child in children)


def reforms(unit: Unit) -> list[Reform]:
    """Return the reforms on the way to and from a unit, the latest first."""
    found = []
    for on, steps in groupby(queries.history(unit.number), key=lambda step: step.link.on):
        mine = list(steps)
        found.append(Reform(on, _title(unit, mine), [_change(unit, step) for step in mine], _basis(mine)))
    return found


def _title(unit: Unit, steps: Sequence[Step]) -> str:
    if all(step.before.number == unit.number for step in steps):
        return _("What the unit became")
    if all(step.after.number == unit.number for step in steps):
        return _("What the unit was made of")
    later = unit.until is not None and steps[0].link.on >= unit.until
    return _("What followed later") if later else _("What came before")


def _change(unit: Unit, step: Step) -> Change:
    return Change(
        before=step.before,
        before_address=None if step.before.number == unit.number else address(step.before),
        after=step.after,
        after_address=None if step.after.number == unit.number else address(step.after),
        note=_note(step.link),
    )


def _note(link: Link) -> str:
    if link.part is Part.FULL:
        return ""
    return _("a part (the default)") if link.is_default else _("a part")


def _basis(steps: Sequence[Step]) -> str:
    words = []
    for step in steps:
        word = str(labels.BASES[step.link.basis])
        words.append(f"{word} {step.link.act}".strip())
    return "; ".join(dict.fromkeys(words))
