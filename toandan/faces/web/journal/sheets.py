"""Lines of the journal as a file (xuất nhật ký); taking them is itself a line."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.faces.web.journal import details, views
from toandan.faces.web.journal.forms import Filter
from toandan.ground.kernel.errors import NotThere
from toandan.record.journal import labels
from toandan.record.journal.queries import lines
from toandan.record.journal.words import JournalPermission
from toandan.record.units import queries as units
from toandan.sheets.tables import Column, Kind, Row, Table

PAGE = 500
LINES = Table(
    "journal",
    _("Journal"),
    (
        Column("at", _("When"), Kind.MOMENT),
        Column("who", _("Who")),
        Column("verb", _("Did what")),
        Column("subject", _("To whom")),
        Column("unit", _("Unit")),
        Column("details", _("Details")),
        Column("line", _("Line"), Kind.TEXT, _("Strand and number: the place in the chain, for whoever checks it.")),
    ),
)


@sheet(permission=JournalPermission.READ)
def journal(request: Asking) -> Sheet:
    """Hand out the lines the page was asked for, the newest first."""
    form = Filter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    low, high = views.range_of(request, str(asked.get("unit") or "").strip(), form)
    views.write_down(request, asked)
    about = " · ".join(str(value) for value in asked.values() if value)
    return Sheet(LINES, _rows(low, high, asked), request.actor.at, about)


def _rows(low: int, high: int, asked: dict[str, Any]) -> Iterator[Row]:
    after = None
    names: dict[int, str] = {}
    while True:
        found = lines(low=low, high=high, after=after, limit=PAGE, **views.wanted(asked))
        for line in found.lines:
            yield (
                line.at, line.actor_name, labels.sentence(line.verb), details.subject(line),
                _name(line.unit_no, names), "; ".join(f"{name}: {value}" for name, value in details.told(line)),
                f"{line.strand}.{line.line_no}",
            )  # fmt: skip
        if found.after is None:
            return
        after = found.after


def _name(number: int, known: dict[int, str]) -> str:
    if number not in known:
        try:
            known[number] = units.by_number(number).name_vi
        except NotThere:
            known[number] = ""
    return known[number]
