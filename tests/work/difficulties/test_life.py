"""A difficulty from the officer who meets one to guidance that everybody reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from operator import methodcaller
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.difficulties.conftest import Desk
from tests.work.directives.conftest import NOW, TODAY
from tests.work.verification.conftest import enter
from toandan.ground.kernel.actor import Grant, the_house
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.models import Attachment
from toandan.work.difficulties.operations import UnableToResolve
from toandan.work.difficulties.words import Bucket, Clock, DifficultiesPermission, DifficultyState, Kind
from toandan.work.directives.words import Place

pytestmark = pytest.mark.django_db
S = DifficultyState
DAY = timedelta(days=1)
READS = methodcaller("ranges", DifficultiesPermission.READ)
SCAN = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF"


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(UnableToResolve) as error:
        work()
    assert error.value.code == code


def test_from_raised_to_guidance_that_is_read(desk: Desk) -> None:
    one = desk.raised()
    head = desk.sheet(one).head
    assert (head.desk, head.at, head.due_on) == (desk.police.at, Place(desk.police.at), after_working_days(TODAY, 3))
    desk.assigned(one, desk.town.justice_no)
    refused("wrong_state", lambda: desk.accepted(one))
    with pytest.raises(NotAllowed):
        desk.answered(one, desk.police)
    desk.answered(one, desk.town.justice)
    with pytest.raises(NotAllowed):
        operations.accept(actor=desk.police, now=NOW, difficulty=one, client_key=uuid4())
    refused("reason_missing", lambda: operations.reopen(
        actor=desk.ward, now=NOW, difficulty=one, reason=" ", client_key=uuid4()))  # fmt: skip
    operations.reopen(actor=desk.ward, now=NOW + DAY, difficulty=one, reason="Máy đổi cũng hỏng", client_key=uuid4())
    assert desk.sheet(one).head.due_on == after_working_days(TODAY + DAY, 3)
    desk.answered(one, desk.town.justice, "Mượn máy của phường bên")
    refused("wrong_state", lambda: desk.published(one))
    desk.accepted(one)
    made = desk.published(one)
    sheet = desk.sheet(one, desk.ward)
    assert (sheet.head.state, sheet.head.guidance, sheet.head.in_time) == (S.PUBLISHED, made, True)
    assert [event.verb.value for event in sheet.events] == [
        "raised", "assigned", "answered", "reopened", "answered", "accepted", "published",
    ]  # fmt: skip
    verbs = [line.verb.split(".")[-1] for line in every_line() if line.verb.startswith("difficulties.")]
    assert verbs == ["raise", "assign", "answer", "reopen", "answer", "accept", "issue"]


def test_the_same_key_writes_once(desk: Desk) -> None:
    key = uuid4()
    told = {"actor": desk.ward, "now": NOW, "unit": desk.ward.at, "kind": Kind.LAW, "people": 1, "text": "Vướng"}
    one, again = (operations.raise_difficulty(client_key=key, **told) for _ in range(2))  # type: ignore[arg-type]
    assert one == again
    for _ in range(2):
        operations.answer(actor=desk.police, now=NOW, difficulty=one, text="Theo luật", client_key=key_of(2))
    assert len(desk.sheet(one).events) == 2
    refused("key_used", lambda: operations.accept(
        actor=desk.ward, now=NOW, difficulty=one, client_key=key_of(2)))  # fmt: skip
    desk.accepted(one)
    made = {
        operations.publish(
            actor=desk.police, now=NOW, issuer=desk.police.at, kind=Kind.LAW, title="Vướng", text="Theo luật",
            difficulty=one, client_key=key_of(3),
        )
        for _ in range(2)
    }  # fmt: skip
    assert len(made) == 1


KEYS = [uuid4() for _ in range(4)]


def key_of(number: int):
    return KEYS[number]


def test_it_names_people_of_the_own_roll_who_are_shown_to_the_police_and_to_no_body(desk: Desk) -> None:
    mine, theirs = enter("Nguyễn Văn Mẫu"), enter("Trần Thị Mẫu", code="00004")
    refused("person_elsewhere", lambda: desk.raised(persons=[mine, theirs]))
    refused("people_wrong", lambda: desk.raised(persons=[mine], people=0))
    one = desk.raised(persons=[mine], people=1)
    assert desk.sheet(one, desk.ward).people == desk.sheet(one).people == (mine,)
    desk.assigned(one, desk.town.justice_no)
    assert desk.sheet(one, desk.town.justice).people == ()
    desk.assigned(one, desk.town.other_no)
    assert desk.sheet(one, desk.town.other).people == ()


def test_whom_it_may_be_put_to(desk: Desk) -> None:
    from tests.record.people.conftest import unit_of

    one = desk.raised()
    refused("assign_back", lambda: desk.assigned(one, desk.ward.at))
    refused("assign_far", lambda: desk.assigned(one, unit_of("00091")))
    refused("assign_far", lambda: desk.assigned(one, unit_of("01")))
    with pytest.raises(NotAllowed):
        operations.assign(actor=desk.ward, now=NOW, difficulty=one, to=desk.town.other_no, client_key=uuid4())
    desk.assigned(one, desk.police.at)
    desk.answered(one)


def test_similar_ones_and_guidance_are_found_without_marks(desk: Desk) -> None:
    other = desk.raised("Thiếu phôi thẻ để in", kind=Kind.CARDS)
    one = desk.raised()
    elsewhere = desk.raised("Máy quét vân tay bị hỏng nặng", actor=desk.town.other, unit=desk.town.other_no)
    made = desk.published(title="Xử lý khi máy quét vân tay hỏng")
    with reading(desk.ward):
        found = queries.similar("MAY QUET VAN TAY hong roi", READS(desk.ward), kind=Kind.EQUIPMENT)
        met = {row.difficulty.difficulty_id for row in found if row.difficulty}
        assert met == {one}, "a neighbour's difficulty is not shown, and another matter is not similar"
        assert [row.guidance.guidance_id for row in found if row.guidance] == [made]
        assert [row.difficulty_id for row in queries.everything(READS(desk.ward), text="phoi the")] == [other]
        assert [row.guidance_id for row in queries.find_guidance(text="may quet HONG")] == [made]
        assert queries.find_guidance(text="ay quet") == []
    # A post that reads no difficulties widens what the database shows, and not what is found.
    wide = replace(desk.ward, grants=(*desk.ward.grants, Grant(1, 2_000_000_000, frozenset({"rolls.roll.import"}))))
    with reading(wide):
        found = queries.similar("máy quét vân tay hỏng", READS(wide))
        assert {row.difficulty.difficulty_id for row in found if row.difficulty} == {one}
        assert {row.difficulty_id for row in queries.everything(READS(wide))} == {one, other}
        assert queries.late(READS(wide), today=TODAY + 9 * DAY) != []
    with reading(desk.police):
        found = queries.similar("máy quét vân tay hỏng", READS(desk.police), kind=Kind.EQUIPMENT)
    assert {row.difficulty.difficulty_id for row in found if row.difficulty} == {one, elsewhere}


def test_what_is_late_goes_up_level_by_level_until_the_city(desk: Desk) -> None:
    one, due = desk.raised(), after_working_days(TODAY, 3)
    ahead = (due - TODAY).days
    assert operations.escalate(actor=the_house(), now=NOW + ahead * DAY) == []
    with pytest.raises(NotAllowed):
        operations.escalate(actor=desk.police, now=NOW + (ahead + 1) * DAY)
    desk.assigned(one, desk.town.justice_no)
    (row,) = operations.escalate(actor=the_house(), now=NOW + (ahead + 1) * DAY)
    assert operations.escalate(actor=the_house(), now=NOW + (ahead + 1) * DAY) == []
    city = row.desk
    assert (row.state, row.at, row.escalations) == (S.RAISED, Place(city), 1)
    assert row.due_on == after_working_days(due + DAY, 3)
    assert city < desk.police.at
    # The body it was put to has it no more, and at the highest level it stays, late.
    with reading(desk.town.justice), pytest.raises(queries.DifficultyUnknown):
        queries.difficulty(one)
    assert operations.escalate(actor=the_house(), now=NOW + 40 * DAY) == []
    operations.answer(
        actor=actor_for("thanh.pho", Role.CITY_HEADQUARTERS, city), now=NOW, difficulty=one, text="Cấp máy mới",
        client_key=uuid4(),
    )  # fmt: skip
    assert desk.sheet(one).head.in_time is False


def test_desks_ages_and_the_week_count_people_held_up(desk: Desk) -> None:
    one, two = desk.raised(people=12), desk.raised("Thiếu giấy khai sinh", kind=Kind.PAPERS, people=5)
    third = desk.raised("Mất điện", actor=desk.town.other, unit=desk.town.other_no, people=7)
    desk.assigned(two, desk.town.justice_no)
    desk.answered(one)
    with reading(desk.police):
        assert [row.difficulty_id for row in queries.to_answer(Place(desk.police.at))] == [third]
        assert [row.difficulty_id for row in queries.assigned_out(desk.police.at)] == [two]
        week = queries.summary(desk.police.at, day=TODAY, today=TODAY)
        assert queries.clock_of(queries.difficulty(two), TODAY + 9 * DAY) is Clock.BREACHED
        assert queries.bucket_of(queries.difficulty(two), TODAY + 9 * DAY) is Bucket.FORTNIGHT
        later = queries.summary(desk.police.at, day=TODAY + 14 * DAY, today=TODAY + 14 * DAY)
    told = {(row.unit, row.kind): (row.raised, row.answered, row.timely, row.open, row.held_up) for row in week.tallies}
    assert told == {
        (desk.ward.at, Kind.EQUIPMENT): (1, 1, 1, 1, 12),
        (desk.ward.at, Kind.PAPERS): (1, 0, 0, 1, 5),
        (desk.town.other_no, Kind.EQUIPMENT): (1, 0, 0, 1, 7),
    }
    assert week.ages[Bucket.FRESH] == 3
    assert sum(row.late for row in later.tallies) == 2
    assert (later.ages[Bucket.FRESH], sum(row.raised for row in later.tallies)) == (0, 0)
    with reading(desk.ward):
        assert [row.difficulty_id for row in queries.to_accept(Place(desk.ward.at))] == [one]
        mine = queries.summary(desk.police.at, day=TODAY, today=TODAY)
    assert sum(row.held_up for row in mine.tallies) == 17, "a unit counts what it sees"
    desk.accepted(one)
    with reading(desk.police):
        week = queries.summary(desk.police.at, day=TODAY, today=TODAY)
    assert (sum(row.open for row in week.tallies), sum(row.held_up for row in week.tallies)) == (2, 12)


def test_versions_supersede_each_other_and_each_officer_reads_the_one_in_force(desk: Desk) -> None:
    made, second = desk.published(), desk.published(title="Khi mất điện")
    auditor = actor_for("kiem.toan", Role.JUSTICE, desk.town.unit)
    with reading(auditor):
        row = queries.guidance(made)
        assert (row.signed, queries.guidance(second).signed) == (f"01/{localdate().year}", f"02/{localdate().year}")
        assert queries.unread(auditor.officer) == 2
    for _ in range(2):
        operations.take_note(actor=auditor, now=NOW, guidance=made, version=1)
    with reading(auditor):
        assert queries.has_read(row, auditor.officer)
        assert queries.unread(auditor.officer) == 1
    ranges = desk.police.ranges("difficulties.guidance.publish")
    with reading(desk.police):
        told = queries.readers(row, ranges=ranges, now=NOW)
    assert [(one.name, one.read_at is not None) for one in told][-1] == ("Cán bộ kiem.toan", True)
    assert {one.name for one in told if one.read_at is None} >= {"Cán bộ quan", "Cán bộ phuong"}
    version = operations.revise(
        actor=desk.police, now=NOW, guidance=made, title="Khi máy hỏng", text="Gọi 113.", reason="Đổi số",
        client_key=uuid4(),
    )  # fmt: skip
    with reading(auditor):
        assert (version, queries.guidance(made).title, queries.guidance(made, 1).in_force) == (2, "Khi máy hỏng", False)
        assert [one.version for one in queries.versions(made)] == [2, 1]
        assert queries.unread(auditor.officer) == 2
        assert [one.guidance_id for one in queries.find_guidance(text="vân tay")] == []
    refused("old_version", lambda: operations.take_note(actor=auditor, now=NOW, guidance=made, version=1))
    with pytest.raises(NotAllowed):
        operations.revise(
            actor=desk.ward, now=NOW, guidance=made, title="x", text="x", reason="x", client_key=uuid4()
        )  # fmt: skip


def test_files_lie_encrypted_and_hostile_ones_are_refused(desk: Desk) -> None:
    one = desk.raised()

    def attach(actor, content: bytes = SCAN) -> int:
        return operations.attach(
            actor=actor, now=NOW, difficulty=one, name="../../Biên bản.pdf", content=content, client_key=uuid4()
        )

    mine, theirs = attach(desk.ward), attach(desk.police)
    with pytest.raises(queries.DifficultyUnknown):
        attach(desk.town.other)
    for code, content in (("file_empty", b""), ("file_type", b"MZ"), ("file_active", SCAN + b"/JavaScript")):
        refused(code, lambda content=content: attach(desk.ward, content))
    kept = [(row.attachment_id, row.answering) for row in desk.sheet(one).attachments]
    assert kept == [
        (mine, False),
        (theirs, True),
    ]
    with reading(desk.police):
        row, content = queries.attachment(one, mine)
        stored = Attachment.objects.get(attachment_id=mine)
    assert (row.name, content) == ("Biên bản.pdf", SCAN)
    assert b"%PDF" not in bytes(stored.content)
    desk.answered(one)
    desk.accepted(one)
    refused("wrong_state", lambda: attach(desk.ward))
