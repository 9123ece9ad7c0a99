"""Plans of one unit that end at the same moment take the next numbers in turn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

from django.db import connections

from tests.command.campaign import town as t
from tests.command.field.given import DAYS, FIRST, inputs
from tests.officers_help import actor_for
from toandan.command.field import operations, queries
from toandan.command.field.words import Engine, Inputs
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

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
