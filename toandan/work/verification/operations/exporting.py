"""Taking a request list out of the house as a spreadsheet (xuất danh sách đề nghị xác minh)."""

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
from toandan.work.verification import labels
from toandan.work.verification.queries.lists import list_lines, request_list
from toandan.work.verification.words import ListRow, RequestRow, VerificationPermission


def export(*, actor: Actor, list_id: int) -> bytes:
    """Return a list as a workbook with headings in the reader's language, and write down who was taken out by whom.

    Either side may: whoever reads cases at the unit that asked, and whoever reads requests at the body. What has gone
    out of the body's sight is not in its workbook. Raises NotAllowed, RequestListUnknown.
    """
    with acting(actor):
        row = request_list(list_id)
        side = _side(actor, row)
        lines = list_lines(list_id)
        cells = (_cells(number, line) for number, line in enumerate(lines, start=1))
        content = sheet(name=_("Request list"), headings=[str(heading) for heading in labels.COLUMNS], rows=cells)
        people = [(one.person_id, one.body if side == row.body else one.unit) for one in lines]
        append_reads(actor=actor, people=people, purpose="verification.list.export")
        append(
            actor=actor, verb="verification.list.export", subject=f"request_list:{list_id}", unit=side,
            detail={"people": len(lines)},
        )  # fmt: skip
    return content


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
