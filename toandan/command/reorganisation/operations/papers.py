"""What old units hold goes over to the new ones: papers, devices, orders (chuyển công văn, thiết bị, mệnh lệnh)."""

from datetime import datetime

from toandan.command.campaign import operations as campaign
from toandan.command.campaign import queries as order_rows
from toandan.command.evaluation import operations as evaluation
from toandan.command.evaluation import queries as sheet_rows
from toandan.command.publication import operations as publication
from toandan.command.publication import queries as publication_rows
from toandan.command.reorganisation.queries.lists import body_moves, paper_moves
from toandan.command.reorganisation.words import Plan
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require
from toandan.record.units import operations as units
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties import queries as difficulty_rows
from toandan.work.directives import operations as directives
from toandan.work.directives import queries as directive_rows
from toandan.work.equipment import operations as equipment
from toandan.work.equipment import queries as device_rows
from toandan.work.questions import operations as questions
from toandan.work.questions import queries as question_rows
from toandan.work.samples import operations as samples
from toandan.work.samples import queries as sample_rows
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as session_rows


def move_papers(actor: Actor, now: datetime, plan: Plan) -> int:
    """Lead papers, questions, devices, places, samples, sheets and orders of every unit that ends; return how many.

    They wait for nobody: who is undecided stays in the old unit's account, but somebody must answer its papers.
    """
    led = 0
    for lead, having in (
        (directives.repoint, directive_rows.units_with_papers),
        (difficulties.repoint, difficulty_rows.units_with_difficulties),
        (questions.repoint, question_rows.units_with_questions),
        (equipment.repoint, device_rows.units_with_equipment),
        (sessions.repoint, session_rows.units_with_places),
        (samples.repoint, sample_rows.samples_by_unit),
        (evaluation.repoint, sheet_rows.sheets_by_unit),
        (campaign.repoint, order_rows.orders_by_unit),
        (publication.repoint, publication_rows.publications_by_unit),
    ):
        with acting(actor):
            moves = list(paper_moves(plan, having))
        led += sum(lead(actor=actor, now=now, old=one.old, main=one.new) for one in moves)
    return led


def move_bodies(actor: Actor, now: datetime, plan: Plan) -> int:
    """Let the bodies of every unit that is carried on answer for its successor, committees with them; return how many.

    Those of a unit nobody carries on, such as a district, stay and are named: a territory that grew to a whole city
    would let them give tasks to people they never answered for.
    """
    led = 0
    with acting(actor):
        moves = list(body_moves(plan))
    for one in moves:
        with acting(actor):
            for unit in (one.old, one.new):
                require(actor, LedgerPermission.POST, at=unit)
            led += units.lead_bodies(actor=actor, old=one.old, main=one.new)
        directives.repoint_committees(actor=actor, now=now, old=one.old, main=one.new)
    return led
