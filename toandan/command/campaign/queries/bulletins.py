"""Reading bulletins, counting what one would say, and proving that a signed one still says it (bản tin)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from toandan.command.campaign import models
from toandan.command.campaign.queries.board import board, boards
from toandan.command.campaign.queries.forecast import announced, foresee
from toandan.command.campaign.queries.orders import first_unit, readable_at
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.rules import bulletins as rules
from toandan.command.campaign.rules.plain import from_plain, to_plain
from toandan.command.campaign.words import (
    Board,
    BoardRow,
    BulletinFigures,
    BulletinProof,
    BulletinRow,
    BulletinState,
    CampaignPermission,
    CommuneFigures,
    Foresight,
    Placeholder,
    Previous,
    Section,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.operations import require
from toandan.record.units.words import UnitLevel


class BulletinUnknown(NotThere):
    """There is no bulletin of this order and day that the reader may see."""

    def __init__(self, order: str, day: date) -> None:
        super().__init__(
            _("There is no bulletin of the order %(order)s for %(day)s."),
            code="bulletin_unknown",
            values={"order": order, "day": day.isoformat()},
        )


def bulletins(order: str) -> list[BulletinRow]:
    """Return the bulletins of an order that may be seen, the latest day first, without their figures."""
    found = models.Bulletin.objects.filter(order__code=order).select_related("order").defer("figures")
    return [row_of(one, figures=False) for one in found.order_by("-as_of")]


def bulletin(order: str, day: date) -> BulletinRow:
    """Return the bulletin of an order and day, a signed one with its figures; raises BulletinUnknown."""
    found = models.Bulletin.objects.filter(order__code=order, as_of=day).select_related("order").first()
    if found is None:
        raise BulletinUnknown(order, day)
    return row_of(found)


def edition(
    order: str, day: date, *, forecast: bool = True, units_of: date | None = None
) -> tuple[BulletinFigures, BulletinRow | None]:
    """Return what is printed of a day: a signed bulletin's own figures, else what the ledger says as it stands.

    The row is that of the bulletin or draft, None when nobody began one. With `units_of` the same figures stand under
    the units of that day: those of a signed bulletin are counted again up to its entry, and are not what was signed.
    Raises OrderUnknown, BoardUnknown.
    """
    found = models.Bulletin.objects.filter(order__code=order, as_of=day).select_related("order").first()
    row = row_of(found) if found is not None else None
    if row is not None and row.figures is not None:
        if units_of is None:
            return row.figures, row
        again = bulletin_figures(
            order=order, as_of=day, entry=row.entry, previous=row.figures.previous, forecast=False, units_of=units_of
        )
        return again, row
    previous = last_signed(order, before=day)
    return bulletin_figures(
        order=order, as_of=day, previous=previous, forecast=forecast, units_of=units_of
    ), row  # fmt: skip


def edition_for(
    actor: Actor, order: str, day: date, *, today: date, units_of: date | None = None
) -> tuple[BulletinFigures, BulletinRow | None]:
    """Return `edition` to whoever may read it: a signed one as soon as one may see any board of the order, a draft only
    at the order's own unit or at what stands for it today, because it tells of the whole.

    Raises OrderUnknown, BoardUnknown, NotAllowed.
    """
    of = order_by_code(order)
    row = models.Bulletin.objects.filter(order__code=of.code, as_of=day).defer("figures").first()
    signed = row is not None and row.state == BulletinState.SIGNED.value
    whole = readable_at(actor=actor, unit=of.scope, today=today)
    require(actor, CampaignPermission.READ, at=first_unit(order=of, actor=actor) if signed else whole)
    return edition(of.code, day, units_of=units_of)


def plain_edition(figures: BulletinFigures, row: BulletinRow | None, *, units_of: date | None = None) -> dict[str, Any]:
    """Return what is printed of a day for programs: state, number, seal and words beside the figures.

    Figures by the units of another day bear no digest: what was signed speaks of the units of its own time.
    """
    return {
        "order": figures.order,
        "date": figures.as_of.isoformat(),
        "state": row.state.value if row else None,
        "number": row.number if row else None,
        "entry": figures.entry,
        "units_of": units_of.isoformat() if units_of else None,
        "digest": row.digest if row and units_of is None else None,
        "signed_at": row.signed_at.isoformat() if row and row.signed_at else None,
        "signed_by": row.signed_by if row else None,
        "remarks": {section.value: dict(by) for section, by in row.remarks.items()} if row else {},
        "figures": plain_bulletin(figures),
    }


def last_signed(order: str, *, before: date = date.max) -> Previous | None:
    """Return the last signed bulletin of the order about a day before another, None when there is none."""
    found = (
        models.Bulletin.objects.filter(order__code=order, state=BulletinState.SIGNED.value, as_of__lt=before)
        .order_by("-number").defer("figures").first()
    )  # fmt: skip
    if found is None or found.number is None or found.entry is None:
        return None
    return Previous(found.number, found.as_of, found.entry)


def row_of(found: models.Bulletin, *, figures: bool = True) -> BulletinRow:
    """Return the bulletin of one table row."""
    return BulletinRow(
        bulletin_id=found.bulletin_id,
        order=found.order.code,
        unit=found.unit,
        as_of=found.as_of,
        state=BulletinState(found.state),
        version=found.version,
        remarks={Section(name): dict(by) for name, by in found.remarks.items()},
        number=found.number,
        entry=found.entry,
        figures=from_plain(BulletinFigures, found.figures) if figures and found.figures else None,
        digest=found.digest,
        drafted_at=found.drafted_at,
        drafted_by=found.drafted_by,
        changed_at=found.changed_at,
        changed_by=found.changed_by,
        signed_at=found.signed_at,
        signed_by=found.signed_by,
    )


def bulletin_figures(
    *,
    order: str,
    as_of: date,
    entry: int | None = None,
    previous: Previous | None = None,
    forecast: bool = True,
    units_of: date | None = None,
) -> BulletinFigures:
    """Count everything a bulletin of this day says, as the ledger stands or up to an entry.

    `previous` is the bulletin that corrections are told against. The forecast takes seconds for a city; a page that
    shows a draft does without. `units_of`: as `board`. Raises OrderUnknown, BoardUnknown.
    """
    of = order_by_code(order)
    found = boards(order=order, as_of=as_of, levels=[None, UnitLevel.COMMUNE], entry=entry, units_of=units_of)
    below, communes = found[0], found[-1]
    return BulletinFigures(
        order=of.code,
        title_vi=of.title_vi,
        title_en=of.title_en,
        issuer=of.issuer,
        measure=below.measure,
        starts_on=of.starts_on,
        deadline=of.deadline,
        as_of=as_of,
        entry=communes.entry,
        units=below.units,
        reported=below.reported,
        total=rules.unit_figures(below.total),
        rows=tuple(rules.unit_figures(row) for row in below.rows),
        communes=tuple(_commune(row) for row in sorted(communes.rows, key=lambda r: r.code)),
        residual=dict(below.total.residual),
        counters=below.total.counters,
        series=below.series,
        foresight=_foresight(communes) if forecast else None,
        previous=previous,
        corrections=_corrections(order, previous, communes, units_of) if previous else (),
    )


def prove(row: BulletinRow) -> BulletinProof:
    """Tell whether a signed bulletin is kept as it was signed, and whether the ledger still derives the same figures.

    The forecast is left out of the second: it is drawn, not counted.
    """
    if row.figures is None or row.entry is None:
        return BulletinProof(kept=False, derived=False)
    again = bulletin_figures(
        order=row.order, as_of=row.as_of, entry=row.entry, previous=row.figures.previous, forecast=False
    )
    kept = rules.digest(row.figures, row.remarks) == row.digest
    return BulletinProof(kept=kept, derived=_counted(again) == _counted(row.figures))


def plain_bulletin(figures: BulletinFigures) -> dict[str, Any]:
    """Return the figures as plain values, as they are kept and as other programs read them."""
    plain: dict[str, Any] = to_plain(figures)
    return plain


def filled_in(text: str, values: Mapping[Placeholder, str]) -> str:
    """Return an officer's words with the figures they call by name; they were checked when they were written."""
    return rules.filled(text, values)


def _counted(figures: BulletinFigures) -> dict[str, Any]:
    """Return the figures that come from the ledger alone."""
    plain: dict[str, Any] = to_plain(figures)
    return {name: value for name, value in plain.items() if name != "foresight"}


def _commune(row: BoardRow) -> CommuneFigures:
    return CommuneFigures(
        row.code, row.name_vi, row.name_en, row.parent or "", row.target, row.done, row.rate, row.status
    )


def _foresight(communes: Board) -> Foresight | None:
    """Return the forecast while the order runs and something is left to do."""
    total = communes.total
    if communes.as_of >= communes.deadline or not communes.series or total.done >= total.goal:
        return None
    seen = foresee(communes, announced(communes)).outlook
    return Foresight(int(seen.probability * 100), *(seen.finish.get(share) for share in (10, 50, 90)))


def _corrections(order: str, previous: Previous, communes: Board, units_of: date | None) -> tuple[Any, ...]:
    """Compare the previous bulletin's day as it was published with how it stands at this bulletin's entry."""
    then, now = (
        board(order=order, as_of=previous.as_of, level=communes.level, entry=entry, units_of=units_of)
        for entry in (previous.entry, communes.entry)
    )
    return rules.corrections(then.rows, now.rows)
