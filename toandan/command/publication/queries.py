"""Reading what is published, and how orders stand before the public (tra cứu công bố)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import queries as campaign
from toandan.command.publication import models
from toandan.command.publication.words import (
    PublicationRow,
    PublicationState,
    PublicDay,
    PublicUnit,
    Shown,
    WithheldRow,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.ground.suppression import Cell, Figure, Kept
from toandan.record.officers.queries import under
from toandan.record.units import queries as units


class NotPublished(NotThere):
    """Nothing of this order, or of this day, is published."""

    def __init__(self, what: str) -> None:
        super().__init__(_("Nothing is published of %(what)s."), code="not_published", values={"what": what})


NOBODY = Actor(officer=None, name="public", at=0, grants=())
"""Whoever reads a public page: no officer, no unit, no word, and so no row about anybody."""


@contextmanager
def reading_as_anybody() -> Iterator[None]:
    """Open a read-only transaction with a scope that holds no unit: row-level security shows what is published."""
    with transaction.atomic(), under(NOBODY, read_only=True):
        yield


def publications() -> list[PublicationRow]:
    """Return every order that was ever opened to the public, the one opened last first."""
    found = models.Publication.objects.select_related("order").order_by("-opened_at", "-publication_id")
    return [row_of(one) for one in found]


def publication(order: str) -> PublicationRow | None:
    """Return how an order stands before the public; None when it was never opened."""
    found = models.Publication.objects.select_related("order").filter(order__code=order).first()
    return row_of(found) if found else None


def withheld(order: str) -> list[WithheldRow]:
    """Return the units withheld of an order, those still withheld first."""
    found = models.Withheld.objects.filter(publication__order__code=order).order_by("-until", "-since")
    rows = [WithheldRow(w.withheld_id, w.code, w.name_vi, w.reason, w.since, w.by, w.until) for w in found]
    return sorted(rows, key=lambda row: row.until is not None)


def open_orders() -> list[str]:
    """Return the codes of the orders that are open and have a published day, the one published last first."""
    days = models.Day.objects.filter(publication__state=PublicationState.OPEN.value)
    found = days.order_by("-publication__opened_at", "publication_id").values_list(
        "publication__order__code", flat=True
    )
    return list(dict.fromkeys(found))


def days(order: str) -> list[date]:
    """Return the published days of an open order, the latest first."""
    return list(_days(order).order_by("-as_of").values_list("as_of", flat=True))


def day(order: str, as_of: date | None = None) -> PublicDay:
    """Return what is published of an order on a day, the latest when none is named. Raises NotPublished."""
    found = _days(order).select_related("publication__order").order_by("-as_of")
    one = (found if as_of is None else found.filter(as_of=as_of)).first()
    if one is None:
        raise NotPublished(order if as_of is None else f"{order} {as_of.isoformat()}")
    of = one.publication.order
    return PublicDay(
        order=of.code,
        title_vi=of.title_vi,
        title_en=of.title_en,
        issuer=of.issuer,
        measures=tuple(one.measures.split(",")),
        starts_on=of.starts_on,
        deadline=of.deadline,
        as_of=one.as_of,
        threshold=one.threshold,
        published_at=one.published_at,
        units=_units(one.day_id),
        redrawn_on=_redrawn_on(one.publication),
    )


def _redrawn_on(publication: models.Publication) -> date | None:
    """Return the day the units of an order were redrawn, once any day after that is published."""
    until = units.by_number(publication.unit).until
    after = until is not None and models.Day.objects.filter(publication=publication, as_of__gte=until).exists()
    return until if after else None


def history(day: PublicDay, unit: str, measure: str, *, most: int) -> list[tuple[date, Shown | None]]:
    """Return what was published of one unit of a day and a measure on the last days, the latest first.

    Codes are given anew when units are redrawn; only days of the same time speak of the same unit.
    """
    rows = models.Row.objects.filter(day__in=_days(day.order), code=unit, measure=measure).select_related("day")
    if day.redrawn_on is not None:
        same = {"gte": day.redrawn_on} if day.as_of >= day.redrawn_on else {"lt": day.redrawn_on}
        rows = rows.filter(**{f"day__as_of__{word}": bound for word, bound in same.items()})
    return [(row.day.as_of, _shown(row)) for row in rows.order_by("-day__as_of")[:most]]


def publications_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which publications each of the units numbered `low` to `high` answers for."""
    found: dict[int, set[int]] = defaultdict(set)
    held = models.Publication.objects.filter(unit__range=(low, high))
    for number, unit in held.values_list("publication_id", "unit"):
        found[unit].add(number)
    return found


def bulletins(order: str) -> list[tuple[int, date]]:
    """Return number and day of the signed bulletins whose day is published, the latest first."""
    public = set(days(order))
    signed = [(row.number, row.as_of) for row in campaign.bulletins(order) if row.number is not None]
    return [(number, as_of) for number, as_of in signed if as_of in public]


def memory(publication: int) -> tuple[date, int, dict[str, Kept]] | None:
    """Return the last published day, the entry it was counted up to, and what it left to the next; None before it."""
    last = models.Day.objects.filter(publication_id=publication).order_by("-as_of").first()
    if last is None:
        return None
    kept = models.Memory.objects.get(day_id=last.day_id).hidden
    return last.as_of, last.entry, {unit: Kept(bool(stays), bool(fresh)) for unit, (stays, fresh) in kept.items()}


@dataclass(frozen=True, slots=True)
class Given:
    """A day as it was given out: the entry it was counted up to, the units hidden then, and every unit by its number.

    A unit withheld later was shown then, and somebody may have kept its figures. `table` is None of days published
    before it was kept.
    """

    as_of: date
    entry: int
    hidden: frozenset[str]
    table: Mapping[int, Cell] | None


def days_given(publication: int) -> list[Given]:
    """Return every published day, the earliest first; for whoever may publish."""
    found = models.Memory.objects.filter(day__publication_id=publication).select_related("day").order_by("day__as_of")
    return [Given(one.day.as_of, one.day.entry, frozenset(one.hidden), _table(one.table)) for one in found]


def _table(kept: list[Any] | None) -> dict[int, Cell] | None:
    if kept is None:
        return None
    return {n: Cell(code, parent, tuple(Figure(*one) for one in figures)) for n, code, parent, figures in kept}


Numbered = Mapping[int, str]
"""The units of a published table: the code of each by its number."""


def carried_on(before: Mapping[str, Kept], *, then: Numbered, now: Numbered, as_of: date) -> dict[str, Kept]:
    """Return what a day left to the next, told of the units of the next one's table (đơn vị đã sắp xếp).

    Where units were redrawn in between, both tables count the same people: a merged unit less those of its parts that
    were shown the day before is what was hidden. So whatever a part of a unit that must stay hidden went to must stay
    hidden as well, and a new unit was never shown only when nothing of it was.
    """
    number_of = {code: number for number, code in then.items()}
    found: dict[str, Kept] = {}
    for code, kept in before.items():
        for heir in heirs(number_of.get(code), now=now, as_of=as_of):
            known = found.get(heir, kept)
            found[heir] = Kept(known.stays or kept.stays, known.fresh and kept.fresh)
    shown_before = {number for number, code in then.items() if code not in before}
    for number in shown_before:
        for heir in heirs(number, now=now, as_of=as_of):
            if heir in found:
                found[heir] = Kept(found[heir].stays, fresh=False)
    return found


def heirs(number: int | None, *, now: Numbered, as_of: date) -> list[str]:
    """Return the codes of the units of a table that a unit of any time is, or that took a part of it."""
    if number is None:
        return []
    if number in now:
        return [now[number]]
    return [now[part.number] for part in units.parts_of(number, as_of=as_of) if part.number in now]


def withheld_codes(publication: int, *, now: Numbered, as_of: date) -> set[str]:
    """Return the codes of a table's units that are kept back: those withheld, and what took a part of them or below."""
    held = models.Withheld.objects.filter(publication_id=publication, until__isnull=True).values_list("unit", flat=True)
    every = {one for number in held for one in (number, *(unit.number for unit in units.descendants(number)))}
    return {code for number in every for code in heirs(number, now=now, as_of=as_of)}


def row_of(found: models.Publication) -> PublicationRow:
    """Return the publication of one table row."""
    return PublicationRow(
        found.order.code, found.unit, PublicationState(found.state), found.reason, found.opened_at, found.changed_at,
        found.changed_by,
    )  # fmt: skip


def _days(order: str) -> QuerySet[models.Day]:
    code = order.replace("\x00", " ")
    return models.Day.objects.filter(publication__order__code=code, publication__state=PublicationState.OPEN.value)


def _units(day_id: int) -> tuple[PublicUnit, ...]:
    by_place: dict[int, list[models.Row]] = defaultdict(list)
    for row in models.Row.objects.filter(day_id=day_id).order_by("place", "row_id"):
        by_place[row.place].append(row)
    return tuple(_unit(rows) for rows in by_place.values())


def _unit(rows: list[models.Row]) -> PublicUnit:
    first = rows[0]
    figures = {row.measure: shown for row in rows if (shown := _shown(row)) is not None}
    whole = figures if len(figures) == len(rows) else {}
    return PublicUnit(first.code, first.parent, first.level, first.name_vi, first.name_en, whole)


def _shown(row: models.Row) -> Shown | None:
    return None if row.done is None or row.target is None else Shown(row.target, row.done, row.rate)
