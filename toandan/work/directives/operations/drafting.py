"""Drawing a directive up, changing the draft, proposing it (soạn thảo, trình ký)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.names import tidy
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.record.units.words import COMMITTEES
from toandan.work.directives import rules
from toandan.work.directives.models import Addressee, Directive, Meeting, Task
from toandan.work.directives.operations import base
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.sheets import permitted, place_of
from toandan.work.directives.words import DirectivesPermission, DirectiveState, DirectiveVerb, Place, TaskWish, Wording


def draw_up(
    *,
    actor: Actor,
    now: datetime,
    drafter: int,
    issuer: int,
    wording: Wording,
    addressees: Sequence[int],
    tasks: Sequence[TaskWish],
    client_key: UUID,
    meeting: int | None = None,
) -> int:
    """Draw a directive up in the name of the unit or body `drafter`, to be issued by `issuer`; return its number.

    The same key returns the draft it made. Raises NotAllowed, UnitUnknown, UnableToDirect.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        by, to_issue = place_of(drafter), place_of(issuer)
        permitted(actor, DirectivesPermission.DRAFT, by)
        done = Directive.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.directive_id
        _near(to_issue, by)
        addressed = _checked(said, to_issue, wording, addressees, tasks)
        if meeting is not None and not Meeting.objects.filter(meeting_id=meeting, state="held").exists():
            raise unable("meeting_unknown")
        made = Directive(
            client_key=client_key, drafter_no=by.number, drafter_body=by.body, issuer_no=to_issue.number,
            issuer_body=to_issue.body, numbered_no=to_issue.number, meeting=meeting, drafted_at=now,
            drafted_by=actor.name, **_words(wording, addressed),
        )  # fmt: skip
        made.save(force_insert=True)
        _write(made, addressed, tasks)
        base.record(said, made.directive_id, DirectiveVerb.DRAWN_UP)
        append(
            actor=actor, verb="directives.directive.draft", subject=f"directive:{made.directive_id}", unit=by.number,
            detail={"addressees": len(addressed), "tasks": len(tasks)},
        )  # fmt: skip
    return made.directive_id


def change(
    *,
    actor: Actor,
    now: datetime,
    directive: int,
    wording: Wording,
    addressees: Sequence[int],
    tasks: Sequence[TaskWish],
    client_key: UUID,
) -> None:
    """Write a draft anew; its sides stay. The same key changes nothing. Raises as `draw_up`, DirectiveUnknown."""
    said = Said(actor, now, "", client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.DRAFT, base.drafter_of(paper))
        if base.repeated(said, directive, DirectiveVerb.CHANGED):
            return
        base.fits(DirectiveVerb.CHANGED, paper, said.reason)
        addressed = _checked(said, base.issuer_of(paper), wording, addressees, tasks)
        base.change(paper, **_words(wording, addressed))
        Task.objects.filter(directive_id=directive).delete()
        Addressee.objects.filter(directive_id=directive).delete()
        _write(paper, addressed, tasks)
        base.record(said, directive, DirectiveVerb.CHANGED)
        append(
            actor=actor, verb="directives.directive.change", subject=f"directive:{directive}", unit=paper.drafter_no,
            detail={"addressees": len(addressed), "tasks": len(tasks)},
        )  # fmt: skip


def propose(*, actor: Actor, now: datetime, directive: int, client_key: UUID, note: str = "") -> None:
    """Lay a draft before its issuer, such as the People's Committee; the same key changes nothing.

    Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        paper = base.locked(directive)
        permitted(actor, DirectivesPermission.DRAFT, base.drafter_of(paper))
        if base.repeated(said, directive, DirectiveVerb.PROPOSED):
            return
        if base.drafter_of(paper) == base.issuer_of(paper):
            raise unable("own_draft")
        base.fits(DirectiveVerb.PROPOSED, paper, said.reason)
        base.change(paper, state=DirectiveState.PROPOSED.value, was_proposed=True)
        base.record(said, directive, DirectiveVerb.PROPOSED)
        append(
            actor=actor, verb="directives.directive.propose", subject=f"directive:{directive}", unit=paper.drafter_no,
            detail={"issuer": paper.issuer_no},
        )  # fmt: skip


def _near(issuer: Place, drafter: Place) -> None:
    """Refuse a paper for an issuer whose territory its drafter does not lie in. Raises UnableToDirect."""
    here = units.by_number(units.body(issuer.number).territory if issuer.body else issuer.number)
    if issuer != drafter and not here.holds(drafter.number):
        raise unable("issuer_far")


def _checked(
    said: Said, issuer: Place, wording: Wording, addressees: Sequence[int], tasks: Sequence[TaskWish]
) -> list[Place]:
    """Return the addressees in order, when the paper is one that this issuer may issue. Raises UnableToDirect."""
    if not rules.is_sign(wording.sign):
        raise unable("sign_wrong")
    if not wording.subject.strip() or not wording.text.strip():
        raise unable("subject_missing")
    if not addressees:
        raise unable("no_addressees")
    here, committee = units.by_number(issuer.number), False
    if issuer.body:
        body = units.body(issuer.number)
        here, committee = units.by_number(body.territory), body.kind in COMMITTEES
        if not committee:
            raise unable("issuer_wrong")
    addressed = [place_of(number) for number in sorted(set(addressees))]
    for to in addressed:
        if not rules.may_address(issuer, low=here.number, high=here.last, to=to, committee=committee):
            raise unable("address_far", name=units.by_number(to.number).name_vi)
    _checked_tasks(said, {to.number for to in addressed}, tasks)
    return addressed


def _checked_tasks(said: Said, addressed: set[int], tasks: Sequence[TaskWish]) -> None:
    if not tasks:
        raise unable("no_tasks")
    for task in tasks:
        if not task.text.strip():
            raise unable("task_missing")
        if task.due_on < localdate(said.now):
            raise unable("due_early")
        if task.at is not None and task.at not in addressed:
            raise unable("task_astray")
        if task.percent is not None and not (task.order and task.measure):
            raise unable("percent_alone")


def _words(wording: Wording, addressed: list[Place]) -> dict[str, object]:
    return {
        "sign": wording.sign,
        "subject": tidy(wording.subject),
        "text": wording.text.strip(),
        "place": tidy(wording.place),
        "signer_title": wording.signer_title.strip(),
        "signer": tidy(wording.signer),
        "copies": wording.copies.strip(),
        "addressed": [[to.number, to.body] for to in addressed],
    }


def _write(paper: Directive, addressed: list[Place], tasks: Sequence[TaskWish]) -> None:
    """Write the addressees, each with the first day of its tasks, and the tasks in their order."""
    for to in addressed:
        mine = [task.due_on for task in tasks if task.at in {None, to.number}]
        Addressee(
            directive_id=paper.directive_id, at_no=to.number, at_body=to.body, drafter_no=paper.drafter_no,
            drafter_body=paper.drafter_body, issuer_no=paper.issuer_no, issuer_body=paper.issuer_body,
            due_on=min(mine, default=None),
        ).save(force_insert=True)  # fmt: skip
    for position, task in enumerate(tasks, start=1):
        Task(
            directive_id=paper.directive_id, position=position, text=task.text.strip(), due_on=task.due_on,
            at_no=task.at, order_code=task.order, measure=task.measure, percent=task.percent,
        ).save(force_insert=True)  # fmt: skip
