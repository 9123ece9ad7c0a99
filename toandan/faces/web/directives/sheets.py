"""The desks of directives and the tasks to report as files (xuất bảng công văn, nhiệm vụ)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.directives import parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.directives import labels, queries
from toandan.work.directives.words import DirectivesPermission, Listed

READ = DirectivesPermission.READ
PAGE = 500
DESKS = {"in": _("Received"), "out": _("Sent out"), "proposed": _("To be issued"), "late": _("Overdue")}
DIRECTIVES = Table(
    "directives",
    _("Directives"),
    (
        Column("directive", _("Directive")),
        Column("subject", _("Subject")),
        Column("issuer", _("Issuer")),
        Column("to", _("Addressees")),
        Column("issued", _("Issued"), Kind.DAY),
        Column("due", _("Last day"), Kind.DAY, _("The last day of its tasks.")),
        Column("state", _("State")),
        Column("addressees", _("Number of addressees"), Kind.COUNT, _("As far as they are in sight.")),
        Column("acknowledged", _("Acknowledged"), Kind.COUNT),
        Column("reported", _("Reported back"), Kind.COUNT),
        Column("overdue", _("Addressees overdue"), Kind.COUNT),
    ),
)
LATE = Table(
    "directives-overdue",
    _("Overdue directives"),
    (
        Column("at", _("Addressee")),
        Column("directive", _("Directive")),
        Column("subject", _("Subject")),
        Column("issuer", _("Issuer")),
        Column("state", _("State")),
        Column("due", _("Due on"), Kind.DAY),
        Column("days", _("Days late"), Kind.COUNT),
        Column("escalated", _("Taken to the next level"), Kind.DAY),
    ),
)
TASKS = Table(
    "directive-tasks",
    _("Tasks to report"),
    (
        Column("task", _("Task")),
        Column("due", _("Due on"), Kind.DAY),
        Column("days", _("Days late"), Kind.COUNT, _("Empty while it is not.")),
        Column("directive", _("Directive")),
        Column("issuer", _("Issuer")),
    ),
)


MEMBERS = Table(
    "committee-members",
    _("Members of Steering Committees"),
    (
        Column("committee", _("Committee")),
        Column("member", _("Name")),
        Column("role", _("Role")),
        Column("at", _("Unit or body")),
        Column("since", _("Since"), Kind.DAY),
        Column("until", _("Until"), Kind.DAY, _("Empty while it goes on.")),
    ),
)


@sheet(permission=READ)
def directives(request: Asking) -> Sheet:
    """Hand out one of the desks whole; what came in unless another is asked for."""
    asked = request.GET.get("desk", "")
    desk = asked if asked in DESKS else "in"
    about = f"{request.unit.name_vi} · {DESKS[desk]}"
    if desk == "late":
        return Sheet(LATE, _late(request), request.unit.number, about)
    return Sheet(DIRECTIVES, (_row(one) for one in _listed(request, desk)), request.unit.number, about)


@sheet(permission=READ)
def tasks(request: Asking) -> Sheet:
    """Hand out the tasks that the officer's unit or body still has to report, that of the earliest day first."""
    return Sheet(TASKS, _tasks(request), request.unit.number, request.unit.name_vi)


@sheet(permission=READ)
def committees(request: Asking) -> Sheet:
    """Hand out the members, of today and before, of the committees that the officer's unit or body keeps or is in."""
    return Sheet(MEMBERS, _members(request), request.unit.number, request.unit.name_vi)


def _members(request: Asking) -> Iterator[Row]:
    for body in queries.committees(parts.mine(request)):
        for row in queries.members(body.number):
            at = parts.name(row.at) if row.at else ""
            yield (parts.name(body.number), row.name, labels.ROLES[row.role], at, row.since, row.until)


def _listed(request: Asking, desk: str) -> Iterator[Listed]:
    today, at = localdate(request.now), parts.mine(request)
    if desk == "proposed":
        yield from queries.awaiting_issue(at, today=today)
        return
    find = queries.outbox if desk == "out" else queries.inbox
    before = None
    while found := find(at, today=today, before=before, limit=PAGE):
        yield from found
        before = found[-1].head.directive_id


def _row(one: Listed) -> Row:
    head = one.head
    return (
        head.signed, head.wording.subject, parts.name(head.issuer), ", ".join(parts.name(to) for to in head.addressed),
        head.issued_on, one.due_on, labels.STATES[one.state], one.addressees, one.acknowledged, one.reported,
        one.overdue,
    )  # fmt: skip


def _late(request: Asking) -> Iterator[Row]:
    today = localdate(request.now)
    for one in queries.overdue(request.actor.ranges(READ), today=today, limit=MOST_LATE):
        head = queries.head(one.directive_id)
        yield (
            parts.name(one.at), head.signed, head.wording.subject, parts.name(head.issuer), labels.STATES[one.state],
            one.due_on, (today - one.due_on).days if one.due_on else None, one.escalated_on,
        )  # fmt: skip


def _tasks(request: Asking) -> Iterator[Row]:
    today = localdate(request.now)
    for one in queries.tasks_waiting(parts.mine(request)):
        head = queries.head(one.directive_id)
        late = (today - one.due_on).days if one.due_on < today else None
        yield (one.text, one.due_on, late, head.signed, parts.name(head.issuer))


MOST_LATE = 100_000
"""More answers than a city has open at a time."""
