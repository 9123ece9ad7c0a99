"""Papers of old units go over to the new ones (chuyển công văn, vướng mắc, hướng dẫn)."""

from datetime import datetime

from toandan.command.reorganisation.queries.lists import paper_moves
from toandan.command.reorganisation.words import Plan
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.operations import acting
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties import queries as difficulty_rows
from toandan.work.directives import operations as directives
from toandan.work.directives import queries as directive_rows


def move_papers(actor: Actor, now: datetime, plan: Plan) -> int:
    """Lead directives, difficulties and guidance of every unit the plan takes away; return how many were led.

    They wait for nobody: who is undecided stays in the old unit's account, but somebody must answer its papers.
    """
    with acting(actor):
        papers = list(paper_moves(plan, directive_rows.units_with_papers))
        troubles = list(paper_moves(plan, difficulty_rows.units_with_difficulties))
    led = sum(directives.repoint(actor=actor, now=now, old=one.old, main=one.new) for one in papers)
    return led + sum(difficulties.repoint(actor=actor, now=now, old=one.old, main=one.new) for one in troubles)
