"""The columns of the open data, said once for the page, the CSV and the JSON (từ điển dữ liệu)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from toandan.command.publication.words import PublicDay
from toandan.sheets.tables import Cell, Column, Kind


def columns() -> tuple[Column, ...]:
    """Return the columns in the order of the files."""
    return _COLUMNS


_COLUMNS = (
    Column("order", _("Order"), Kind.TEXT, _("Code of the campaign order the figures belong to.")),
    Column("day", _("Day"), Kind.DAY, _("The figures are those at the end of this day (year-month-day).")),
    Column("level", _("Level"), Kind.COUNT, _("1 province or city, 2 district, 3 commune, ward or town.")),
    Column("unit", _("Unit"), Kind.TEXT, _("Code of the unit in the national list of administrative units.")),
    Column("parent", _("Above"), Kind.TEXT, _("Code of the unit above it; empty for the order's own unit.")),
    Column("name_vi", _("Name"), Kind.TEXT, _("Name of the unit in Vietnamese.")),
    Column("measure", _("Measure"), Kind.TEXT, _("What counts as done: card (card handed over), card_collected "
           "(dossier collected), eid_granted (account granted), eid_activated (account activated).")),
    Column("target", _("To be served"), Kind.COUNT, _("People who must hold a card on that day.")),
    Column("done", _("Done"), Kind.COUNT, _("Those of them who are done.")),
    Column("rate", "%", Kind.DECIMAL, _("Done of to be served in percent, rounded down to one decimal; "
           "empty when there is nobody to serve.")),
    Column("shown", _("Shown"), Kind.COUNT, _("1 when the figures are shown; 0 when they are kept back because small "
           "numbers could be worked out, or for a reason of the authority. Then target, done and rate are empty.")),
)  # fmt: skip


def lines(day: PublicDay) -> Iterator[tuple[Cell, ...]]:
    """Yield a line for each unit and measure, with nothing where figures are not shown."""
    for unit in day.units:
        for measure in day.measures:
            figure = unit.figures.get(measure)
            yield (
                day.order, day.as_of, unit.level, unit.code, unit.parent, unit.name_vi, measure,
                figure.target if figure else None, figure.done if figure else None, figure.rate if figure else None,
                int(figure is not None),
            )  # fmt: skip
