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
from toandan.work.movements.operations import letter_file
from toandan.work.movements.words import ListForm
from toandan.work.verification import labels
from toandan.work.verification.queries.letter import letter
from toandan.work.verification.queries.lists import list_lines, request_list
from toandan.work.verification.words import ListRow, RequestRow, VerificationPermission


def export(*, actor: Actor, list_id: int, form: ListForm = ListForm.XLSX) -> bytes:
    """Return a list as a file, and write down who was taken out by whom.

    The workbook is for working on: headings in the reader's language, days as days, the answer in columns of its own.
    The document is the letter on paper, in Vietnamese. Either side may: whoever reads cases at the unit that asked, and
    whoever reads requests at the body. What has gone out of the body's sight is in neither. Raises NotAllowed,
    RequestListUnknown.
    """
    with acting(actor):
        row = request_list(list_id)
        side = _side(actor, row)
        lines = list_lines(list_id)
        content = letter_file(letter(row=row, lines=lines), form) if form is ListForm.DOCX else _workbook(lines)
        people = [(one.person_id, one.body if side == row.body else one.unit) for one in lines]
        append_reads(actor=actor, people=people, purpose="verification.list.export")
        append(
            actor=actor, verb="verification.list.export", subject=f"request_list:{list_id}", unit=side,
            detail={"people": len(lines), "format": form.value},
        )  # fmt: skip
    return content


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
