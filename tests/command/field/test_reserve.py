"""Kits that the city keeps itself are lent to its districts by the city's plan, without an assignment of help."""

from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from tests.command.field.town import DAYS, NOW, TODAY, build
from tests.officers_help import actor_for
from toandan.command.field import operations, queries
from toandan.command.field.words import Engine
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind, NewDevice

pytestmark = pytest.mark.django_db


def test_the_citys_own_kit_goes_to_the_district_that_has_none() -> None:
    town, city = build(kits=0), t.unit("01")
    chief = actor_for("ha.noi", Role.CITY_HEADQUARTERS, city)
    with reading(chief):
        bare = queries.gather(unit=city, first_day=TODAY, days=DAYS, now=NOW)
    assert not bare.loans and str(city) not in {pool.code for pool in bare.pools}
    kit = NewDevice(serial="KIT-CITY", kind=Kind.KIT, unit=city)
    equipment.add(actor=chief, now=NOW, device=kit, client_key=uuid4())
    run = operations.ask(
        actor=chief, now=NOW, unit=city, first_day=TODAY, days=DAYS, engine=Engine.GREEDY, client_key=uuid4()
    )  # fmt: skip
    done = operations.carry_out(actor=chief, now=NOW, run=run.run_id)
    with reading(chief):
        row = queries.version(done.version or 0)
    assert [(one["kit"], one["from_pool"], one["to_pool"]) for one in row.plan["loans"]] == [
        ("KIT-CITY", str(city), str(town.unit))
    ]
    others = [pool for pool in row.instance["pools"] if pool["code"] != str(city)]
    assert len(others) > 1 and not any(pool["lends"] for pool in others), "districts lend by assignment only"
    assert {one["kit"] for one in row.plan["sessions"]} == {"KIT-CITY"} and all(s["day"] for s in row.plan["sessions"])
    operations.approve(actor=chief, now=NOW, version=row.head.version_id, client_key=uuid4())
    assert {one.kit for one in town.stand()} == {"KIT-CITY"}
