"""What waits for an officer, thing by thing, and how the e-mail stands (việc đang chờ, tình trạng thư)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localdate

from toandan.command.notices.models import Confirmation, Digest, Wish
from toandan.command.notices.words import DigestRow, DigestState, Kind, Load, WishRow
from toandan.ground.envelopes import NotOpened, unseal
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Standing
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.difficulties import queries as raised
from toandan.work.difficulties.words import DifficultiesPermission
from toandan.work.directives import queries as papers
from toandan.work.directives.words import DirectivesPermission, Place
from toandan.work.equipment import queries as devices
from toandan.work.equipment.words import EquipmentPermission
from toandan.work.movements import queries as movements
from toandan.work.movements.words import ListsPermission, ListState
from toandan.work.questions import queries as asked
from toandan.work.questions.words import QuestionsPermission
from toandan.work.verification import queries as verification
from toandan.work.verification.words import VerificationPermission

_ALL = 10_000
"""Lists that wait are looked at whole: one that slid off a page would be told of anew when it came back."""
Waiting = dict[Kind, frozenset[int]]


def waiting(actor: Actor, *, now: datetime) -> Waiting:
    """Return the numbers of the things that wait for an officer, by kind; read under the officer's own scope.

    They are what the desk counts, but for people and cases, of which a commune has hundreds: those are `loads`.
    """
    today, unit = localdate(now), units.by_number(actor.at)
    at = Place(unit.number, unit.level is UnitLevel.BODY)
    found = _directives(actor, at, today) | _difficulties(actor, at, today)
    found |= _questions(actor, unit, today) | _lists(actor, unit, today) | _requests(actor, today)
    found |= _equipment(actor, unit)
    return {kind: frozenset(things) for kind, things in found.items() if things}


def loads(actor: Actor, *, now: datetime) -> dict[Load, int]:
    """Return how many people and hard cases an officer's unit has before it; read under the officer's own scope."""
    today, unit, found = localdate(now), units.by_number(actor.at), {}
    if actor.may("people.person.read", unit.number) and actor.may("ledger.balance.read", unit.number):
        held = ledger.balances(as_of=today, low=unit.number, high=unit.last)
        found[Load.PEOPLE] = sum(many for _unit, state, many in held if Standing.of(state).card is Card.DUE)
    if actor.may(VerificationPermission.READ, unit.number):
        counts = verification.cases(low=unit.number, high=unit.last, today=today, limit=0).counts
        found[Load.CASES] = sum(many for kind, many in counts.items() if kind != "overdue")
    return {load: many for load, many in found.items() if many}


def address_of(officer: int) -> str:
    """Return where an officer's e-mail goes: "" when none is wished, it was not confirmed, or cannot be opened."""
    found = Wish.objects.filter(officer_id=officer, confirmed_at__isnull=False).first()
    return "" if found is None else _opened(found)


def wish_of(officer: int) -> WishRow | None:
    """Return what an officer wishes, confirmed or not; None without a wish. Only the officer is to be shown it."""
    found = Wish.objects.filter(officer_id=officer).first()
    if found is None:
        return None
    if found.confirmed_at is not None:
        return WishRow(_opened(found), found.confirmed_at)
    asked = Confirmation.objects.filter(officer_id=officer, asked_at__gte=found.changed_at).order_by("-pk").first()
    if asked is None:
        return WishRow(_opened(found), None)
    return WishRow(_opened(found), None, asked.asked_at, asked.expires_at, asked.unsent_at is not None)


def _opened(found: Wish) -> str:
    try:
        return unseal(bytes(found.address), secret=settings.DOCUMENTS_KEY, about=about(found.officer_id)).decode()
    except NotOpened:
        return ""


def about(officer: int) -> str:
    """Return what an address is sealed to: it cannot be laid in the place of another officer's."""
    return f"notices/{officer}"


def last_digest(officer: int) -> DigestRow | None:
    """Return how the last e-mail to an officer went."""
    found = Digest.objects.filter(officer_id=officer).order_by("-day").first()
    return None if found is None else DigestRow(found.day, DigestState(found.state), found.settled_at)


def queued() -> int:
    """Return how many letters wait to be handed to the mail server; the house alone sees them all."""
    return Digest.objects.filter(state=DigestState.QUEUED.value).count()


def _directives(actor: Actor, at: Place, today: date) -> dict[Kind, Iterable[int]]:
    if not papers.reaches(actor, DirectivesPermission.READ, at):
        return {}
    tasks = papers.tasks_waiting(at)
    found: dict[Kind, Iterable[int]] = {
        Kind.LATE_TASKS: [task.task_id for task in tasks if task.due_on < today],
        Kind.TASKS: [task.task_id for task in tasks if task.due_on >= today],
    }
    if papers.reaches(actor, DirectivesPermission.ISSUE, at):
        found[Kind.TO_ISSUE] = [row.head.directive_id for row in papers.awaiting_issue(at, today=today)]
        found[Kind.ESCALATED] = [row.addressee_id for row in papers.escalated(at)]
    return found


def _difficulties(actor: Actor, at: Place, today: date) -> dict[Kind, Iterable[int]]:
    found: dict[Kind, Iterable[int]] = {Kind.GUIDANCE: raised.unread_versions(actor.officer)}
    if papers.reaches(actor, DifficultiesPermission.READ, at):
        rows = raised.to_answer(at)
        found[Kind.LATE_DIFFICULTIES] = [row.difficulty_id for row in rows if row.due_on < today]
        found[Kind.DIFFICULTIES] = [row.difficulty_id for row in rows if row.due_on >= today]
        found[Kind.TO_ACCEPT] = [row.difficulty_id for row in raised.to_accept(at)]
    return found


def _questions(actor: Actor, unit: Unit, today: date) -> dict[Kind, Iterable[int]]:
    if not actor.may(QuestionsPermission.ANSWER, unit.number):
        return {}
    rows = asked.to_answer(unit.number)
    return {
        Kind.LATE_QUESTIONS: [row.question_id for row in rows if row.late(today)],
        Kind.QUESTIONS: [row.question_id for row in rows if not row.late(today)],
        Kind.HELD_QUESTIONS: [row.question_id for row in asked.held(unit.number)],
    }


def _lists(actor: Actor, unit: Unit, today: date) -> dict[Kind, Iterable[int]]:
    if not actor.may(ListsPermission.READ, unit.number):
        return {}
    rows = movements.lists_in(low=unit.number, high=unit.last, state=ListState.SENT, limit=_ALL)
    late = {row.list_id for row in rows if row.due_on is not None and row.due_on < today}
    return {Kind.LATE_LISTS: late, Kind.LISTS: {row.list_id for row in rows} - late}


def _requests(actor: Actor, today: date) -> dict[Kind, Iterable[int]]:
    if not actor.may_somewhere(VerificationPermission.READ_REQUEST):
        return {}
    spans = actor.ranges(VerificationPermission.READ_REQUEST)
    due = [row for low, high in spans for row in verification.due_lists(low=low, high=high, today=today, asked=True)]
    late = {row.list_id for row in due if row.overdue(today)}
    return {Kind.LATE_REQUESTS: late, Kind.REQUESTS: {row.list_id for row in due} - late}


def _equipment(actor: Actor, unit: Unit) -> dict[Kind, Iterable[int]]:
    found: dict[Kind, Iterable[int]] = {}
    if actor.may(EquipmentPermission.USE, unit.number):
        found[Kind.HANDOVERS] = [row.handover_id for row in devices.to_confirm(unit.number, officer=actor.officer)]
    if actor.may(EquipmentPermission.LEND, unit.number):
        found[Kind.LOANS] = [row.loan_id for row in devices.loans_to_answer(unit.number)]
    return found
