"""One person by hand, and batches: register and ledger together or not at all."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import numpy as np
import polars as pl
import pytest
from django.db import connection

from tests.record.rolls.files import ON, block, person
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Residence, Standing
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonDetails, Sex
from toandan.record.rolls import operations as rolls
from toandan.record.rolls.rules.checks import Checker
from toandan.record.units import queries as units

NOW = datetime(2023, 6, 3, 9, tzinfo=UTC)
DUE = Standing(Residence.PERMANENT, Card.DUE, EId.NONE)
pytestmark = pytest.mark.django_db


def phuc_xa() -> int:
    return units.by_code("00001", as_of=ON).number


def enter(number: str, key: UUID) -> int:
    details = PersonDetails(
        full_name="Nguyễn Văn Mẫu", birth=PartialDate.of(1985, 5, 17), sex=Sex.MALE, personal_number=number
    )
    return rolls.enter(
        actor=the_house(),
        now=NOW,
        unit=phuc_xa(),
        details=details,
        standing=DUE,
        occurred_on=ON,
        client_key=key,
        reason="Đăng ký mới",
    )


def frame(*rows: dict[str, str]) -> pl.DataFrame:
    checked = Checker(on=ON, units=units.any_year_table(ON)).check(block(*rows))
    assert checked.rows["good"].all()
    return checked.rows.drop("line", "good")


def open_(batches: list[pl.DataFrame], source: str = "test", seen: list[int] | None = None) -> rolls.Opened:
    return rolls.open_register(
        actor=the_house(),
        now=NOW,
        batches=batches,
        occurred_on=ON,
        source=source,
        reason="Mở sổ",
        on_batch=None if seen is None else lambda ids: seen.extend(ids.tolist()),
    )


def counted() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        return int(cursor.fetchone()[0])


def test_a_person_entered_by_hand_stands_in_the_ledger() -> None:
    number = enter("001085000001", uuid4())
    with reading(the_house()):
        standing = ledger.standing(number)
        assert people.person(number).details.full_name == "Nguyễn Văn Mẫu"
    assert (standing.unit_no, standing.state) == (phuc_xa(), DUE.code)


def test_the_same_key_enters_the_same_person_once() -> None:
    key = uuid4()
    assert enter("001085000001", key) == enter("001085000001", key)
    with reading(the_house()):
        assert counted() == 1


def test_a_number_that_is_somebodys_enters_nobody() -> None:
    enter("001085000001", uuid4())
    with pytest.raises(UnableTo):
        enter("001085000001", uuid4())
    with reading(the_house()):
        assert counted() == 1


def test_batches_open_register_and_ledger_in_row_order() -> None:
    seen: list[int] = []
    opened = open_([frame(person(1), person(2)), frame(person(3, permanent_commune="00004"))], seen=seen)
    assert opened.people == 3
    assert len(opened.entries) == 2
    with reading(the_house()):
        rows = {row.person_id: row for row in people.persons(seen)}
        assert [rows[number].details.personal_number[-1] for number in seen] == ["1", "2", "3"]
        assert ledger.standing(seen[2]).unit_no == units.by_code("00004", as_of=ON).number
        balances = ledger.balances(as_of=ON, low=phuc_xa(), high=phuc_xa())
    assert balances == [(phuc_xa(), 12100, 2)]


def test_the_same_batches_of_the_same_source_are_never_written_twice() -> None:
    rows = [person(1, personal_number=""), person(2, personal_number="")]
    open_([frame(*rows)])
    with pytest.raises(UnableTo):
        open_([frame(*rows)])
    with reading(the_house()):
        assert counted() == 2


def test_a_batch_with_a_bad_unit_leaves_nothing_behind() -> None:
    bad = frame(person(1), person(2)).with_columns(
        unit_no=pl.Series(np.array([phuc_xa(), 5], dtype=np.int32)),
    )
    with pytest.raises(UnableTo):
        open_([bad])
    with reading(the_house()):
        assert counted() == 0
        assert ledger.head() == 0
