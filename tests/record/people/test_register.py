"""Writing people down: who may, what is refused, what a repeat does."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.record.people.conftest import NOW, enter, officer_at, someone, unit_of
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.officers.queries import reading, under
from toandan.record.people import operations, queries
from toandan.record.people.words import BirthBasis, ClaimKind, PeoplePermission, Sex

NUMBER = "001085012345"


def test_what_was_written_is_read_again(phuc_xa: Actor) -> None:
    details = someone(
        personal_number=NUMBER,
        old_number="012345678",
        father_name="Nguyễn Văn Cha",
        permanent_unit=phuc_xa.at,
        present_unit=phuc_xa.at,
        present_address="Số 1, Tổ 2",
        phone="0912345678",
        home_visit=True,
    )
    person_id = enter(phuc_xa, details)
    with reading(phuc_xa):
        row = queries.person(person_id)
    assert row.details == details
    assert row.unit == phuc_xa.at
    assert row.created_at == NOW


def test_texts_are_tidied_and_typed_groups_joined(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone("  Nguyễn   Văn Mẫu ", personal_number="001 085 012345", phone="0912.345.678"))
    with reading(phuc_xa):
        details = queries.person(person_id).details
    assert (details.full_name, details.personal_number, details.phone) == ("Nguyễn Văn Mẫu", NUMBER, "0912345678")


@pytest.mark.parametrize(
    "birth",
    [
        PartialDate(),
        PartialDate.of(1960),
        PartialDate.of(1960, 4),
        PartialDate(1960, 1, 1, BirthBasis.ASSUMED),
    ],
)
def test_a_birth_date_keeps_its_basis(phuc_xa: Actor, birth: PartialDate) -> None:
    person_id = enter(phuc_xa, someone(birth=birth))
    with reading(phuc_xa):
        assert queries.person(person_id).details.birth == birth


def test_a_number_belongs_to_one_person_and_the_refusal_does_not_say_to_whom(phuc_xa: Actor, truc_bach: Actor) -> None:
    enter(phuc_xa, someone("Trần Thị Hiếm Có", personal_number=NUMBER))
    with pytest.raises(operations.UnableToRegister) as refused:
        enter(truc_bach, someone(personal_number=NUMBER))
    assert refused.value.code == "personal_number_taken"
    assert "Hiếm" not in refused.value.message
    assert not refused.value.values


def test_a_refused_person_leaves_nothing_behind(phuc_xa: Actor) -> None:
    enter(phuc_xa, someone(old_number="012345678"))
    with pytest.raises(operations.UnableToRegister), transaction.atomic():
        enter(phuc_xa, someone("Lê Thị Thừa", personal_number=NUMBER, old_number="012345678"))
    assert enter(phuc_xa, someone("Lê Thị Thật", personal_number=NUMBER))


def test_wrong_details_are_all_reported_at_once(phuc_xa: Actor) -> None:
    with pytest.raises(operations.UnableToRegister) as refused:
        enter(phuc_xa, someone("", personal_number="12345", old_number="x"))
    assert {f.code for f in refused.value.findings if f.is_error} == {
        "name_missing",
        "number_length",
        "number_characters",
    }


def test_an_odd_number_is_only_warned_about(phuc_xa: Actor) -> None:
    assert enter(phuc_xa, someone(personal_number="999185012345", sex=Sex.MALE))


def test_a_reason_is_needed(phuc_xa: Actor) -> None:
    with pytest.raises(operations.UnableToRegister) as refused:
        enter(phuc_xa, someone(), reason="  ")
    assert refused.value.code == "reason_missing"


def test_a_repeat_gives_the_same_person(phuc_xa: Actor) -> None:
    key = uuid4()
    first = enter(phuc_xa, someone(personal_number=NUMBER), client_key=key)
    assert enter(phuc_xa, someone(personal_number=NUMBER), client_key=key) == first
    with reading(phuc_xa):
        assert len(queries.search(actor=phuc_xa, number=NUMBER).people) == 1


def test_a_used_key_with_somebody_else_is_refused_not_swallowed(phuc_xa: Actor) -> None:
    key = uuid4()
    first = enter(phuc_xa, someone("Người Thứ Nhất"), client_key=key)
    with pytest.raises(operations.UnableToRegister) as refused:
        enter(phuc_xa, someone("Người Thứ Hai"), client_key=key)
    assert refused.value.code == "key_used"
    assert enter(phuc_xa, someone("Người Thứ Nhất"), client_key=key) == first


@pytest.mark.parametrize("name", ["Nguyễn \ufffdn", "Nguyễn 😀", "Nguyễn 2"])
def test_pictures_figures_and_lost_letters_are_no_name(phuc_xa: Actor, name: str) -> None:
    with pytest.raises(operations.UnableToRegister) as refused:
        enter(phuc_xa, someone(name))
    assert [f.code for f in refused.value.findings] == ["name_strange"]


def test_nobody_registers_for_another_unit(phuc_xa: Actor) -> None:
    with pytest.raises(NotAllowed):
        enter(phuc_xa, someone(), unit=unit_of("00004"))


def test_reading_alone_does_not_allow_registering(db: None) -> None:
    reader = officer_at("00001", permissions=frozenset({PeoplePermission.READ.value}))
    with pytest.raises(NotAllowed):
        enter(reader, someone())


def test_every_registration_is_journalled_without_a_name(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone("Đặng Thị Nhật Ký"))
    with connection.cursor() as cursor, reading(phuc_xa):
        cursor.execute(
            "SELECT verb, subject, detail::text FROM journal_line WHERE subject = %s", [f"person:{person_id}"]
        )
        lines = cursor.fetchall()
    assert [line[0] for line in lines] == ["people.person.register"]
    assert "Đặng" not in str(lines)


def test_the_program_cannot_read_claims(phuc_xa: Actor) -> None:
    enter(phuc_xa, someone(personal_number=NUMBER))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_claim")


def test_the_program_cannot_read_the_dictionary_of_names(phuc_xa: Actor) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_name")


def test_the_program_cannot_move_a_person_to_another_unit(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        under(phuc_xa)
        cursor.execute("UPDATE people_person SET unit_no = 1 WHERE person_id = %s", [person_id])


def test_taken_tells_which_numbers_are_taken_and_no_more(phuc_xa: Actor, truc_bach: Actor) -> None:
    enter(phuc_xa, someone(personal_number=NUMBER))
    with reading(truc_bach):
        assert queries.taken(kind=ClaimKind.PERSONAL_NUMBER, values=[NUMBER, "001085000000"]) == {NUMBER}
        assert queries.taken(kind=ClaimKind.OLD_NUMBER, values=[NUMBER]) == set()
        assert queries.taken(kind="client_key", values=["x"]) == set()


def test_nobody_without_a_scope_learns_what_is_taken(phuc_xa: Actor) -> None:
    enter(phuc_xa, someone(personal_number=NUMBER))
    assert queries.taken(kind=ClaimKind.PERSONAL_NUMBER, values=[NUMBER]) == set()


def test_details_without_numbers_do_not_meet(phuc_xa: Actor) -> None:
    one = enter(phuc_xa, someone("Người Thứ Nhất"))
    assert enter(phuc_xa, replace(someone("Người Thứ Hai"))) != one
