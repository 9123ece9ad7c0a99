"""Lists, their lines, and the statement between two units (tra cứu danh sách thông báo)."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.queries.lists.waiting import awaited
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import (
    Fault,
    Finding,
    LineRow,
    LineState,
    ListRow,
    ListState,
    Pair,
    ReturnReason,
)

MOST = 200
"""Lists one answer shows at most; a page goes on from the last number."""

_NOT_THERE = _("There is no such list, or it is between units you do not work for.")


class ListUnknown(NotThere):
    """There is no such list in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_NOT_THERE, code="list_unknown")


def list_row(list_id: int) -> ListRow:
    """Return one list. Raises ListUnknown."""
    found = NotificationList.objects.filter(list_id=list_id).first()
    if found is None:
        raise ListUnknown
    return row_of(found)


def lists_out(
    *, low: int, high: int, state: ListState | None = None, before: int | None = None, limit: int = MOST
) -> list[ListRow]:
    """Return the lists that the units `low` to `high` drew up, the newest first; `before` is the last one shown."""
    return _rows(NotificationList.objects.filter(sender_no__range=(low, high)), state, before, limit)


def lists_in(
    *, low: int, high: int, state: ListState | None = None, before: int | None = None, limit: int = MOST
) -> list[ListRow]:
    """Return the lists that were sent to the units `low` to `high`, the newest first."""
    sent = NotificationList.objects.filter(receiver_no__range=(low, high), sent_at__isnull=False)
    return _rows(sent, state, before, limit)


def open_lists(*, low: int, high: int) -> dict[str, int]:
    """Return how many lists wait at these units: `drafts`, `out`, `in` and `unsettled` (people who came back)."""
    mine = Q(sender_no__range=(low, high))
    found = NotificationList.objects.aggregate(
        drafts=Count("list_id", filter=mine & Q(state=ListState.DRAFT)),
        out=Count("list_id", filter=mine & Q(state=ListState.SENT)),
        incoming=Count("list_id", filter=Q(receiver_no__range=(low, high), state=ListState.SENT)),
        unsettled=Sum("unsettled", filter=mine, default=0),
    )
    return {"drafts": found["drafts"], "out": found["out"], "in": found["incoming"], "unsettled": found["unsettled"]}


def overdue_lists(*, low: int, high: int, today: date) -> tuple[list[ListRow], list[ListRow]]:
    """Return the lists past their last day that these units sent, and those that they have not answered."""
    late = NotificationList.objects.filter(state=ListState.SENT, due_on__lt=today).order_by("due_on", "list_id")
    out = late.filter(sender_no__range=(low, high))[:MOST]
    incoming = late.filter(receiver_no__range=(low, high))[:MOST]
    return [row_of(r) for r in out], [row_of(r) for r in incoming]


def units_with_lists(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` sent or got a list, or have people waited for on one."""
    lists = NotificationList.objects.filter(Q(sender_no__range=(low, high)) | Q(receiver_no__range=(low, high)))
    waiting = Line.objects.filter(state__in=(LineState.DRAFT, LineState.PENDING))
    found = [*lists.values_list("sender_no", "receiver_no"), *waiting.values_list("from_no", "target_no")]
    return frozenset(number for pair in found for number in pair if low <= number <= high)


def waited_for(low: int, high: int) -> list[tuple[int, int, int, int, bool]]:
    """Return list, person, unit stood in, unit meant and whether it was sent, of whoever is waited for on a list.

    They are those who stand in one of the units numbered `low` to `high`, or are said to live there.
    """
    here = Q(from_no__range=(low, high)) | Q(target_no__range=(low, high))
    rows = Line.objects.filter(here, state__in=(LineState.DRAFT, LineState.PENDING))
    return [
        (line.list_id, line.person_id, line.from_no, line.target_no, line.state == LineState.PENDING)
        for line in rows.only("list_id", "person_id", "from_no", "target_no", "state")
    ]


def lines(list_id: int, *, state: LineState | None = None) -> list[LineRow]:
    """Return the people on a list in the order of their names; who is not the caller's business is left out."""
    found = Line.objects.filter(list_id=list_id)
    if state is not None:
        found = found.filter(state=state)
    return [line_of(line) for line in found.order_by("target_no", "full_name", "person_id")]


def returned_lines(*, low: int, high: int, limit: int = MOST) -> list[LineRow]:
    """Return the people who came back to these senders and are not looked after yet, the oldest first."""
    found = Line.objects.filter(sender_no__range=(low, high), state=LineState.RETURNED, settled=False)
    return [line_of(line) for line in found.order_by("answered_at", "person_id")[:limit]]


def faults(list_id: int, *, on: date) -> list[Finding]:
    """Return what keeps a draft from being sent on this day, person by person."""
    found = list(Line.objects.filter(list_id=list_id).order_by("person_id"))
    stands = {row.person_id: row.unit_no for row in ledger.standings([line.person_id for line in found])}
    waiting = awaited([line.person_id for line in found])
    made = []
    for line in found:
        places = units.by_numbers([line.target_no, line.from_no])
        target, source = places.get(line.target_no), places.get(line.from_no)
        if stands.get(line.person_id) != line.from_no:
            made.append(Finding(Fault.NOT_YOURS, line.person_id))
        elif (line.person_id, line.from_no) in waiting:
            made.append(Finding(Fault.ON_OPEN_LIST, line.person_id))
        elif target is None or source is None:
            made.append(Finding(Fault.RECEIVER_UNKNOWN, line.person_id))
        elif rules.ended(target, source, on):
            made.append(Finding(Fault.RECEIVER_ENDED, line.person_id, value=target.code))
        elif target.number == line.from_no:
            made.append(Finding(Fault.OWN_UNIT, line.person_id))
    return made


def statement(*, low: int, high: int, today: date) -> list[Pair]:
    """Return the statement of every pair of units of which one lies between `low` and `high`; drafts do not count."""
    sent = NotificationList.objects.filter(
        Q(sender_no__range=(low, high)) | Q(receiver_no__range=(low, high)), sent_at__isnull=False
    )
    grouped = sent.values("sender_no", "receiver_no").annotate(
        lists=Count("list_id"),
        sent=Sum(F("lines") - F("withdrawn")),
        took=Sum("accepted"),
        back=Sum("returned"),
        gone=Sum("withdrawn"),
        late=Count("list_id", filter=Q(state=ListState.SENT, due_on__lt=today)),
    )
    return [
        Pair(
            sender=row["sender_no"],
            receiver=row["receiver_no"],
            lists=row["lists"],
            sent=row["sent"],
            accepted=row["took"],
            returned=row["back"],
            open=row["sent"] - row["took"] - row["back"],
            overdue=row["late"],
            withdrawn=row["gone"],
        )
        for row in grouped.order_by("sender_no", "receiver_no")
    ]


def _rows(
    found: "QuerySet[NotificationList]", state: ListState | None, before: int | None, limit: int
) -> list[ListRow]:
    if state is not None:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(list_id__lt=before)
    return [row_of(row) for row in found.order_by("-list_id")[:limit]]


def row_of(stored: NotificationList) -> ListRow:
    """Return the stored list as a value."""
    return ListRow(
        list_id=stored.list_id,
        sender=stored.sender_no,
        receiver=stored.receiver_no,
        state=ListState(stored.state),
        reason=stored.reason,
        lines=stored.lines,
        accepted=stored.accepted,
        returned=stored.returned,
        withdrawn=stored.withdrawn,
        unsettled=stored.unsettled,
        due_on=stored.due_on,
        drawn_at=stored.drawn_at,
        drawn_by=stored.drawn_by,
        sent_at=stored.sent_at,
        sent_by=stored.sent_by,
        closed_at=stored.closed_at,
        peer=stored.peer_id,
        details_removed_at=stored.details_removed_at,
        reminded_on=stored.reminded_on,
    )


def line_of(stored: Line) -> LineRow:
    """Return the stored line as a value."""
    return LineRow(
        person_id=stored.person_id,
        list_id=stored.list_id,
        source=stored.from_no,
        target=stored.target_no,
        state=LineState(stored.state),
        full_name=stored.full_name,
        birth=stored.birth,
        sex=stored.sex,
        masked_number=stored.masked_number,
        present_address=stored.present_address,
        phone=stored.phone,
        residence=stored.residence,
        reason=ReturnReason(stored.reason) if stored.reason else None,
        note=stored.note,
        entry=stored.entry_id,
        answered_at=stored.answered_at,
        answered_by=stored.answered_by,
        settled=stored.settled,
    )
