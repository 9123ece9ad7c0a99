"""Pure decisions: which day is due, and what of a board may be shown (quy tắc công bố)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from toandan.command.campaign.words import BoardRow
from toandan.command.publication.words import PublicUnit, Shown
from toandan.ground.suppression import Cell, Figure, Kept, Published, hide


def due_day(*, today: date, delay: int, last: date) -> date:
    """Return the day to publish: `delay` days late, and never after the last day the order's figures speak of."""
    return min(today - timedelta(days=delay), last)


def shown(
    boards: Mapping[str, Sequence[BoardRow]],
    *,
    threshold: int,
    before: Mapping[str, Kept] | None,
    withheld: Collection[str],
    past: Sequence[Published] = (),
) -> tuple[tuple[PublicUnit, ...], dict[str, Kept]]:
    """Return the units as they are published, and what the next day must know of the hidden ones.

    `boards` holds, by measure, the rows of the same units in the same order: the top first, parents before children.
    """
    cells, columns = list(table(boards).values()), zip(*boards.values(), strict=True)
    hidden = hide(cells, threshold=threshold, before=before, withheld=withheld, past=past)
    units = tuple(
        PublicUnit(
            code=rows[0].code,
            parent=cell.parent or "",
            level=int(rows[0].level),
            name_vi=rows[0].name_vi,
            name_en=rows[0].name_en,
            figures={} if cell.unit in hidden else _figures(tuple(boards), rows),
        )
        for cell, rows in zip(cells, columns, strict=True)
    )
    return units, hidden


def table(boards: Mapping[str, Sequence[BoardRow]]) -> dict[int, Cell]:
    """Return what is weighed of every unit, by its number, of boards as `shown` takes them."""
    columns = list(zip(*boards.values(), strict=True))
    codes = {rows[0].code for rows in columns}
    return {rows[0].number: _cell(rows, codes) for rows in columns}


def _cell(rows: Sequence[BoardRow], codes: Collection[str]) -> Cell:
    """Return what is weighed of one unit; the parent of the top lies outside the table."""
    first = rows[0]
    parent = first.parent if first.parent in codes else None
    return Cell(first.code, parent, tuple(Figure(row.target, row.done) for row in rows))


def _figures(measures: Sequence[str], rows: Sequence[BoardRow]) -> dict[str, Shown]:
    return {m: Shown(row.target, row.done, row.rate) for m, row in zip(measures, rows, strict=True)}
