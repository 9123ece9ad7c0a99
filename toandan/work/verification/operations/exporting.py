"""Taking a request list out of the house as a spreadsheet or a letter (xuất danh sách đề nghị xác minh)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append, append_reads
from toandan.record.officers.operations import acting, require
from toandan.record.people import labels as people_labels
from toandan.record.rolls.operations import sheet
from toandan.work.movements.words import ListForm
from toandan.work.movements.words.letter import Letter
from toandan.work.verification import labels
from toandan.work.verification.queries.letter import letter
from toandan.work.verification.queries.lists import list_lines, request_list
from toandan.work.verification.words import ListRow, RequestRow, VerificationPermission


def export(*, actor: Actor, list_id: int) -> bytes:
    """Return a list as a workbook, and write down who was taken out by whom; raises as `take_out` does.

    It is for working on: headings in the reader's language, days as days, the answer in columns of its own.
    """
    _row, lines = _taken(actor, list_id, ListForm.XLSX)
    return _workbook(lines)


def take_out(*, actor: Actor, list_id: int, form: ListForm) -> Letter:
    """Return a list as the letter it is on paper, in Vietnamese, and write down who was taken out by whom.

    Either side may: whoever reads cases at the unit that asked, and whoever reads requests at the body. What has gone
    out of the body's sight is not in it. Raises NotAllowed, RequestListUnknown.
    """
    row, lines = _taken(actor, list_id, form)
    return letter(row=row, lines=lines)


def _taken(actor: Actor, list_id: int, form: ListForm) -> tuple[ListRow, Sequence[RequestRow]]:
    """Read a list and write down who took it in which form."""
    with acting(actor):
        row = request_list(list_id)
        side = _side(actor, row)
        lines = list_lines(list_id)
        people = [(one.person_id, one.body if side == row.body else one.unit) for one in lines]
        append_reads(actor=actor, people=people, purpose="verification.list.export")
        append(
            actor=actor, verb="verification.list.export", subject=f"request_list:{list_id}", unit=side,
            detail={"people": len(lines), "format": form.value},
        )  # fmt: skip
    return row, lines


def _workbook(lines: Sequence[RequestRow]) -> bytes:
    cells = (_cells(number, line) for number, line in enumerate(lines, start=1))
    return sheet(name=_("Request list"), headings=[str(heading) for heading in labels.COLUMNS], rows=cells)


def _side(actor: Actor, row: ListRow) -> int:
    """Return in whose name the list is taken out: that of the unit that asked, or of the body."""
    try:
        require(actor, VerificationPermission.READ, at=row.unit)
    except NotAllowed:
        require(actor, VerificationPermission.READ_REQUEST, at=row.body)
        return row.body
    return row.unit


def _cells(number: int, line: RequestRow) -> list[Any]:
    """Return a line as numbers, days and text, in the order of `labels.COLUMNS`."""
    sexes = {word.value: str(label) for word, label in people_labels.SEX.items()}
    return [
        number,
        line.full_name,
        _day(line.birth),
        sexes.get(line.sex, ""),
        line.parents,
        line.place,
        str(labels.KINDS[line.kind]),
        line.due_on,
        labels.answer(line.answer, line.released_on),
        line.answer_text,
        labels.evidence(line.evidence),
        line.found_day,
        localdate(line.answered_at) if line.answered_at else None,
    ]


def _day(text: str) -> date | str:
    """Return a whole date as a date, and one that is known in part as it is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return "/".join(reversed(text.split("-"))) if text[:4].isdecimal() else text
