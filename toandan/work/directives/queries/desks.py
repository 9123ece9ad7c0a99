"""What went out, what came in, what is late: the desks of directives (công văn đi, công văn đến, quá hạn)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from toandan.record.units import queries as units
from toandan.work.directives import states
from toandan.work.directives.models import Addressee, Answer, Directive, Member, Task
from toandan.work.directives.queries.sheets import addressee_of, head_of, task_of
from toandan.work.directives.rules import spans
from toandan.work.directives.words import NOTICE_DAYS, AddresseeRow, DirectiveState, Listed, Place, TaskRow

PAGE = 50
Ranges = Iterable[tuple[int, int]]
_WAITING = (DirectiveState.ISSUED.value, DirectiveState.ACKNOWLEDGED.value)


def outbox(at: Place, *, today: date, before: int | None = None, limit: int = PAGE) -> list[Listed]:
    """Return what a unit or body drafted or issued, the newest first; `before` is the last one seen."""
    found = Directive.objects.filter(_is("drafter", at) | (_is("issuer", at) & Q(was_proposed=True)))
    return _listed(_page(found.filter(directive_id__lt=before) if before else found, limit), today=today)


def inbox(at: Place, *, today: date, before: int | None = None, limit: int = PAGE) -> list[Listed]:
    """Return what was issued to a unit or body, the newest first; each counts this addressee and its tasks alone."""
    mine = _is("at", at) & ~Q(state=DirectiveState.DRAFTED.value)
    papers = Addressee.objects.filter(mine).values("directive_id")
    found = Directive.objects.filter(directive_id__in=papers)
    return _listed(_page(found.filter(directive_id__lt=before) if before else found, limit), today=today, to=at)


def awaiting_issue(at: Place, *, today: date) -> list[Listed]:
    """Return what was proposed to a unit or body and waits to be issued by it, the oldest first."""
    found = Directive.objects.filter(_is("issuer", at), state=DirectiveState.PROPOSED.value)
    return _listed(list(found.order_by("directive_id")[:PAGE]), today=today)


def waiting_for(at: Place) -> list[AddresseeRow]:
    """Return where something is still wanted of a unit or body, that of the earliest day first."""
    mine = Addressee.objects.filter(_is("at", at), state__in=_WAITING)
    return [addressee_of(one) for one in mine.order_by("due_on", "addressee_id")]


def tasks_waiting(at: Place) -> list[TaskRow]:
    """Return the tasks a unit or body still has to report, that of the earliest day first."""
    own = Addressee.objects.filter(_is("at", at), state__in=_WAITING)
    done = Answer.objects.filter(addressee__in=own, returned_at=None).values("task_id")
    wanted = Task.objects.filter(Q(at_no=None) | Q(at_no=at.number), directive_id__in=own.values("directive_id"))
    return [task_of(one) for one in wanted.exclude(task_id__in=done).order_by("due_on", "task_id")]


def overdue(ranges: Ranges, *, today: date, limit: int | None = None) -> list[AddresseeRow]:
    """Return where an answer is late to, or from, the units and bodies in reach, the latest first.

    Who drew a paper up for a committee looks after its answers too.
    """
    late = _late(ranges, today).order_by("due_on", "addressee_id")
    return [addressee_of(one) for one in (late if limit is None else late[:limit])]


def count_overdue(ranges: Ranges, *, today: date) -> int:
    """Return how many answers are late to, or from, the units and bodies in reach."""
    return _late(ranges, today).count()


def _late(ranges: Ranges, today: date) -> QuerySet[Addressee]:
    reach = list(ranges)
    sides = _side("issuer", reach) | _side("drafter", reach) | _side("at", reach)
    return Addressee.objects.filter(sides, state__in=_WAITING, due_on__lt=today)


def escalated(at: Place) -> list[AddresseeRow]:
    """Return who is late right below a unit and was taken to it, the earliest day first.

    A body's papers are read by the body and its committee alone, so what a body is late with stays on their desks.
    """
    below = [] if at.body else [unit.number for unit in units.children(at.number)]
    found = Addressee.objects.filter(at_no__in=below, at_body=False, escalated_on__isnull=False, state__in=_WAITING)
    return [addressee_of(one) for one in found.order_by("due_on", "addressee_id")]


def to_look_at(at: Place) -> int:
    """Return how many reports a unit or body got for its directives that are not closed."""
    return Addressee.objects.filter(_is("issuer", at), state=DirectiveState.REPORTED.value).count()


def due_addressees(ranges: Ranges, *, today: date) -> list[AddresseeRow]:
    """Return whom the units and bodies in reach must remind: what is late or due soon, the earliest day first."""
    last = today + timedelta(days=NOTICE_DAYS)
    found = Addressee.objects.filter(_side("issuer", list(ranges)), state__in=_WAITING, due_on__lte=last)
    return [addressee_of(one) for one in found.order_by("due_on", "addressee_id")]


def _is(name: str, at: Place) -> Q:
    return Q(**{f"{name}_no": at.number, f"{name}_body": at.body})


def _side(name: str, ranges: list[tuple[int, int]]) -> Q:
    """Return the condition that a unit or body stands in these ranges; the house, with the widest, sees bodies too."""
    units, bodies = spans(ranges)
    here = Q(pk__in=[])
    for low, high in units:
        everyone = Q() if low == 1 else Q(**{f"{name}_body": False})
        here |= Q(**{f"{name}_no__range": (low, high)}) & everyone
    return here | Q(**{f"{name}_no__in": bodies, f"{name}_body": True})


def _page(found: QuerySet[Directive], limit: int) -> list[Directive]:
    return list(found.order_by("-directive_id")[:limit])


def _listed(papers: list[Directive], *, today: date, to: Place | None = None) -> list[Listed]:
    """Count for each paper how far its addressees are, or the one it went `to`; one question for all papers."""
    numbers = [paper.directive_id for paper in papers]
    rows: dict[int, list[AddresseeRow]] = {number: [] for number in numbers}
    found = Addressee.objects.filter(directive_id__in=numbers)
    tasks = Task.objects.filter(directive_id__in=numbers)
    if to is not None:
        found, tasks = found.filter(_is("at", to)), tasks.filter(Q(at_no=None) | Q(at_no=to.number))
    for one in found:
        rows[one.directive_id].append(addressee_of(one))
    last: dict[int, date] = {}
    for number, day in tasks.values_list("directive_id", "due_on"):
        last[number] = max(day, last.get(number, day))
    return [_line(paper, rows[paper.directive_id], last.get(paper.directive_id), today) for paper in papers]


def _line(paper: Directive, rows: list[AddresseeRow], due_on: date | None, today: date) -> Listed:
    top = head_of(paper)
    return Listed(
        head=top,
        state=states.shown(top.state, (row.state for row in rows)),
        due_on=due_on,
        addressees=len(rows),
        acknowledged=sum(row.acknowledged_at is not None for row in rows),
        reported=sum(row.reported_at is not None for row in rows),
        overdue=sum(row.overdue(today) for row in rows),
    )


def units_with_papers(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` drafted, issued or got a paper, or sit in a committee."""
    found: set[int] = set()
    for table, field in ((Directive, "drafter_no"), (Directive, "issuer_no"), (Addressee, "at_no"), (Member, "at_no")):
        found.update(
            table._default_manager.filter(**{f"{field}__gte": low, f"{field}__lte": high}).values_list(field, flat=True)
        )
    return frozenset(found)


def papers_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which directives each of the units numbered `low` to `high` drafted, issued or was given."""
    found: dict[int, set[int]] = defaultdict(set)
    for table, field in ((Directive, "drafter_no"), (Directive, "issuer_no"), (Addressee, "at_no")):
        rows = table._default_manager.filter(**{f"{field}__range": (low, high)})
        for unit, paper in rows.values_list(field, "directive_id"):
            found[unit].add(paper)
    return found
