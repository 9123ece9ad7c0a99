"""Corrections: the old value stays, numbers move with them, nobody overwrites what they have not seen."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.record.people.conftest import NOW, enter, officer_at, someone
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.officers.queries import reading
from toandan.record.people import operations, queries
from toandan.record.people.words import Correction, PeoplePermission, PersonDetails, PersonField, Sex

NUMBER, OTHER = "001085012345", "001085054321"
DAY = date(2023, 5, 31)


def correct(actor: Actor, person_id: int, details: PersonDetails, **more: object) -> list[PersonField]:
    given: dict[str, object] = {"reason": "birth certificate", "client_key": uuid4(), "occurred_on": DAY}
    return operations.correct(actor=actor, now=NOW, person_id=person_id, details=details, **(given | more))  # type: ignore[arg-type]


def test_old_and_new_stand_in_the_history(phuc_xa: Actor) -> None:
    before = someone("Nguyễn Văn Mâu", birth=PartialDate.of(1985))
    person_id = enter(phuc_xa, before)
    after = replace(before, full_name="Nguyễn Văn Mẫu", birth=PartialDate.of(1985, 5, 17))
    changed = correct(phuc_xa, person_id, after, evidence="GKS 12/2023")
    with reading(phuc_xa):
        row = queries.person(person_id)
        history = queries.corrections(person_id)
    assert changed == [PersonField.FULL_NAME, PersonField.BIRTH]
    assert row.details == after
    assert {(h.name, h.old, h.new) for h in history} == {
        (PersonField.FULL_NAME, "Nguyễn Văn Mâu", "Nguyễn Văn Mẫu"),
        (PersonField.BIRTH, "1985", "1985-05-17"),
    }
    assert {(h.reason, h.evidence, h.actor, h.occurred_on, h.recorded_at) for h in history} == {
        ("birth certificate", "GKS 12/2023", "officer1", DAY, NOW)
    }


def test_a_corrected_person_is_found_by_the_new_name_only(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone("Phùng Thị Cũ"))
    correct(phuc_xa, person_id, someone("Quách Thị Mới"))
    with reading(phuc_xa):
        assert [p.person_id for p in queries.search(actor=phuc_xa, text="quach moi").people] == [person_id]
        assert not queries.search(actor=phuc_xa, text="phung cu").people


def test_the_old_number_becomes_free_and_the_new_one_taken(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone(personal_number=NUMBER))
    correct(phuc_xa, person_id, someone(personal_number=OTHER))
    assert enter(phuc_xa, someone("Người Có Thật", personal_number=NUMBER))
    with pytest.raises(operations.UnableToRegister):
        enter(phuc_xa, someone("Người Khác", personal_number=OTHER))


def test_a_number_of_somebody_else_cannot_be_taken_over(phuc_xa: Actor, truc_bach: Actor) -> None:
    enter(truc_bach, someone("Chủ Số", personal_number=NUMBER))
    person_id = enter(phuc_xa, someone())
    with pytest.raises(operations.UnableToRegister) as refused:
        correct(phuc_xa, person_id, someone(personal_number=NUMBER))
    assert refused.value.code == "personal_number_taken"


def test_a_repeat_changes_nothing(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    key = uuid4()
    correct(phuc_xa, person_id, someone(phone="0911111111"), client_key=key)
    correct(phuc_xa, person_id, someone(phone="0922222222"))
    assert correct(phuc_xa, person_id, someone(phone="0911111111"), client_key=key) == []
    with reading(phuc_xa):
        assert queries.person(person_id).details.phone == "0922222222"
        assert len(queries.corrections(person_id)) == 2


def test_a_key_cannot_serve_two_people(phuc_xa: Actor) -> None:
    key = uuid4()
    first = enter(phuc_xa, someone("Người Một"))
    second = enter(phuc_xa, someone("Người Hai"))
    correct(phuc_xa, first, someone("Người Một Một"), client_key=key)
    with pytest.raises(operations.UnableToCorrect) as refused:
        correct(phuc_xa, second, someone("Người Hai Hai"), client_key=key)
    assert refused.value.code == "key_used"


def test_what_changed_meanwhile_is_not_overwritten(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    seen = someone().mark
    correct(phuc_xa, person_id, someone(phone="0911111111"), seen=seen)
    with pytest.raises(operations.UnableToCorrect) as refused:
        correct(phuc_xa, person_id, someone(present_address="Số 9"), seen=seen)
    assert refused.value.code == "changed_meanwhile"


@pytest.mark.parametrize(("details", "code"), [(someone(), "nothing_changes"), (someone("1234"), "details_wrong")])
def test_refusals(phuc_xa: Actor, details: PersonDetails, code: str) -> None:
    person_id = enter(phuc_xa, someone())
    with pytest.raises((operations.UnableToCorrect, operations.UnableToRegister)) as refused:
        correct(phuc_xa, person_id, details)
    assert refused.value.code == code


def test_people_out_of_scope_look_like_people_who_do_not_exist(phuc_xa: Actor, truc_bach: Actor) -> None:
    person_id = enter(truc_bach, someone())
    seen = []
    for wanted in (person_id, 10**12):
        with pytest.raises(queries.PersonUnknown) as unknown:
            correct(phuc_xa, wanted, someone("Kẻ Lạ Mặt"))
        seen.append((unknown.value.code, unknown.value.message))
    assert seen[0] == seen[1]


def test_readers_may_not_correct(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    reader = officer_at("00001", permissions=frozenset({PeoplePermission.READ.value}))
    with pytest.raises(NotAllowed):
        correct(reader, person_id, someone("Người Khác"))


def test_home_visit_and_contact_are_kept_like_corrections(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    common = {"actor": phuc_xa, "now": NOW, "person_id": person_id, "reason": "told by the family", "occurred_on": DAY}
    visit: UUID = uuid4()
    for _ in range(2):
        operations.set_home_visit(**common, needed=True, client_key=visit)  # type: ignore[arg-type]
    operations.set_contact(**common, phone="0912 345 678", present_address="Số 5", client_key=uuid4())  # type: ignore[arg-type]
    with reading(phuc_xa):
        details = queries.person(person_id).details
        names = [c.name for c in queries.corrections(person_id)]
    assert (details.home_visit, details.phone, details.present_address) == (True, "0912345678", "Số 5")
    assert sorted(names) == ["home_visit", "phone", "present_address"]


def test_history_is_out_of_reach_for_neighbours(phuc_xa: Actor, truc_bach: Actor) -> None:
    person_id = enter(phuc_xa, someone())
    correct(phuc_xa, person_id, someone(phone="0911111111"))
    with reading(truc_bach):
        assert queries.corrections(person_id) == []


def test_revealing_wants_a_purpose_and_the_permission(phuc_xa: Actor) -> None:
    person_id = enter(phuc_xa, someone(personal_number=NUMBER))
    shown = operations.reveal(actor=phuc_xa, now=NOW, person_id=person_id, purpose="hand over the card")
    assert shown.details.personal_number == NUMBER
    assert shown.masked_number == "••••••••2345"
    with pytest.raises(operations.UnableToCorrect):
        operations.reveal(actor=phuc_xa, now=NOW, person_id=person_id, purpose=" ")
    reader = officer_at("00001", permissions=frozenset({PeoplePermission.READ.value}))
    with pytest.raises(NotAllowed):
        operations.reveal(actor=reader, now=NOW, person_id=person_id, purpose="curiosity")


def test_a_repeat_is_done_but_other_details_under_its_key_are_not_swallowed(phuc_xa: Actor) -> None:
    person_id, key = enter(phuc_xa, someone("Phùng Thị Cũ")), uuid4()
    correct(phuc_xa, person_id, someone("Phùng Thị Mới"), client_key=key)
    assert correct(phuc_xa, person_id, someone("Phùng Thị Mới"), client_key=key) == []
    with pytest.raises(operations.UnableToCorrect) as refused:
        correct(phuc_xa, person_id, someone("Phùng Thị Khác"), client_key=key)
    assert refused.value.code == "changed_meanwhile"


def take_back(actor: Actor, person_id: int, correction: int, **more: object) -> PersonField:
    given: dict[str, object] = {"reason": "nhập nhầm", "client_key": uuid4()}
    return operations.take_back(actor=actor, now=NOW, person_id=person_id, correction_id=correction, **(given | more))  # type: ignore[arg-type]


def history(actor: Actor, person_id: int) -> list[Correction]:
    with reading(actor):
        return queries.corrections(person_id)


def test_a_correction_is_undone_and_both_versions_stay(phuc_xa: Actor) -> None:
    before = someone(birth=PartialDate(1985, 1, 1, Basis.ASSUMED), personal_number=NUMBER)
    person_id = enter(phuc_xa, before)
    after = replace(before, birth=PartialDate.of(1986), sex=Sex.FEMALE, personal_number=OTHER, home_visit=True)
    correct(phuc_xa, person_id, after)
    for done in history(phuc_xa, person_id):
        key = uuid4()
        for _ in range(2):
            assert take_back(phuc_xa, person_id, done.correction_id, client_key=key) is done.name
    with reading(phuc_xa):
        assert queries.person(person_id).details == before
    told = history(phuc_xa, person_id)
    assert len(told) == 8
    assert {(one.old, one.new) for one in told if one.name is PersonField.BIRTH} == {
        ("1985-01-01 assumed", "1986"), ("1986", "1985-01-01 assumed"),
    }  # fmt: skip
    assert enter(phuc_xa, someone("Người Có Thật", personal_number=OTHER))


def test_what_something_stands_on_is_not_undone(phuc_xa: Actor, truc_bach: Actor) -> None:
    person_id = enter(phuc_xa, someone("Nguyễn Văn Một", personal_number=NUMBER))
    for name in ("Nguyễn Văn Hai", "Nguyễn Văn Ba"):
        correct(phuc_xa, person_id, someone(name, personal_number=NUMBER))
    correct(phuc_xa, person_id, someone("Nguyễn Văn Ba", personal_number=OTHER, permanent_unit=phuc_xa.at))
    place, number, newest, first = sorted(history(phuc_xa, person_id), key=lambda one: -one.correction_id)
    enter(phuc_xa, someone("Người Có Thật", personal_number=NUMBER))
    assert {place.name, number.name} == {PersonField.PERMANENT_UNIT, PersonField.PERSONAL_NUMBER}
    number, place = (number, place) if number.name is PersonField.PERSONAL_NUMBER else (place, number)
    for correction, more, code in (
        (first.correction_id, {}, "corrected_since"),
        (number.correction_id, {}, "personal_number_taken"),
        (place.correction_id, {}, "by_movement"),
        (newest.correction_id, {"reason": " "}, "reason_missing"),
        (99, {}, "correction_unknown"),
    ):
        with pytest.raises((operations.UnableToCorrect, operations.UnableToRegister)) as refused:
            take_back(phuc_xa, person_id, correction, **more)
        assert refused.value.code == code
    with pytest.raises(queries.PersonUnknown):
        take_back(truc_bach, person_id, newest.correction_id)
    assert len(history(phuc_xa, person_id)) == 4
