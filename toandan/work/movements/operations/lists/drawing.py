"""Drawing lists up: one draft for each receiving unit (lập danh sách)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import StandingRow
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations.lists import deeds, errors
from toandan.work.movements.queries import list_of, receiver_of, receivers, residence_at, taken
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import (
    Answered,
    Fault,
    Finding,
    Grouping,
    LineState,
    ListsPermission,
    ListState,
    Wish,
)

MOST_STREET = 200
"""Letters kept of a street that somebody says."""
LIVES_THERE = "Công dân hiện cư trú tại địa bàn quý đơn vị"
"""Why somebody is put on a list where nobody is asked; the receiver reads it, in the language of the register."""


def draw_up(
    *,
    actor: Actor,
    now: datetime,
    sender: int,
    wishes: Sequence[Wish],
    reason: str,
    client_key: UUID,
    grouping: Grouping = Grouping.DISTRICT,
    good_only: bool = False,
) -> list[int]:
    """Draw up one draft for each receiving unit and return their numbers; a repeat with the same key changes nothing.

    The commune a person lives in is the wish's, else the present address of the register. A person who cannot be on
    a list keeps everything out, unless `good_only` leaves such people aside. Whoever came back from an earlier list
    and is put on a new one is looked after.
    Raises NotAllowed, UnableToDrawUp with a finding a person.
    """
    with acting(actor):
        require(actor, ListsPermission.SEND, at=sender)
        made = NotificationList.objects.filter(client_key=client_key).order_by("list_id")
        if repeated := list(made.values_list("list_id", flat=True)):
            return repeated
        if not reason.strip():
            raise errors.UnableToDrawUp(errors.REASON_MISSING, code="reason_missing")
        targets = _checked(units.by_number(sender), wishes, localdate(now), good_only)
        streets = {wish.person: wish.address for wish in wishes if wish.address.strip()}
        receivers = {t: _receiver(t, sender, grouping) for t in targets.values()}
        drafts = [
            _draft(actor, now, sender, receiver, {p: targets[p] for p in group}, streets, reason, client_key)
            for receiver, group in rules.grouped(targets, receivers).items()
        ]
        _looked_after(list(targets))
    return drafts


def notify(
    *, actor: Actor, now: datetime, sender: int, person: int, target: int | None = None, client_key: UUID
) -> int:
    """Put one person on a list to the commune where they live, and return the list's number.

    `target` is that commune where somebody said so; without it the register's present address counts. The sender's
    newest draft to that commune is added to, or one is drawn up. Whoever waits on a list already stays there, and that
    list is returned. A repeat with the same key changes nothing.
    Raises NotAllowed, PersonUnknown, UnableToDrawUp with a finding.
    """
    said = deeds.digest("notify", sender, person, *([] if target is None else [target]))
    with acting(actor):
        require(actor, ListsPermission.SEND, at=sender)
        if done := deeds.before(client_key, said):
            return done.list_id
        row, today = people.person(person), localdate(now)
        stands = next(iter(ledger.standings([person])), None)
        if stands is not None and (waits := list_of(person=person, unit=stands.unit_no)) is not None:
            return waits
        if target is None and stands is not None:
            target = receiver_of(row, stands, today)
        targets = _checked(units.by_number(sender), [Wish(person, target)], today, good_only=False)
        list_id = _put(actor, now, sender, targets, client_key)
        _looked_after([person])
        deeds.keep(client_key, said, Answered(list_id, 1, (), None, ListState.DRAFT), now)
    return list_id


def _put(actor: Actor, now: datetime, sender: int, targets: dict[int, int], client_key: UUID) -> int:
    """Add people who live in one commune to the newest draft for it, or draw one up; return its number."""
    (receiver,) = set(targets.values())
    drafts = NotificationList.objects.select_for_update().filter(
        sender_no=sender, receiver_no=receiver, state=ListState.DRAFT
    )
    head = drafts.order_by("-list_id").first()
    if head is None:
        return _draft(actor, now, sender, receiver, targets, {}, LIVES_THERE, client_key)
    _write(head, targets, {})
    head.lines += len(targets)
    head.save(update_fields=["lines"])
    detail: dict[str, str | int | bool | None] = {"people": len(targets)}
    append(actor=actor, verb="movements.line.add", subject=f"list:{head.list_id}", unit=sender, detail=detail)
    return head.list_id


def _draft(
    actor: Actor, now: datetime, sender: int, receiver: int, targets: dict[int, int], streets: Mapping[int, str],
    reason: str, client_key: UUID,
) -> int:  # fmt: skip
    """Draw up one draft and return its number."""
    head = NotificationList.objects.create(
        client_key=client_key,
        sender_no=sender,
        receiver_no=receiver,
        lines=len(targets),
        reason=reason.strip(),
        drawn_at=now,
        drawn_by=actor.name,
    )
    _write(head, targets, streets)
    detail: dict[str, str | int | bool | None] = {"people": len(targets), "receiver": receiver}
    append(actor=actor, verb="movements.list.draw_up", subject=f"list:{head.list_id}", unit=sender, detail=detail)
    return head.list_id


def strike(*, actor: Actor, now: datetime, list_id: int, persons: Sequence[int]) -> int:
    """Take people off a draft and return how many are left; who is not on it is overlooked.

    A draft that nobody is left on is withdrawn. Raises NotAllowed, ListUnknown, UnableToDrawUp when it is no draft.
    """
    with acting(actor):
        head = deeds.locked(list_id)
        require(actor, ListsPermission.SEND, at=head.sender_no)
        if head.state != ListState.DRAFT:
            raise errors.UnableToDrawUp(errors.NOT_DRAFT, code="not_draft")
        gone, _kinds = Line.objects.filter(list_id=list_id, person_id__in=persons, state=LineState.DRAFT).delete()
        head.lines -= gone
        if not head.lines:
            head.state, head.closed_at = ListState.WITHDRAWN, now
        head.save(update_fields=["lines", "state", "closed_at"])
        subject = f"list:{list_id}"
        append(actor=actor, verb="movements.line.strike", subject=subject, unit=head.sender_no, detail={"people": gone})
    return head.lines


def settle(*, actor: Actor, now: datetime, list_id: int, persons: Sequence[int]) -> int:
    """Note that people who came back are looked after, and return how many were not before. Raises as `strike`."""
    with acting(actor):
        head = deeds.locked(list_id)
        require(actor, ListsPermission.SEND, at=head.sender_no)
        back = Line.objects.filter(list_id=list_id, person_id__in=persons, state=LineState.RETURNED, settled=False)
        done = back.update(settled=True)
        head.unsettled -= done
        head.save(update_fields=["unsettled"])
        subject = f"list:{list_id}"
        append(actor=actor, verb="movements.line.settle", subject=subject, unit=head.sender_no, detail={"people": done})
    return done


def _checked(sender: Unit, wishes: Sequence[Wish], today: date, good_only: bool) -> dict[int, int]:
    """Return the commune of everybody to be put on a list, or refuse with a finding for each of the others."""
    targets, findings = _targets(sender, wishes, today)
    if findings and not good_only:
        values = {"faults": len(findings), "people": len(wishes)}
        raise errors.UnableToDrawUp(errors.FAULTS, code="faults", values=values, findings=findings)
    if not targets:
        raise errors.UnableToDrawUp(errors.NOBODY, code="nobody", findings=findings)
    return targets


def _looked_after(persons: Sequence[int]) -> None:
    """Close the work items of people who stand on a new list now."""
    back = Line.objects.filter(person_id__in=persons, state=LineState.RETURNED, settled=False)
    for list_id in sorted(set(back.values_list("list_id", flat=True))):
        head = deeds.locked(list_id)
        head.unsettled -= back.filter(list_id=list_id).update(settled=True)
        head.save(update_fields=["unsettled"])


def _targets(sender: Unit, wishes: Sequence[Wish], today: date) -> tuple[dict[int, int], list[Finding]]:
    """Return the commune of everybody who can be on a list, and what keeps the others off."""
    persons = [wish.person for wish in wishes]
    twice = rules.doubled(persons)
    stands = {row.person_id: row for row in ledger.standings(persons)}
    known = {row.person_id: row for row in people.persons(persons)}
    waiting = taken(persons)
    there = _receivers(wishes, stands, known, today)
    targets, findings = {}, []
    for place, wish in enumerate(wishes):
        row, person = stands.get(wish.person), known.get(wish.person)
        if row is None or person is None or not sender.holds(row.unit_no):
            findings.append(Finding(Fault.NOT_YOURS, wish.person, wish.line))
        elif (wish.person, row.unit_no) in waiting:
            findings.append(Finding(Fault.ON_OPEN_LIST, wish.person, wish.line))
        elif wish.person in twice and wish.person in targets:
            findings.append(Finding(Fault.TWICE, wish.person, wish.line))
        else:
            lives, asked = wish.target or person.details.present_unit, wish.target is not None
            fault = _fault(lives, there.get(place), row, today, asked=asked)
            if fault is None:
                targets[wish.person] = there[place]
            else:
                findings.append(Finding(fault, wish.person, wish.line, str(lives or "")))
    return targets, findings


def _receivers(
    wishes: Sequence[Wish], stands: Mapping[int, StandingRow], known: Mapping[int, PersonRow], today: date
) -> dict[int, int]:
    """Return the commune of a list for each wish, by its place among them; where none is said the register knows."""
    return receivers(
        (
            (place, wish.target or known[wish.person].details.present_unit, stands[wish.person].unit_no)
            for place, wish in enumerate(wishes)
            if wish.person in stands and wish.person in known
        ),
        today,
    )


def _fault(lives: int | None, target: int | None, row: StandingRow, today: date, *, asked: bool) -> Fault | None:
    """Return what is wrong with the place of any time somebody lives in, which is the commune `target` of a list.

    A place that was named (`asked`) is led on where it went whole; of one that was divided the part is to be named.
    """
    if lives is None:
        return Fault.NO_RECEIVER
    known, source = units.by_numbers([lives]).get(lives), units.by_number(row.unit_no)
    if known is None or known.level is not UnitLevel.COMMUNE:
        return Fault.RECEIVER_UNKNOWN
    if target is None:
        return Fault.OWN_UNIT if units.is_part_of(lives, source) else Fault.RECEIVER_ENDED
    divided = target != lives and len(units.called(lives, on=today)) != 1
    return Fault.RECEIVER_ENDED if asked and divided else None


def _receiver(target: int, sender: int, grouping: Grouping) -> int:
    """Return whom the list for a commune is addressed to: its district where there is one that is not the sender's."""
    unit = units.by_number(target)
    if grouping is Grouping.COMMUNE or not unit.district:
        return target
    district = units.by_number(unit.district)
    return target if district.holds(sender) else district.number


def _write(head: NotificationList, targets: dict[int, int], streets: Mapping[int, str]) -> None:
    """Write the lines of a draft, each with the few details its receiver needs; `streets` are those that were said."""
    persons = list(targets)
    stands = {row.person_id: row for row in ledger.standings(persons)}
    rows = people.persons(persons)
    Line.objects.bulk_create(
        _line(head, row, stands[row.person_id], targets[row.person_id], streets.get(row.person_id)) for row in rows
    )


def _street(row: PersonRow, target: int) -> str:
    """Return the street of the register where it lies in `target`; the one of another place would mislead who looks."""
    lives = row.details.present_unit
    there = lives is not None and units.is_part_of(lives, units.by_number(target))
    return row.details.present_address if there else ""


def _line(head: NotificationList, row: PersonRow, stands: StandingRow, target: int, street: str | None) -> Line:
    details, standing = row.details, stands.standing
    return Line(
        person_id=row.person_id,
        list_id=head.list_id,
        sender_no=head.sender_no,
        receiver_no=head.receiver_no,
        from_no=stands.unit_no,
        target_no=target,
        before=standing.obstacle.value,
        residence=residence_at(units.by_number(target), row, stands).value,
        full_name=details.full_name,
        birth=details.birth.text,
        sex=details.sex.value if details.sex else "",
        masked_number=row.masked_number or row.masked_old_number,
        present_address=_street(row, target) if street is None else " ".join(street.split())[:MOST_STREET],
        phone=details.phone,
    )
