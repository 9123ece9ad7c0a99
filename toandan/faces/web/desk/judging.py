"""What waits of evaluation: people of samples to be visited, appeals to be decided (việc kiểm tra, đánh giá)."""

from toandan.command.evaluation import queries as evaluation
from toandan.command.evaluation.words import EvaluationPermission
from toandan.faces.web.desk import phrases
from toandan.faces.web.desk.waiting import Task, one_task
from toandan.ground.kernel.actor import Actor
from toandan.record.units.words import Unit
from toandan.work.samples import queries as samples
from toandan.work.samples.words import SamplesPermission


def tasks(actor: Actor, unit: Unit) -> list[Task]:
    """Return what waits for who works at this unit; what is about the unit itself is for the one above."""
    made = []
    if actor.may(EvaluationPermission.SCORE, unit.number):
        raised = evaluation.open_appeals(low=unit.number, high=unit.last)
        appeals = sum(one.unit != unit.number for one in raised)
        made.append((appeals, phrases.APPEALS, "/evaluation/"))
    if actor.may(SamplesPermission.CHECK, unit.number):
        people = samples.still_to_visit(low=unit.number, high=unit.last)
        made.append((people, phrases.SAMPLED, "/samples/"))
    return [one_task(count, text, address) for count, text, address in made if count]
