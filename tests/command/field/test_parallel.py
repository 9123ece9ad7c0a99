"""What happens at the same moment: plans that end, and an outcome at a home whose plan is approved."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

from django.db import connections

from tests.command.campaign import town as t
from tests.command.field.given import DAYS, FIRST, inputs
from tests.command.field.town import DAYS as SIX
from tests.command.field.town import NOW as MORNING
from tests.command.field.town import TODAY, build
from tests.officers_help import actor_for
from toandan.command.field import operations, queries
from toandan.command.field.words import Engine, Inputs
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as held
from toandan.work.sessions.operations import UnableToVisit
from toandan.work.sessions.words import Outcome

NOW = datetime(2023, 6, 4, 3, tzinfo=t.LATER.tzinfo)
MANY = 6


def test_plans_that_end_at_once_take_the_next_numbers(own_database: str) -> None:
    district, together = actor_for("quan.tay.ho", Role.DISTRICT_POLICE, t.unit("003")), Barrier(MANY, timeout=60)
    runs = [
        operations.ask(
            actor=district, now=NOW, unit=t.unit("003"), first_day=FIRST, days=DAYS, engine=Engine.GREEDY,
            client_key=uuid4(),
        ).run_id
        for _ in range(MANY)
    ]  # fmt: skip

    def gathered(**_asked: object) -> Inputs:
        together.wait()
        return inputs()

    def one(run: int) -> int:
        try:
            return operations.carry_out(actor=district, now=NOW, run=run, gather=gathered).version or 0
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(MANY) as workers:
        made = list(workers.map(one, runs))
    with reading(district):
        assert sorted(queries.version(version).head.number for version in made) == list(range(1, MANY + 1))


def test_who_is_met_while_the_plan_is_approved_is_driven_to_by_nobody(own_database: str) -> None:
    town, together = build(kits=1), Barrier(2, timeout=60)
    row = town.planned()
    (home,) = [one["code"] for one in row.instance["homes"]]

    def approve() -> str:
        together.wait()
        try:
            town.approved(row)
        except UnableToVisit as refusal:
            # Met between the look at the homes and the announcement: nothing was announced, and the next try fits.
            assert refusal.code == "home_over"
            town.approved(row)
        finally:
            connections["default"].close()
        return "approved"

    def meet() -> str:
        together.wait()
        try:
            sessions.visit(actor=town.ward, now=MORNING, home=home, outcome=Outcome.DONE, day=TODAY, client_key=uuid4())
        finally:
            connections["default"].close()
        return "met"

    with ThreadPoolExecutor(2) as workers:
        assert {one.result() for one in [workers.submit(approve), workers.submit(meet)]} == {"approved", "met"}
    with reading(town.district):
        assert [stop for one in held.routed([town.unit], TODAY, SIX) for stop in one.stops] == []
        assert {one.state.value for one in held.requests_of([home]).values()} == {"settled"}
