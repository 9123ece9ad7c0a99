"""Who sees difficulties, and what the database refuses whoever asks, by smuggled SQL in the caller's own reach too."""

import pytest

from tests.officers_help import actor_for
from tests.work.difficulties.conftest import Desk
from tests.work.directives.test_scope import written
from tests.work.verification.conftest import enter
from tests.work.verification.test_scope import seen
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
TABLES = ("difficulty", "named", "event", "attachment")
SET = "UPDATE difficulties_difficulty SET "
EVENT = (
    "INSERT INTO difficulties_event (client_key, difficulty_id, verb, recorded_at, actor, actor_id, reason) "
    "SELECT gen_random_uuid(), difficulty_id, %s, now(), %s, %s, '' FROM difficulties_difficulty"
)
NAMED = "INSERT INTO difficulties_named (person_id, difficulty_id, unit_no) VALUES (%s, %s, %s)"
GUIDANCE = (
    "INSERT INTO difficulties_guidance (client_key, issuer_no, numbered_no, issuer_body, year, number, kind, latest) "
    "SELECT gen_random_uuid(), n, n, false, 2023, %s, 'law', 1 FROM (VALUES (%s)) AS at (n)"
)
VERSION = (
    "INSERT INTO difficulties_version (client_key, guidance_id, version, title, text, search, why, published_at, "
    "published_by) VALUES (gen_random_uuid(), %s, %s, 'x', 'x', 'x', '', now(), %s)"
)
READING = (
    "INSERT INTO difficulties_reading (guidance_id, version, officer_id, officer, unit_no, read_at) "
    "VALUES (%s, 1, %s, %s, %s, now())"
)


def counts(actor: Actor) -> list[int]:
    return [seen(actor, f"difficulties_{table}") for table in TABLES]


def test_it_is_seen_by_the_unit_the_police_above_and_whom_it_was_put_to(desk: Desk) -> None:
    one = desk.raised(persons=[enter("Nguyễn Văn Mẫu")])
    assert counts(desk.ward) == counts(desk.police) == [1, 1, 1, 0]
    town = desk.town
    for stranger in (town.other, town.justice, town.committee):
        assert counts(stranger) == [0] * 4
    desk.assigned(one, town.justice_no)
    assert counts(town.justice) == [1, 0, 2, 0]
    for stranger in (town.other, town.committee, town.union):
        assert counts(stranger) == [0] * 4


def test_states_days_answers_and_levels_are_not_written_by_hand(desk: Desk) -> None:
    one, ward, police, justice = desk.raised(), desk.ward, desk.police, desk.town.justice
    desk.assigned(one, desk.town.justice_no)
    for who in (ward, police, justice):
        assert written(who, f"{SET}due_on = '2099-01-01'") == 0
        assert written(who, f"{SET}state = 'accepted'") == 0
        assert written(who, f"{SET}state = 'raised', at_no = desk_no, escalations = 1") == 0
        assert written(who, f"{SET}text = 'x'") == 0
        assert written(who, "DELETE FROM difficulties_difficulty") == 0
    assert written(ward, f"{SET}state = 'answered', answer = 'x', answered_by = %s", ward.name) == 0
    assert written(justice, f"{SET}state = 'answered', answer = 'x', answered_by = 'ai khác'") == 0
    assert written(justice, f"{SET}at_no = unit_no, at_body = false") == 0
    assert written(justice, f"{SET}state = 'withdrawn'") == 0
    desk.answered(one, justice)
    for who in (ward, police, justice):
        assert written(who, f"{SET}answer = 'y'") == 0
        assert written(who, f"{SET}in_time = false") == 0
    assert written(justice, f"{SET}state = 'accepted', settled_at = now()") == 0
    assert written(ward, f"{SET}state = 'accepted', settled_at = now()") == 1
    for who in (ward, police):
        assert written(who, f"{SET}state = 'published', guidance = 1") == 0


def test_lines_are_written_by_the_side_whose_deed_they_tell_and_in_the_own_name(desk: Desk) -> None:
    desk.assigned(desk.raised(), desk.town.justice_no)
    justice, ward = desk.town.justice, desk.ward
    assert written(justice, EVENT, "accepted", justice.name, justice.officer) == 0
    assert written(justice, EVENT, "assigned", justice.name, justice.officer) == 0
    assert written(ward, EVENT, "answered", ward.name, ward.officer) == 0
    assert written(ward, EVENT, "escalated", ward.name, ward.officer) == 0
    assert written(ward, EVENT, "accepted", "ai khác", ward.officer) == 0
    assert written(justice, EVENT, "answered", justice.name, justice.officer) == 1
    assert written(ward, "UPDATE difficulties_event SET reason = 'x'") == 0


def test_nobody_is_named_from_another_roll_or_in_anothers_difficulty(desk: Desk) -> None:
    mine, theirs = enter("Nguyễn Văn Mẫu"), enter("Trần Thị Mẫu", code="00004")
    one = desk.raised()
    other = desk.raised("Mất điện", actor=desk.town.other, unit=desk.town.other_no)
    assert written(desk.ward, NAMED, theirs, one, desk.ward.at) == 0
    assert written(desk.ward, NAMED, mine, other, desk.ward.at) == 0
    assert written(desk.ward, NAMED, mine, one, desk.ward.at) == 1


def test_guidance_is_published_by_who_may_under_the_next_number_and_read_in_the_own_name(desk: Desk) -> None:
    ward, police = desk.ward, desk.police
    assert written(ward, GUIDANCE, 1, ward.at) == 0
    assert written(ward, GUIDANCE, 1, police.at) == 0
    assert written(police, GUIDANCE, 2, police.at) == 0
    # Nobody draws from another's register.
    assert written(police, GUIDANCE.replace("n, n,", f"n, {ward.at},"), 1, police.at) == 0
    assert written(police, GUIDANCE, 1, police.at) == 1
    made = desk.published()
    assert written(ward, "UPDATE difficulties_guidance SET latest = latest + 1") == 0
    assert written(police, "UPDATE difficulties_guidance SET latest = latest + 2") == 0
    assert written(police, VERSION, made, 2, police.name) == 0
    assert written(police, "UPDATE difficulties_guidance SET latest = 2 WHERE guidance_id = %s", made) == 1
    assert written(police, VERSION, made, 2, "ai khác") == 0
    assert written(ward, VERSION, made, 2, ward.name) == 0
    assert written(police, VERSION, made, 2, police.name) == 1
    assert written(police, "UPDATE difficulties_version SET text = 'y'") == 0
    assert written(ward, READING, made, police.officer, police.name, police.at) == 0
    assert written(ward, READING, made, ward.officer, ward.name, police.at) == 0
    assert written(ward, READING, made, ward.officer, ward.name, ward.at) == 1
    assert seen(police, "difficulties_reading") == 1
    assert seen(desk.town.other, "difficulties_reading") == 0
    assert seen(desk.town.other, "difficulties_version") == 2


def test_a_scope_without_the_word_writes_nothing(desk: Desk) -> None:
    operator = actor_for("van.hanh", Role.HEADQUARTERS_OPERATOR, desk.town.unit)
    desk.raised()
    assert counts(operator)[0] == counts(desk.police)[0] == 1
    deed = f"{SET}state = 'answered', answer = 'x', answered_by = %s, answered_at = now(), in_time = true"
    for who, rows in ((operator, 0), (desk.police, 1)):
        assert written(who, EVENT, "answered", who.name, who.officer) == rows
        assert written(who, deed, who.name) == rows
