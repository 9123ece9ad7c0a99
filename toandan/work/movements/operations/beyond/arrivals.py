"""What letters of a list's sender do here: the list, its withdrawal, the hand-over (danh sách đến).

Somebody on a list from elsewhere is not in our register yet: their line bears the sender's number with a minus, which
is nobody's here. They are written down, and counted, when the sender's letter hands them over.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import WORLD, Standing, Verb
from toandan.record.ledger.words import Line as Posting
from toandan.record.letters import queries as letter_rows
from toandan.record.letters.words import ReceivedRow
from toandan.record.people import operations as people
from toandan.record.people import queries as people_rows
from toandan.record.people.words import PersonDetails
from toandan.record.units import queries as units
from toandan.record.units.queries import UnitUnknown
from toandan.record.units.words import Unit
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations.beyond import errors
from toandan.work.movements.operations.closing import close
from toandan.work.movements.words import LineState, ListState, beyond


def open_list(house: Actor, now: datetime, row: ReceivedRow, body: beyond.Notified) -> None:
    """Lay a list on the desk of the unit it is for."""
    if NotificationList.objects.filter(peer_id=row.peer_id, their_id=body.list).exists():
        return
    today = localdate(now)
    sender, receiver = _unit(body.sender, today), _unit(body.receiver, today)
    if letter_rows.peer_for(unit=receiver.number) is not None:
        raise errors.UnableToAttend(errors.NOT_OURS, code="not_ours", values={"code": body.receiver})
    if letter_rows.peer_for(unit=sender.number) != row.peer_id:
        # Whoever has a key speaks for their own units only, not for ours and not for those of another authority.
        raise errors.UnableToAttend(errors.NOT_THE_SENDERS, code="not_the_senders", values={"code": body.sender})
    _once(one.ref for one in body.people)
    head = NotificationList.objects.create(
        client_key=letter_key(row),
        sender_no=sender.number,
        receiver_no=receiver.number,
        peer_id=row.peer_id,
        their_id=body.list,
        lines=len(body.people),
        reason=body.reason,
        due_on=body.due_on,
        drawn_at=row.received_at,
        drawn_by=house.name,
    )
    Line.objects.bulk_create([_line(head, one, receiver, today) for one in body.people], batch_size=2_000)
    Line.objects.filter(list_id=head.list_id).update(state=LineState.PENDING)
    head.state, head.sent_at, head.sent_by = ListState.SENT, row.received_at, sender.name_vi
    head.save(update_fields=["state", "sent_at", "sent_by"])
    detail: dict[str, str | int | bool | None] = {"people": head.lines, "peer": row.peer_id, "letter": row.number}
    append(actor=house, verb="movements.list.come", subject=f"list:{head.list_id}", unit=receiver.number, detail=detail)


def withdraw(house: Actor, now: datetime, row: ReceivedRow, body: beyond.Withdrawn) -> None:
    """Take off the desk whoever still waits; about whoever we have asked for, the sender's answer decides."""
    head = come(row.peer_id, body.list)
    waiting = Line.objects.filter(list_id=head.list_id, state=LineState.PENDING)
    head.withdrawn += waiting.update(state=LineState.WITHDRAWN, answered_at=now, answered_by=house.name)
    close(head, now)
    subject = f"list:{head.list_id}"
    append(actor=house, verb="movements.list.withdraw", subject=subject, unit=head.receiver_no)


def enter(house: Actor, now: datetime, row: ReceivedRow, body: beyond.HandedOver) -> None:
    """Write down and count whoever is handed over; whoever the sender kept is off the list."""
    head = come(row.peer_id, body.list)
    refs = [one.ref for one in body.people]
    _once([*refs, *body.kept])
    asked = {
        line.person_id: line
        for line in Line.objects.filter(list_id=head.list_id, state=LineState.ACCEPTED, settled=False)
    }
    if any(-ref not in asked for ref in (*refs, *body.kept)):
        raise errors.UnableToAttend(errors.NOT_WANTED, code="not_wanted")
    postings = _written_down(house, now, row, head, body, asked)
    entry = _post(house, now, row, head, postings) if postings else None
    mine = Line.objects.filter(list_id=head.list_id)
    mine.filter(person_id__in=[-ref for ref in refs]).update(settled=True, entry_id=entry)
    kept = mine.filter(person_id__in=[-ref for ref in body.kept]).update(state=LineState.WITHDRAWN, answered_at=now)
    head.accepted, head.withdrawn = head.accepted - kept, head.withdrawn + kept
    close(head, now)
    detail: dict[str, str | int | bool | None] = {"people": len(refs), "kept": kept, "letter": row.number}
    subject = f"list:{head.list_id}"
    append(actor=house, verb="movements.list.enter", subject=subject, unit=head.receiver_no, detail=detail)


def _written_down(
    house: Actor,
    now: datetime,
    row: ReceivedRow,
    head: NotificationList,
    body: beyond.HandedOver,
    asked: Mapping[int, Line],
) -> list[Posting]:
    """Write everybody down who is new here and return their ways in; one who cannot be leaves the whole letter undone.

    All are tried, so that whoever has to act sees at once what is wrong with each.
    """
    postings, refused = [], []
    for one in body.people:
        try:
            posting = _posting(house, now, row, head, one, asked[-one.ref].target_no)
        except UnableTo as why:
            refused.append(errors.refusal(one.ref, why))
        else:
            postings += [posting] if posting is not None else []
    if refused:
        raise errors.UnableToAttend.refused(refused)
    return postings


def come(peer: int, their_id: int) -> NotificationList:
    """Return a list that came, kept from other writers until the transaction ends."""
    found = NotificationList.objects.select_for_update().filter(peer_id=peer, their_id=their_id).first()
    if found is None:
        raise errors.UnableToAttend(errors.NOT_COME, code="list_not_come", values={"list": their_id})
    return found


def letter_key(row: ReceivedRow) -> UUID:
    """Return the key of what a letter does, which is the same whenever it is acted on."""
    return uuid5(NAMESPACE_URL, f"toandan:letter:{row.peer_id}:{row.number}")


def _line(head: NotificationList, one: beyond.Sought, receiver: Unit, today: date) -> Line:
    return Line(
        person_id=-one.ref,
        list_id=head.list_id,
        sender_no=head.sender_no,
        receiver_no=head.receiver_no,
        from_no=head.sender_no,
        target_no=_within(receiver, one.commune, today),
        residence=one.residence.value,
        full_name=one.full_name,
        birth=one.birth,
        sex=one.sex.value if one.sex else "",
        masked_number=one.masked_number,
        present_address=one.present_address,
        phone=one.phone,
    )


def _posting(
    house: Actor, now: datetime, row: ReceivedRow, head: NotificationList, one: beyond.Handed, target: int
) -> Posting | None:
    """Write somebody down and return their way in; None for somebody who counts here already.

    Whoever has the number here is the same person: they came back, or were in both registers and are in one now.
    """
    details = _details(one, target, localdate(now))
    found = people_rows.by_numbers([number for number in (details.personal_number, details.old_number) if number])
    known = next(iter(found.values()), None)
    if known is not None:
        stands = next(iter(standings.standings([known])), None)
        if stands is not None and stands.unit_no:
            return None
    person = known or people.register(
        actor=house,
        now=now,
        unit=target,
        details=details,
        reason=f"list:{head.list_id}",
        client_key=uuid5(letter_key(row), str(one.ref)),
    )
    after = Standing(one.residence, one.card, one.eid, one.obstacle)
    return Posting(person, WORLD.pair, (target, after.code))


def _post(house: Actor, now: datetime, row: ReceivedRow, head: NotificationList, postings: list[Posting]) -> int:
    return ledger.post(
        actor=house,
        now=now,
        verb=Verb.MOVED_IN,
        occurred_on=localdate(now),
        client_key=letter_key(row),
        lines=postings,
        reason=head.reason or f"list:{head.list_id}",
        evidence=f"list:{head.list_id}, letter:{row.received_id}",
    ).entry


def _details(one: beyond.Handed, target: int, today: date) -> PersonDetails:
    return PersonDetails(
        full_name=one.full_name,
        birth=PartialDate(one.birth_year, one.birth_month, one.birth_day, one.birth_basis),
        sex=one.sex,
        personal_number=one.personal_number,
        old_number=one.old_number,
        father_name=one.father_name,
        mother_name=one.mother_name,
        spouse_name=one.spouse_name,
        permanent_unit=_number(one.permanent, today),
        temporary_unit=_number(one.temporary, today),
        present_unit=target,
        present_address=one.present_address,
        phone=one.phone,
        home_visit=one.home_visit,
    )


def _once(refs: Iterable[int]) -> None:
    seen = list(refs)
    if len(seen) != len(set(seen)):
        raise errors.UnableToAttend(errors.TWICE, code="named_twice")


def _unit(code: str, today: date) -> Unit:
    """Return the unit of a code: today's, or the one that stands today for what bore it in another year."""
    with suppress(UnitUnknown):
        return units.by_code(code, as_of=today)
    with suppress(UnitUnknown):
        return units.any_year(code, as_of=today)
    known = (units.gathered(one.number, on=today) for one in units.bearers(code, as_of=today))
    if (found := next(filter(None, known), None)) is None:
        raise errors.UnableToAttend(errors.UNIT_UNKNOWN, code="unit_unknown", values={"code": code})
    return found


def _number(code: str | None, today: date) -> int | None:
    """Return the number of a unit somebody is registered in; a code we do not know is left out."""
    try:
        return _unit(code, today).number if code else None
    except errors.UnableToAttend:
        return None


def _within(receiver: Unit, code: str, today: date) -> int:
    """Return the commune where somebody is said to live, the receiver itself when that is none of its own."""
    number = _number(code, today)
    return number if number is not None and receiver.holds(number) else receiver.number
