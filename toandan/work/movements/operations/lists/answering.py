"""Answering a list: people are taken over by one entry, or sent back with a reason (tiếp nhận, trả lại)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Line as Posting
from toandan.record.ledger.words import Obstacle, Outcome, Residence, Standing, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.movements import states
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations import outgoing
from toandan.work.movements.operations.closing import close, put_back
from toandan.work.movements.operations.lists import deeds, errors
from toandan.work.movements.queries.lists.waiting import waiting_states
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import Answered, LineState, ListsPermission, ListState, ReturnReason, beyond


def accept(
    *,
    actor: Actor,
    now: datetime,
    list_id: int,
    persons: Sequence[int],
    client_key: UUID,
    targets: Mapping[int, int] | None = None,
    residence: Residence | None = None,
) -> Answered:
    """Take people of a list over: one entry moves them from the sender's account to the receiver's communes.

    `targets` names another commune of the receiver for some; `residence` says how all of them live there, when it is
    not as the list proposes. Who has left the sender's account meanwhile is refused by the ledger, stays on the list
    and is named in the outcome: nobody is ever counted twice.
    Raises NotAllowed, ListUnknown, UnableToAnswer.
    """
    chosen = sorted(set(persons))
    said = deeds.digest("accept", list_id, chosen, sorted((targets or {}).items()), residence)
    with acting(actor):
        head = deeds.locked(list_id)
        if done := _begun(actor, head, client_key, said):
            return done
        lines = _pending(head, chosen, "accept")
        if head.their_id is not None:
            outcome = _ask_for(actor, now, head, lines, targets or {}, residence, client_key)
            return deeds.keep(client_key, said, outcome, now)
        postings = _postings(head, lines, targets or {}, residence)
        posted = _post(actor, now, head, postings, uuid5(client_key, "handed_over")) if postings else None
        refused = {refusal.person for refusal in posted.refused} if posted else set()
        taken = [posting for posting in postings if posting.person not in refused]
        if not posted or not taken:
            raise errors.UnableToAnswer(errors.GONE, code="gone")
        _write(actor, now, list_id, taken, posted.entry)
        head.accepted += len(taken)
        close(head, now)
        left = tuple(sorted(set(chosen) - {posting.person for posting in taken}))
        _journal(actor, head, "movements.list.accept", len(taken))
        outcome = Answered(list_id, len(taken), left, posted.entry, ListState(head.state))
        return deeds.keep(client_key, said, outcome, now)


def send_back(
    *,
    actor: Actor,
    now: datetime,
    list_id: int,
    persons: Sequence[int],
    reason: ReturnReason,
    client_key: UUID,
    note: str = "",
) -> Answered:
    """Send people of a list back; each becomes the sender's work item with the obstacle that the reason implies.

    The receiver has no say in the sender's account, so the house writes the obstacle down for it.
    Raises NotAllowed, ListUnknown, UnableToAnswer.
    """
    chosen = sorted(set(persons))
    said = deeds.digest("send_back", list_id, chosen, reason, note)
    with acting(actor):
        head = deeds.locked(list_id)
        if done := _begun(actor, head, client_key, said):
            return done
        lines = _pending(head, chosen, "send_back")
        if head.their_id is None:
            house = the_house(actor.name)
            with acting(house):
                put_back(house, now, lines, reason, f"{reason.value} (list {list_id})", client_key)
            head.unsettled += len(lines)
        else:
            back = [beyond.SentBack(ref=-line.person_id, reason=reason, note=note.strip()[:500]) for line in lines]
            answer = beyond.AnswerGiven(list=head.their_id, sent_back=back)
            outgoing.tell(actor=actor, now=now, head=head, body=answer, key=client_key)
        Line.objects.filter(list_id=list_id, person_id__in=chosen).update(
            state=LineState.RETURNED, reason=reason.value, note=note.strip(), answered_at=now, answered_by=actor.name
        )
        head.returned += len(lines)
        close(head, now)
        _journal(actor, head, "movements.list.send_back", len(lines))
        outcome = Answered(list_id, len(lines), (), None, ListState(head.state))
        return deeds.keep(client_key, said, outcome, now)


def _ask_for(
    actor: Actor,
    now: datetime,
    head: NotificationList,
    lines: Sequence[Line],
    targets: Mapping[int, int],
    residence: Residence | None,
    client_key: UUID,
) -> Answered:
    """Tell another authority whom we take over; they count here when its letter hands them over, and not before."""
    arrived: dict[int, list[int]] = {}
    for line in lines:
        arrived.setdefault(_target(head, line, targets).number, []).append(line.person_id)
    for target, people in arrived.items():
        Line.objects.filter(list_id=head.list_id, person_id__in=people).update(
            state=LineState.ACCEPTED, target_no=target, answered_at=now, answered_by=actor.name
        )
    wanted = [beyond.Wanted(ref=-line.person_id, residence=residence or Residence(line.residence)) for line in lines]
    answer = beyond.AnswerGiven(list=head.their_id or 0, wanted=wanted)
    outgoing.tell(actor=actor, now=now, head=head, body=answer, key=client_key)
    head.accepted += len(lines)
    close(head, now)
    _journal(actor, head, "movements.list.accept", len(lines))
    return Answered(head.list_id, len(lines), (), None, ListState(head.state))


def _begun(actor: Actor, head: NotificationList, client_key: UUID, said: str) -> Answered | None:
    """Make sure that the actor may answer, and return what the same request did before."""
    require(actor, ListsPermission.ANSWER, at=head.receiver_no)
    if head.peer_id is not None and head.their_id is None:
        raise errors.UnableToAnswer(errors.BEYOND, code="beyond")
    return deeds.before(client_key, said)


def _pending(head: NotificationList, chosen: Sequence[int], verb: str) -> list[Line]:
    """Return the lines that were ticked; all of them must wait for an answer."""
    if not chosen:
        raise errors.UnableToAnswer(errors.NOBODY, code="nobody")
    if not states.may_move(ListState(head.state), verb):
        raise errors.UnableToAnswer(errors.NOT_OPEN, code="not_open")
    found = Line.objects.filter(list_id=head.list_id, person_id__in=chosen, state=LineState.PENDING)
    lines = list(found.order_by("person_id"))
    if len(lines) < len(chosen):
        raise errors.UnableToAnswer(errors.ALREADY_ANSWERED, code="already_answered")
    return lines


def _postings(
    head: NotificationList, lines: Sequence[Line], targets: Mapping[int, int], residence: Residence | None
) -> list[Posting]:
    """Return the move of everybody who still stands at the sender."""
    stands = waiting_states(head.list_id)
    postings = []
    for line in lines:
        target = _target(head, line, targets)
        state = stands.get(line.person_id)
        if state is None:
            continue
        after = rules.taken_over(
            Standing.of(state), residence=residence or Residence(line.residence), before=Obstacle(line.before)
        )
        postings.append(Posting(line.person_id, (line.from_no, state), (target.number, after.code)))
    return postings


def _target(head: NotificationList, line: Line, targets: Mapping[int, int]) -> Unit:
    """Return the commune of the receiver that takes somebody over."""
    number = targets.get(line.person_id, line.target_no)
    target = units.by_numbers([number]).get(number)
    if target is None or not units.by_number(head.receiver_no).holds(number) or target.level is not UnitLevel.COMMUNE:
        raise errors.UnableToAnswer(errors.TARGET_OUTSIDE, code="target_outside")
    return target


def _post(
    actor: Actor, now: datetime, head: NotificationList, postings: Sequence[Posting], client_key: UUID
) -> Outcome:
    """Hand over whoever the ledger still finds at the sender; a standing that changed meanwhile is refused by it."""
    return ledger.post(
        actor=actor,
        now=now,
        verb=Verb.HANDED_OVER,
        occurred_on=localdate(now),
        client_key=client_key,
        lines=postings,
        reason=head.reason,
        evidence=f"list:{head.list_id}",
        partial=True,
    )


def _write(actor: Actor, now: datetime, list_id: int, taken: Sequence[Posting], entry: int) -> None:
    """Write the answer on the lines, commune by commune."""
    arrived: dict[int, list[int]] = {}
    for posting in taken:
        arrived.setdefault(posting.target[0], []).append(posting.person)
    for target, people in arrived.items():
        Line.objects.filter(list_id=list_id, person_id__in=people).update(
            state=LineState.ACCEPTED, target_no=target, entry_id=entry, answered_at=now, answered_by=actor.name
        )


def _journal(actor: Actor, head: NotificationList, verb: str, people: int) -> None:
    subject = f"list:{head.list_id}"
    append(actor=actor, verb=verb, subject=subject, unit=head.receiver_no, detail={"people": people})
