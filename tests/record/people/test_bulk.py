"""Many people at once: the same register as one by one, or nothing at all."""

from datetime import UTC, datetime

import polars as pl
import pytest
from django.db import transaction

from tests.record.people.conftest import NOW, enter, someone
from toandan.ground.kernel import names
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.officers.queries import reading
from toandan.record.people import operations, queries
from toandan.record.people.words import Sex


def frame(unit: int, *written: str, **columns: list[object]) -> pl.DataFrame:
    many = len(written)
    given: dict[str, list[object]] = {
        "unit_no": [unit] * many,
        "full_name": list(written),
        "name_key": [names.key(name) for name in written],
        "birth_year": [1985] * many,
        "birth_month": [5] * many,
        "birth_day": [17] * many,
        "birth_basis": ["full"] * many,
        "sex": ["M"] * many,
        "personal_number": [""] * many,
        "old_number": [None] * many,
        **{name: [None] * many for name in ("father_name", "mother_name", "spouse_name", "present_address", "phone")},
        **{name: [None] * many for name in ("permanent_unit", "temporary_unit", "present_unit")},
        "home_visit": [False] * many,
        "state": [12100] * many,
    }
    return pl.DataFrame(given | columns, strict=False)


def test_people_are_as_if_written_one_by_one(phuc_xa: Actor) -> None:
    written = ('Trần "Tí", Hai', "Lê Thị\\N Ba", "Nguyễn Văn Tư")
    ids = operations.register_many(
        actor=phuc_xa,
        now=NOW,
        people=frame(phuc_xa.at, *written, personal_number=["001085000001", None, ""], sex=["M", "F", None]),
    )
    with reading(phuc_xa):
        rows = queries.persons(ids.tolist())
        found = queries.search(actor=phuc_xa, text="tu van").people
    assert [r.details.full_name for r in rows] == list(written)
    assert [r.details.sex for r in rows] == [Sex.MALE, Sex.FEMALE, None]
    assert rows[0].details == someone(written[0], personal_number="001085000001")
    assert rows[0].created_at == datetime(2023, 6, 1, 3, 0, tzinfo=UTC)
    assert [p.person_id for p in found] == [ids[2]]


@pytest.mark.parametrize("kind", ["personal_number", "old_number"])
@pytest.mark.parametrize("where", ["register", "frame"])
def test_a_number_twice_keeps_the_whole_frame_out(phuc_xa: Actor, kind: str, where: str) -> None:
    number = "001085000001" if kind == "personal_number" else "012345678"
    values = [number, None] if where == "register" else [number, number]
    if where == "register":
        enter(phuc_xa, someone("Chủ Số", **{kind: number}))
    with pytest.raises(operations.UnableToRegister) as refused, transaction.atomic():
        operations.register_many(
            actor=phuc_xa, now=NOW, people=frame(phuc_xa.at, "Một Thừa", "Hai Thừa", **{kind: values})
        )
    assert refused.value.code == f"{kind}_taken"
    with reading(phuc_xa):
        assert not queries.search(actor=phuc_xa, text="thua").people


def test_every_unit_of_the_frame_must_be_allowed(phuc_xa: Actor, truc_bach: Actor) -> None:
    both = pl.concat([frame(phuc_xa.at, "Trong Phường"), frame(truc_bach.at, "Ngoài Phường")])
    with pytest.raises(NotAllowed):
        operations.register_many(actor=phuc_xa, now=NOW, people=both)


def test_two_frames_get_different_numbers(ba_dinh: Actor, phuc_xa: Actor, truc_bach: Actor) -> None:
    one = operations.register_many(actor=ba_dinh, now=NOW, people=frame(phuc_xa.at, "A A", "B B"))
    two = operations.register_many(actor=ba_dinh, now=NOW, people=frame(truc_bach.at, "C C"))
    assert len({*one.tolist(), *two.tolist()}) == 3
    with reading(truc_bach):
        assert [p.details.full_name for p in queries.persons([*one.tolist(), *two.tolist()])] == ["C C"]


def test_no_people_is_no_work(phuc_xa: Actor) -> None:
    assert len(operations.register_many(actor=phuc_xa, now=NOW, people=frame(phuc_xa.at))) == 0


def test_partial_birth_dates_keep_their_basis(phuc_xa: Actor) -> None:
    people = frame(
        phuc_xa.at,
        "Chỉ Năm",
        "Không Rõ",
        birth_year=[1950, None],
        birth_month=[None, None],
        birth_day=[None, None],
        birth_basis=["year", "none"],
    )
    ids = operations.register_many(actor=phuc_xa, now=NOW, people=people)
    with reading(phuc_xa):
        assert [p.details.birth for p in queries.persons(ids.tolist())] == [PartialDate.of(1950), PartialDate()]
