"""Movements, and the people registered nowhere, as files (xuất bảng biến động, cư trú chờ xác minh)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.civil import lists, parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import PURPOSE, Sheet, sheet
from toandan.record.journal.operations import append_reads
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.movements import labels, queries
from toandan.work.movements.words import Kind as Movement
from toandan.work.movements.words import MovementRow, Unregistered

PAGE = 500
MOVEMENTS = Table(
    "movements",
    _("Movements"),
    (
        Column("name", _("Full name")),
        Column("kind", _("Kind")),
        Column("happened", _("Happened"), Kind.DAY),
        Column("reported", _("Reported"), Kind.DAY),
        Column("stands", _("Stands afterwards")),
        Column("reason", _("Reason")),
        Column("paper", _("Paper")),
        Column("unit", _("Recorded by the unit")),
        Column("recorded", _("Recorded"), Kind.MOMENT),
        Column("undone", _("Undone"), Kind.TEXT, _("A movement that was taken back stays in the list, with a mark.")),
    ),
    people=True,
)
UNREGISTERED = Table(
    "unregistered",
    _("Residence to be verified"),
    (
        Column("name", _("Full name")),
        Column("unit", _("Unit")),
        Column("since", _("Since"), Kind.DAY),
        Column("due", _("Due from"), Kind.DAY),
        Column(
            "latest", _("Last day"), Kind.DAY, _("Whoever lives here and is registered nowhere is verified by then.")
        ),
        Column("state", _("State")),
    ),
    people=True,
)


@sheet(permission=lists.READ)
def movements(request: Asking) -> Sheet:
    """Hand out what the unit recorded, of the kind the page was asked for, the newest first."""
    unit, asked = lists.unit_of(request), request.GET.get("kind", "")
    kind = Movement(asked) if asked in set(Movement) else None
    about = " · ".join([unit.name_vi, *([str(labels.KINDS[kind])] if kind else [])])
    return Sheet(MOVEMENTS, _movements(request, unit, kind), unit.number, about)


@sheet(permission=lists.READ)
def unregistered(request: Asking) -> Sheet:
    """Hand out everybody of the unit whose residence waits to be verified, the longest waiting first."""
    unit = lists.unit_of(request)
    return Sheet(UNREGISTERED, _unregistered(request, unit), unit.number, unit.name_vi)


def _movements(request: Asking, unit: Unit, kind: Movement | None) -> Iterator[Row]:
    before = None
    while found := queries.movements(low=unit.number, high=unit.last, kind=kind, before=before, limit=PAGE):
        shown = [row for row in found if request.actor.may(lists.READ, row.answers)]
        names = _names(request, [(row.person_id, row.answers) for row in shown])
        for row in shown:
            yield _movement(row, names.get(row.person_id, "–"))
        before = found[-1].movement


def _movement(row: MovementRow, name: str) -> Row:
    became = parts.said(row.target) if row.entry is not None else _("standing kept")
    return (
        name, labels.KINDS[row.kind], row.occurred_on, row.reported_on, became, row.reason, row.evidence,
        units.by_number(row.unit).name_vi, row.recorded_at, _("undone") if row.undone_by is not None else None,
    )  # fmt: skip


def _unregistered(request: Asking, unit: Unit) -> Iterator[Row]:
    today, after = localdate(request.now), None
    while found := queries.unregistered(low=unit.number, high=unit.last, on=today, limit=PAGE, after=after):
        shown = [row for row in found if request.actor.may(lists.READ, row.unit)]
        names = _names(request, [(row.person_id, row.unit) for row in shown])
        yield from (_waiting(row, names.get(row.person_id, "–")) for row in shown)
        after = found[-1].since, found[-1].person_id


def _waiting(row: Unregistered, name: str) -> Row:
    place = units.by_number(row.unit).name_vi
    return name, place, row.since, row.due_on, row.latest_on, labels.CLOCKS[row.state]


def _names(request: Asking, shown: list[tuple[int, int]]) -> dict[int, str]:
    """Return the names of one page's people; they are journalled before they leave."""
    append_reads(actor=request.actor, people=list(dict.fromkeys(shown)), purpose=PURPOSE)
    return {row.person_id: row.details.full_name for row in people.persons({person for person, _unit in shown})}
