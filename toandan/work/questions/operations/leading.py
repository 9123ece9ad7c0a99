"""Questions follow their units when these merge (chuyển câu hỏi khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead what was asked of a unit that has ended to the one that goes on with it; return how many questions.

    Whoever asked reads the answer by the same code, and the day it is due on stays. What has been led is not led again.
    Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="questions_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="questions.question.repoint", counted="questions",
    )  # fmt: skip
