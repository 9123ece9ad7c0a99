"""What waits of days in the field: helpers, devices, loans, sessions, drafts of plans (việc lưu động đang chờ)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from toandan.command.field import queries as plans
from toandan.command.field.words import FieldPermission, PlanState, VersionHead
from toandan.command.notices.labels import KINDS
from toandan.command.notices.words import Kind
from toandan.faces.web.desk import phrases
from toandan.faces.web.desk.waiting import Task, one_task
from toandan.faces.web.frame import formats
from toandan.ground.kernel.actor import Actor
from toandan.record.units.words import Unit
from toandan.work.equipment import queries as devices
from toandan.work.equipment.words import EquipmentPermission, LoanState
from toandan.work.sessions import labels
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import HelperState, SessionsPermission, State

ENDING = timedelta(days=3)
"""How long before its last day a loan is told of."""
WAITING = "/equipment/waiting/"
_ENDED_BY = {
    State.OPEN: SessionsPermission.RUN,
    State.PLANNED: SessionsPermission.PLAN,
    State.CLOSED: SessionsPermission.RECONCILE,
}
"""Who brings a session to its end that is in this state."""


def tasks(actor: Actor, unit: Unit, *, today: date) -> list[Task]:
    """Return what waits for who works at this unit or body, with the nearest day of each kind."""
    return [
        *_helping(actor),
        *_asked(actor, today),
        *_equipment(actor, unit, today),
        *_sessions(actor, unit, today),
        *_drafts(actor, unit, today),
    ]


def _helping(actor: Actor) -> list[Task]:
    """Return how many sessions are open now that the officer was named for as a helper."""
    if not actor.may_somewhere(SessionsPermission.HELP):
        return []
    opened = sum(one.state is State.OPEN for one in sessions.helping())
    return [one_task(opened, phrases.HELPING, reverse("sessions:helping"))][: opened > 0]


def _asked(actor: Actor, today: date) -> list[Task]:
    """Return what a body outside the police is asked for and has not answered; nobody is needed where all is off."""
    if not actor.may(SessionsPermission.ANSWER, actor.at):
        return []
    asked = [one for one in sessions.asked_of(actor.at, today) if one.state is HelperState.ASKED]
    at = sessions.whereabouts(today) if asked else {}
    days = [one.day for one in asked if one.helper_id not in at or at[one.helper_id].state is not State.CANCELLED]
    return _told(days, phrases.HELPERS_ASKED, reverse("sessions:helpers"), today)


def _equipment(actor: Actor, unit: Unit, today: date) -> list[Task]:
    """Return the devices handed over to the unit and not confirmed, and the loans to be answered or ending."""
    made: list[Task] = []
    if actor.may(EquipmentPermission.USE, unit.number):
        handed = devices.to_confirm(unit.number, officer=actor.officer)
        since = _("since %(day)s") % {"day": formats.day(handed[0].given_at)} if handed else ""
        made += [one_task(len(handed), KINDS[Kind.HANDOVERS], WAITING, since)][: bool(handed)]
    if actor.may(EquipmentPermission.LEND, unit.number):
        loans = devices.loans(unit.number, unit.number)
        asked = [one.since for one in loans if one.state is LoanState.ASKED and one.asked_no != unit.number]
        ending = [one.until for one in loans if one.state is LoanState.AGREED and one.until <= today + ENDING]
        made += _told(asked, KINDS[Kind.LOANS], WAITING, today)
        made += _told(ending, phrases.LOANS_ENDING, WAITING, today)
    return made


def _sessions(actor: Actor, unit: Unit, today: date) -> list[Task]:
    """Return the sessions that run, that were never opened, and whose counts nobody compared yet."""
    may = {word: actor.may(word, unit.number) for word in SessionsPermission}
    if not any(may[word] for word in _ENDED_BY.values()):
        return []
    rows = sessions.unfinished([unit.number], today)
    address = f"{reverse('sessions:sessions')}?unit={unit.number}&waits="
    return [
        task
        for state, word in _ENDED_BY.items()
        if may[word]
        for task in _told([one.day for one in rows if one.state is state], labels.UNFINISHED[state],
                          address + state.value, today)
    ]  # fmt: skip


def _drafts(actor: Actor, unit: Unit, today: date) -> list[Task]:
    """Return the drafts of the unit's own plans that nobody approved, unless a later one of the same days counts."""
    if not actor.may(FieldPermission.APPROVE, unit.number):
        return []
    heads = [one for one in plans.heads(low=unit.number, high=unit.number) if plans.last_day(one) >= today]
    counts = [one for one in heads if one.state is PlanState.APPROVED]
    drafts = [
        one for one in heads if one.state is PlanState.DRAFTED and not any(_overtakes(other, one) for other in counts)
    ]
    address = reverse("field:plan", args=[drafts[0].version_id]) if len(drafts) == 1 else reverse("field:index")
    return _told([one.first_day for one in drafts], phrases.DRAFT_PLANS, address, today)


def _overtakes(approved: VersionHead, draft: VersionHead) -> bool:
    """Tell whether an approved plan was made after a draft and plans one of its days."""
    apart = approved.first_day > plans.last_day(draft) or draft.first_day > plans.last_day(approved)
    return approved.version_id > draft.version_id and not apart


def _told(days: Sequence[date], text: str | Promise, address: str, today: date) -> list[Task]:
    """Return the task for so many things with a day each; the nearest day is its due time, nothing waits for none."""
    if not days:
        return []
    first = min(days)
    if first < today:
        due = _("since %(day)s") % {"day": formats.day(first)}
    else:
        due = _("today") if first == today else _("by %(day)s") % {"day": formats.day(first)}
    return [one_task(len(days), text, address, due)]
