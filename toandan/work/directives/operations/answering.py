"""What addressees do with a directive: acknowledge it, report its tasks (tiếp nhận, báo cáo kết quả)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.directives import rules
from toandan.work.directives.models import Addressee, Answer, Task
from toandan.work.directives.operations import base
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.sheets import permitted, place_of, task_of
from toandan.work.directives.words import DirectivesPermission, DirectiveState, DirectiveVerb, TaskRow


def acknowledge(
    *, actor: Actor, now: datetime, directive: int, addressee: int, client_key: UUID, note: str = ""
) -> None:
    """Say in the name of a unit or body that its directive has arrived and who looks after it; `note` may be empty.

    The same key changes nothing. Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        at = place_of(addressee)
        one = base.locked_addressee(directive, at)
        permitted(actor, DirectivesPermission.ANSWER, at)
        if base.repeated(said, directive, DirectiveVerb.ACKNOWLEDGED):
            return
        base.fits_addressee(DirectiveVerb.ACKNOWLEDGED, one, note)
        base.change_addressee(
            one, state=DirectiveState.ACKNOWLEDGED.value, acknowledged_at=now, acknowledged_by=actor.name
        )
        base.record(said, directive, DirectiveVerb.ACKNOWLEDGED, one.addressee_id)
        append(actor=actor, verb="directives.directive.acknowledge", subject=f"directive:{directive}", unit=at.number)


def report(
    *, actor: Actor, now: datetime, directive: int, addressee: int, answers: Mapping[int, str], client_key: UUID
) -> bool:
    """Report some tasks, by their numbers, in the name of a unit or body; return whether all are reported now.

    With the last one the addressee is "reported". Figures are not typed: where a task has a measure, the page
    shows what the ledger says. The same key changes nothing. Raises NotAllowed, DirectiveUnknown, UnableToDirect.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        at = place_of(addressee)
        one = base.locked_addressee(directive, at)
        permitted(actor, DirectivesPermission.ANSWER, at)
        if base.repeated(said, directive, DirectiveVerb.ANSWERED):
            return one.state == DirectiveState.REPORTED
        base.fits_addressee(DirectiveVerb.ANSWERED, one, said.reason)
        whole = _answered(said, one, {task: text.strip() for task, text in answers.items() if text.strip()})
        base.record(said, directive, DirectiveVerb.ANSWERED, one.addressee_id)
        append(
            actor=actor, verb="directives.directive.report", subject=f"directive:{directive}", unit=at.number,
            detail={"tasks": len(answers), "whole": whole},
        )  # fmt: skip
    return whole


def _answered(said: Said, one: Addressee, answers: Mapping[int, str]) -> bool:
    """Write the answers down; with the last one the addressee has reported."""
    tasks = _tasks(one)
    done = set(Answer.objects.filter(addressee_id=one.addressee_id, returned_at=None).values_list("task_id", flat=True))
    if not answers or not set(answers) <= {task.task_id for task in tasks}:
        raise unable("answer_missing")
    if done & set(answers):
        raise unable("answered_already")
    for task_id, text in answers.items():
        Answer(
            directive_id=one.directive_id, task_id=task_id, addressee_id=one.addressee_id, text=text,
            answered_at=said.now, answered_by=said.actor.name,
        ).save(force_insert=True)  # fmt: skip
    due = rules.next_due(tasks, done | set(answers))
    if due is not None:
        base.change_addressee(one, due_on=due)
        return False
    base.change_addressee(
        one, state=DirectiveState.REPORTED.value, due_on=None, reported_at=said.now, reported_by=said.actor.name
    )
    return True


def _tasks(one: Addressee) -> list[TaskRow]:
    found = Task.objects.filter(directive_id=one.directive_id).order_by("position")
    return [task_of(task) for task in found if task.at_no in {None, one.at_no}]
