"""The table of citizens' questions as a file; what they wrote is not in it (xuất bảng câu hỏi, phản ánh)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.faces.web.questions import parts
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.questions import labels, queries
from toandan.work.questions.words import QuestionsPermission

READ = QuestionsPermission.READ
PAGE = 500
QUESTIONS = Table(
    "questions",
    _("Questions of citizens"),
    (
        Column("number", _("Number"), Kind.NUMBER),
        Column("sort", _("Sort")),
        Column("topic", _("About what")),
        Column("unit", _("Put to")),
        Column("at", _("With")),
        Column("asked", _("Sent on"), Kind.MOMENT),
        Column("state", _("State")),
        Column("due", _("Answer due on"), Kind.DAY, _("Empty once it is closed.")),
        Column("late", _("Days overdue"), Kind.COUNT, _("Empty while it is not.")),
        Column("answered", _("Answered"), Kind.MOMENT),
        Column("levels", _("Levels it went up"), Kind.COUNT),
    ),
)


@sheet(permission=READ)
def questions(request: Asking) -> Sheet:
    """Hand out every question in the officer's reach, the newest first."""
    return Sheet(QUESTIONS, _rows(request), request.unit.number, request.unit.name_vi)


def _rows(request: Asking) -> Iterator[Row]:
    before, today = None, localdate(request.now)
    while True:
        found = queries.newest(request.actor.ranges(READ), before=before, limit=PAGE)
        for row in found:
            yield (
                row.question_id, labels.SORTS[row.sort], labels.TOPICS[row.topic], parts.name(row.unit),
                parts.name(row.at), row.asked_at, labels.STATES[row.state], row.due_on if row.open else None,
                (today - row.due_on).days if row.late(today) else None, row.answered_at, row.escalations,
            )  # fmt: skip
        if len(found) < PAGE:
            return
        before = found[-1].question_id
