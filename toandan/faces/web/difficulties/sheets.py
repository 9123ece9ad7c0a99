"""The tables of difficulties and of their week as files (xuất bảng vướng mắc)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.difficulties.summary import asked_day
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers.operations import require
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.difficulties import labels, queries
from toandan.work.difficulties.words import DifficultiesPermission, Summary

READ = DifficultiesPermission.READ
PAGE = 500
DIFFICULTIES = Table(
    "difficulties",
    _("Difficulties"),
    (
        Column("number", _("Number"), Kind.NUMBER),
        Column("kind", _("What it is about")),
        Column("text", _("Difficulty")),
        Column("unit", _("Raised by")),
        Column("raised", _("Raised on"), Kind.MOMENT),
        Column("people", _("People held up"), Kind.COUNT, _("As the unit wrote when it raised the difficulty.")),
        Column("state", _("State")),
        Column("at", _("With")),
        Column("due", _("Answer due on"), Kind.DAY),
        Column("answer", _("Answer")),
        Column("answered", _("Answered"), Kind.MOMENT),
    ),
)
WEEK = Table(
    "difficulties-week",
    _("Difficulties of the week"),
    (
        Column("unit", _("Unit")),
        Column("kind", _("What it is about")),
        Column("raised", _("Raised"), Kind.COUNT),
        Column("answered", _("Answered"), Kind.COUNT),
        Column("timely", _("In time"), Kind.COUNT),
        Column("open", _("Still open"), Kind.COUNT, _("At the end of the week.")),
        Column("late", _("Overdue"), Kind.COUNT, _("As it stands now.")),
        Column("held_up", _("People held up"), Kind.COUNT, _("By what is open at the end of the week.")),
    ),
)

GUIDANCE = Table(
    "guidance",
    _("Guidance"),
    (
        Column("number", _("Number")),
        Column("version", _("Version"), Kind.NUMBER, _("The one in force.")),
        Column("title", _("Title")),
        Column("kind", _("What it is about")),
        Column("text", _("Text")),
        Column("issuer", _("Issuer")),
        Column("published", _("Published on"), Kind.MOMENT),
        Column("read", _("Read"), Kind.TEXT, _("By whoever takes this table.")),
    ),
)


@sheet(permission=DifficultiesPermission.LOOK_UP)
def guidance(request: Asking) -> Sheet:
    """Hand out all guidance in force, the newest first."""
    return Sheet(GUIDANCE, _guidance(request), request.unit.number, request.unit.name_vi)


def _guidance(request: Asking) -> Iterator[Row]:
    before, done = None, queries.read_by(request.actor.officer)
    while found := queries.find_guidance(before=before, limit=PAGE):
        for row in found:
            yield (
                row.signed, row.version, row.title, labels.KINDS[row.kind], row.text, parts.name(row.issuer),
                row.published_at, _("yes") if (row.guidance_id, row.version) in done else _("no"),
            )  # fmt: skip
        before = found[-1].guidance_id


@sheet(permission=READ)
def difficulties(request: Asking) -> Sheet:
    """Hand out every difficulty in the officer's reach, the newest first; the people they name are not among them."""
    return Sheet(DIFFICULTIES, _rows(request), request.unit.number, request.unit.name_vi)


@sheet(permission=READ)
def week(request: Asking) -> Sheet:
    """Hand out the week the page shows."""
    today, unit = localdate(request.now), request.unit.number
    require(request.actor, READ, at=unit)
    found = queries.summary(unit, day=asked_day(request, today), today=today)
    about = f"{request.unit.name_vi} · {formats.day(found.since)} – {formats.day(found.until)}"
    return Sheet(WEEK, _week(found), unit, about)


def _rows(request: Asking) -> Iterator[Row]:
    before = None
    while True:
        found = queries.everything(request.actor.ranges(READ), before=before, limit=PAGE)
        for row in found:
            yield (
                row.difficulty_id, labels.KINDS[row.kind], row.text, parts.name(row.unit), row.raised_at, row.people,
                labels.STATES[row.state], parts.name(row.at), row.due_on if row.waits else None, row.answer,
                row.answered_at,
            )  # fmt: skip
        if len(found) < PAGE:
            return
        before = found[-1].difficulty_id


def _week(found: Summary) -> Iterator[Row]:
    for row in found.tallies:
        yield (
            parts.name(row.unit), labels.KINDS[row.kind], row.raised, row.answered, row.timely, row.open, row.late,
            row.held_up,
        )  # fmt: skip
