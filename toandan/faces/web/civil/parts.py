"""What the pages of movements show, ready to be drawn (các phần của trang biến động)."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Obstacle, Standing
from toandan.record.people import labels as people_labels
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.movements import labels
from toandan.work.movements.words import MovementRow, Unregistered

KNOWN = (
    "permanent", "temporary", "residence_checked", "absence", "abroad", "return", "departure", "emigration", "death",
)  # fmt: skip
"""Kinds of somebody who is known, in the order the page offers them."""

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One movement as lists show it."""

    number: int
    kind: Text
    name: str
    address: str
    place: str
    happened: str
    reported: str
    late: bool
    became: str
    text: str
    who: str
    undone: bool
    undo: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on the clock."""

    name: str
    address: str
    place: str
    since: str
    due: str
    latest: str
    state: str
    label: Text


def lines(rows: Collection[MovementRow], *, last: int | None = None) -> list[Line]:
    """Return movements with the names of their people; whoever the officer may not see has none.

    `last` is the movement the person's standing rests on: of those that changed it, only that one can be undone.
    """
    names = {row.person_id: row.details.full_name for row in people.persons({row.person_id for row in rows})}
    return [_line(row, names.get(row.person_id, "–"), last) for row in rows]


def _line(row: MovementRow, name: str, last: int | None) -> Line:
    kept = row.undoes is None and row.undone_by is None and (row.entry is None or row.movement == last)
    return Line(
        number=row.movement,
        kind=labels.KINDS[row.kind],
        name=name,
        address=reverse("civil:person", args=[row.person_id]),
        place=_("recorded at %(unit)s before the merger") % {"unit": units.by_number(row.unit).name_vi}
        if row.kept
        else "",
        happened=formats.day(row.occurred_on),
        reported=formats.day(row.reported_on),
        late=row.reported_on > row.occurred_on,
        became=said(row.target) if row.entry is not None else _("standing kept"),
        text=" · ".join(part for part in (row.reason, row.evidence) if part),
        who=f"{row.actor}, {formats.moment(row.recorded_at)}",
        undone=row.undone_by is not None,
        undo=reverse("civil:undo", args=[row.person_id, row.movement]) if kept else "",
        key=uuid4(),
    )


def said(pair: tuple[int, int]) -> str:
    """Write where somebody stands in words."""
    if not pair[0]:
        return _("outside the register")
    standing = Standing.of(pair[1])
    words: list[Text] = [ledger_labels.RESIDENCES[standing.residence], ledger_labels.CARDS[standing.card]]
    if standing.obstacle is not Obstacle.NONE:
        words.append(ledger_labels.OBSTACLES[standing.obstacle])
    return ", ".join(str(word) for word in words)


def waiting(rows: Collection[Unregistered]) -> list[Waiting]:
    """Return the people on the clock with their names."""
    names = {row.person_id: row.details.full_name for row in people.persons(row.person_id for row in rows)}
    tags = {"running": "done", "due": "watch", "overdue": "overdue"}
    return [
        Waiting(
            name=names.get(row.person_id, "–"),
            address=reverse("civil:person", args=[row.person_id]),
            place=units.by_number(row.unit).name_vi,
            since=formats.day(row.since),
            due=formats.day(row.due_on),
            latest=formats.day(row.latest_on),
            state=tags[row.state],
            label=labels.CLOCKS[row.state],
        )
        for row in rows
    ]


def put_errors(form: forms.Form, refusal: UnableTo) -> None:
    """Show a refusal at the box it is about, else above the form."""
    told = [f for f in getattr(refusal, "findings", ()) if f.is_error]
    for finding in told:
        where = finding.field if finding.field in form.fields else None
        form.add_error(where, str(people_labels.FINDINGS[finding.code]) % finding.values)
    if not told:
        field = getattr(refusal, "field", "") or refusal.code.removesuffix("_taken")
        form.add_error(field if field in form.fields else None, message_of(refusal))


def errors_of(form: forms.Form) -> list[dict[str, str]]:
    """Return the errors for the summary above a form."""
    return [
        {"field": "" if name == "__all__" else f"id_{name}", "message": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]
