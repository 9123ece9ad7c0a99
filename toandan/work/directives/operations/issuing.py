"""Issuing, sending back, closing, withdrawing: what the issuer does to a directive (ban hành, kết thúc, thu hồi)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.locks import alone
from toandan.record.officers.operations import acting
from toandan.work.directives import states
from toandan.work.directives.models import Addressee, Answer, Directive, Task
from toandan.work.directives.operations import base
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.sheets import head_of, permitted
from toandan.work.directives.words import DirectivesPermission, DirectiveState, DirectiveVerb, Place

MOST_FIRST = 99_999
"""No register of a year has reached this number yet when an office begins to keep it here."""


def issue(*, actor: Actor, now: datetime, directive: int, client_key: UUID, first: int | None = None) -> str:
    """Issue a directive and return its number and sign; the same key changes nothing.

    The number follows the last one of the issuer, the year and the sign, without a gap; addressees see it from now on.
    `first` is the number the first of them bears when the register was kept elsewhere until now, 1 when None. A paper
    whose task was due before today is not issued: its drafter sets another day.
    Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.ISSUE, base.issuer_of(paper))
        if not base.repeated(said, directive, DirectiveVerb.ISSUED):
            base.fits(DirectiveVerb.ISSUED, paper, said.reason)
            if paper.state == DirectiveState.DRAFTED and base.drafter_of(paper) != base.issuer_of(paper):
                raise unable("propose_first")
            # What lay on a desk for weeks would be late on the day it is issued.
            if Task.objects.filter(directive_id=directive, due_on__lt=localdate(now)).exists():
                raise unable("due_past")
            _issued(said, paper, localdate(now), first)
        paper.refresh_from_db()
    return head_of(paper).signed


def _issued(said: Said, paper: Directive, day: date, first: int | None) -> None:
    number = _next_number(paper, day.year, first)
    base.change(
        paper, state=DirectiveState.ISSUED.value, was_proposed=True, year=day.year, number=number, issued_on=day,
        issued_by=said.actor.name,
    )  # fmt: skip
    waiting = Addressee.objects.filter(directive_id=paper.directive_id, state=DirectiveState.DRAFTED.value)
    waiting.update(state=DirectiveState.ISSUED.value)
    base.record(said, paper.directive_id, DirectiveVerb.ISSUED)
    append(
        actor=said.actor, verb="directives.directive.issue", subject=f"directive:{paper.directive_id}",
        unit=paper.issuer_no, detail={"number": number, "sign": paper.sign},
    )  # fmt: skip


def _next_number(paper: Directive, year: int, first: int | None) -> int:
    """Return the number after the issuer's last one of this year and sign; others who issue there wait."""
    if first is not None and not 1 <= first <= MOST_FIRST:
        raise unable("first_wrong", most=MOST_FIRST)
    alone("directive", paper.numbered_no)
    own = Directive.objects.filter(numbered_no=paper.numbered_no, year=year, sign=paper.sign)
    last: int | None = own.aggregate(last=Max("number"))["last"]
    if last is None:
        return first or 1
    if first is not None:
        raise unable("first_late", next=last + 1)
    return last + 1


def send_back(*, actor: Actor, now: datetime, directive: int, reason: str, client_key: UUID) -> None:
    """Send a proposal back to its drafter to be changed. Raises NotAllowed, DirectiveUnknown, UnableToDirect."""
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.ISSUE, base.issuer_of(paper))
        if base.repeated(said, directive, DirectiveVerb.SENT_BACK):
            return
        base.fits(DirectiveVerb.SENT_BACK, paper, reason)
        base.change(paper, state=DirectiveState.DRAFTED.value)
        base.record(said, directive, DirectiveVerb.SENT_BACK)
        append(
            actor=actor, verb="directives.directive.send_back", subject=f"directive:{directive}", unit=paper.issuer_no
        )


def close(*, actor: Actor, now: datetime, directive: int, reason: str, client_key: UUID) -> None:
    """Close an issued directive, with or without the last report; nothing is wanted of anybody any more.

    Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.ISSUE, base.issuer_of(paper))
        if base.repeated(said, directive, DirectiveVerb.CLOSED):
            return
        base.fits(DirectiveVerb.CLOSED, paper, reason)
        base.change(paper, state=DirectiveState.CLOSED.value)
        _carry(paper, DirectiveVerb.CLOSED)
        base.record(said, directive, DirectiveVerb.CLOSED)
        append(actor=actor, verb="directives.directive.close", subject=f"directive:{directive}", unit=paper.issuer_no)


def withdraw(*, actor: Actor, now: datetime, directive: int, reason: str, client_key: UUID) -> None:
    """Take a directive back: its drafter before it is issued, its issuer afterwards; the number stays used.

    Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        paper = base.locked(directive)
        if paper.state == DirectiveState.ISSUED:
            side = base.issuer_of(paper)
            permitted(actor, DirectivesPermission.ISSUE, side)
        else:
            side = base.drafter_of(paper)
            permitted(actor, DirectivesPermission.DRAFT, side)
        if base.repeated(said, directive, DirectiveVerb.WITHDRAWN):
            return
        base.fits(DirectiveVerb.WITHDRAWN, paper, reason)
        base.change(paper, state=DirectiveState.WITHDRAWN.value)
        _carry(paper, DirectiveVerb.WITHDRAWN)
        base.record(said, directive, DirectiveVerb.WITHDRAWN)
        append(actor=actor, verb="directives.directive.withdraw", subject=f"directive:{directive}", unit=side.number)


def give_back(*, actor: Actor, now: datetime, directive: int, addressee: int, reason: str, client_key: UUID) -> None:
    """Return an addressee's report: all its answers are to be given again. The same key changes nothing.

    Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.ISSUE, base.issuer_of(paper))
        one = _addressee(paper, addressee)
        if base.repeated(said, directive, DirectiveVerb.RETURNED):
            return
        base.fits_addressee(DirectiveVerb.RETURNED, one, reason)
        Answer.objects.filter(addressee_id=one.addressee_id, returned_at=None).update(returned_at=now)
        base.change_addressee(
            one, state=DirectiveState.ACKNOWLEDGED.value, reported_at=None, reported_by="", due_on=localdate(now)
        )
        base.record(said, directive, DirectiveVerb.RETURNED, one.addressee_id)
        append(
            actor=actor, verb="directives.directive.return", subject=f"directive:{directive}", unit=paper.issuer_no,
            detail={"addressee": one.at_no},
        )  # fmt: skip


def _addressee(paper: Directive, number: int) -> Addressee:
    found = Addressee.objects.filter(directive_id=paper.directive_id, at_no=number).first()
    place = Place(number, found.at_body) if found else Place(number)
    return base.locked_addressee(paper.directive_id, place)


def _carry(paper: Directive, verb: DirectiveVerb) -> None:
    """Let the addressees follow their paper into its last state; what was never issued stays unseen."""
    way = states.STANDING[verb]
    if way.target is None:
        return
    found = Addressee.objects.filter(directive_id=paper.directive_id, state__in=[s.value for s in way.sources])
    found.update(state=way.target.value)
