"""A period's sheets by the units of a later day ("as now"): compared anew, never kept (phiếu theo đơn vị hiện nay)."""

from datetime import date

from toandan.command.evaluation.queries.counting import counted_as_now
from toandan.command.evaluation.queries.sheets import criteria, sheets
from toandan.command.evaluation.rules import scoring
from toandan.command.evaluation.words import Redrawn, SheetRow
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel


def redrawn(*, order: str, top: int, since: date, until: date, level: UnitLevel, units_of: date) -> Redrawn | None:
    """Return what the sheets of a period say by the units of a later day; None where no sheet was made.

    Counted at the ledger entry of the newest of them, with its weights. Nothing is set aside: appeals were about the
    units of then. The rows have no number and no version, because nobody was scored so. Raises BoardUnknown.
    """
    kept = sheets(order=order, top=top, since=since, until=until, level=level)
    if not kept:
        return None
    last = max(kept, key=lambda one: one.entry)
    counts, divided = counted_as_now(
        order=order, top=top, level=level, since=since, until=until, entry=last.entry, units_of=units_of
    )
    stands = units.standing_for(top, as_of=units_of)
    here = top if stands is None else stands.number
    compared = scoring.compare(counts)
    told = scoring.figures(counts, compared, criteria(order, last.criteria).weights)
    rows = [
        SheetRow(
            0, order, row.unit, row.unit, row.group, here, level, since, until, 0, 0, last.entry, last.criteria,
            scoring.score(figures), scoring.score(figures, raw=True), figures, beside, "", last.made_at, last.made_by,
        )
        for row, beside, figures in zip(counts, compared, told, strict=True)
    ]  # fmt: skip
    return Redrawn(units_of, tuple(rows), divided)
