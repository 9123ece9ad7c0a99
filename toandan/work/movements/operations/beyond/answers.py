"""What the answer to a list of ours does: people leave our count, or come back (trả lời của nơi nhận)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import WORLD, Obstacle, Residence, Standing, Verb
from toandan.record.ledger.words import Line as Posting
from toandan.record.letters.words import ReceivedRow
from toandan.record.people import queries as people_rows
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations.beyond import errors
from toandan.work.movements.operations.beyond.arrivals import letter_key
from toandan.work.movements.operations.closing import close, put_back
from toandan.work.movements.operations.outgoing import tell
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import LineState, ReturnReason, beyond


def hand_over(house: Actor, now: datetime, row: ReceivedRow, body: beyond.AnswerGiven) -> None:
    """Let those who are wanted leave our count and write them whole to the receiver; take the others back.

    Whoever has left us meanwhile, or was withdrawn, is named as kept. All in one transaction with the letter.
    """
    head = NotificationList.objects.select_for_update().filter(list_id=body.list, their_id=None).first()
    if head is None or head.peer_id != row.peer_id:
        raise errors.UnableToAttend(errors.NOT_THEIRS, code="list_not_theirs", values={"list": body.list})
    refs = [one.ref for one in body.wanted] + [one.ref for one in body.sent_back]
    if len(refs) != len(set(refs)):
        raise errors.UnableToAttend(errors.TWICE, code="named_twice")
    waiting = {
        line.person_id: line
        for line in Line.objects.filter(list_id=head.list_id, person_id__in=refs, state=LineState.PENDING)
    }
    wanted = {one.ref: one.residence for one in body.wanted if one.ref in waiting}
    gone = _leave(house, now, row, head, [waiting[ref] for ref in sorted(wanted)], wanted)
    kept = sorted({one.ref for one in body.wanted} - set(gone))
    _keep(house, now, head, [waiting[ref] for ref in kept if ref in waiting])
    for one in body.sent_back:
        if one.ref in waiting:
            _take_back(house, now, row, head, waiting[one.ref], one)
    close(head, now)
    if body.wanted:
        handed = [
            _handed(person, gone[person.person_id], localdate(now)) for person in people_rows.persons(sorted(gone))
        ]
        answer = beyond.HandedOver(list=head.list_id, people=handed, kept=kept)
        tell(actor=house, now=now, head=head, body=answer, key=letter_key(row))
    detail: dict[str, str | int | bool | None] = {
        "gone": len(gone),
        "kept": len(kept),
        "sent_back": len(body.sent_back),
        "letter": row.number,
    }
    subject = f"list:{head.list_id}"
    append(actor=house, verb="movements.list.hand_over", subject=subject, unit=head.sender_no, detail=detail)


def _leave(
    house: Actor,
    now: datetime,
    row: ReceivedRow,
    head: NotificationList,
    lines: Sequence[Line],
    wanted: dict[int, Residence],
) -> dict[int, Standing]:
    """Post people out of the sender's account and return how each of them is to stand at the receiver."""
    stands = {one.person_id: one for one in standings.standings([line.person_id for line in lines])}
    after: dict[int, Standing] = {}
    postings = []
    for line in lines:
        found = stands.get(line.person_id)
        if found is not None and found.unit_no == line.from_no:
            after[line.person_id] = rules.taken_over(
                found.standing, residence=wanted[line.person_id], before=Obstacle(line.before)
            )
            postings.append(Posting(line.person_id, (found.unit_no, found.state), WORLD.pair))
    if not postings:
        return {}
    posted = ledger.post(
        actor=house,
        now=now,
        verb=Verb.MOVED_OUT,
        occurred_on=localdate(now),
        client_key=letter_key(row),
        lines=postings,
        reason=head.reason,
        evidence=f"list:{head.list_id}, letter:{row.received_id}",
        partial=True,
    )
    for refusal in posted.refused:
        del after[refusal.person]
    head.accepted += Line.objects.filter(list_id=head.list_id, person_id__in=list(after)).update(
        state=LineState.ACCEPTED, entry_id=posted.entry, answered_at=now, answered_by=house.name
    )
    return after


def _keep(house: Actor, now: datetime, head: NotificationList, lines: Sequence[Line]) -> None:
    """Take off the list whoever was wanted but does not stand at the sender any more."""
    head.withdrawn += Line.objects.filter(
        list_id=head.list_id, person_id__in=[line.person_id for line in lines], state=LineState.PENDING
    ).update(state=LineState.WITHDRAWN, answered_at=now, answered_by=house.name)


def _take_back(
    house: Actor, now: datetime, row: ReceivedRow, head: NotificationList, line: Line, one: beyond.SentBack
) -> None:
    reason = ReturnReason(one.reason)
    key = uuid5(letter_key(row), str(one.ref))
    put_back(house, now, [line], reason, f"{reason.value} (list {head.list_id})", key)
    Line.objects.filter(list_id=head.list_id, person_id=one.ref).update(
        state=LineState.RETURNED, reason=reason.value, note=one.note, answered_at=now, answered_by=house.name
    )
    head.returned += 1
    head.unsettled += 1


def _handed(person: PersonRow, after: Standing, today: date) -> beyond.Handed:
    details = person.details
    return beyond.Handed(
        ref=person.person_id,
        full_name=details.full_name,
        birth_year=details.birth.year,
        birth_month=details.birth.month,
        birth_day=details.birth.day,
        birth_basis=details.birth.basis,
        sex=details.sex,
        personal_number=details.personal_number,
        old_number=details.old_number,
        father_name=details.father_name,
        mother_name=details.mother_name,
        spouse_name=details.spouse_name,
        permanent=_code(details.permanent_unit, today),
        temporary=_code(details.temporary_unit, today),
        present_address=details.present_address,
        phone=details.phone,
        home_visit=details.home_visit,
        residence=after.residence,
        card=after.card,
        eid=after.eid,
        obstacle=after.obstacle,
    )


def _code(number: int | None, today: date) -> str | None:
    return units.code_for(number, on=today) if number else None
