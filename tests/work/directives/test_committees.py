"""Steering Committees: kept by themselves and the police around them, read by their members, and what they decide."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.officers_help import actor_for
from tests.work.directives.conftest import LATER, NOW, TODAY, District, task, wording
from tests.work.directives.test_life import refused
from tests.work.directives.test_scope import seen, written
from tests.work.verification.conftest import add_body
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind
from toandan.work.directives import operations, queries
from toandan.work.directives.words import MeetingState, MemberRole, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def steering(town: District) -> Actor:
    """The Steering Committee 06 of the district, as its officer."""
    return actor_for("bcd06", Role.BODY_OFFICER, add_body("BCD06-001", BodyKind.STEERING_COMMITTEE, "001"))


def member(by: Actor, committee: int, at: int | None = None, name: str = "Lê Văn Ủy", **more: object) -> int:
    told = {"role": MemberRole.MEMBER, "since": TODAY, "client_key": uuid4()} | more
    return operations.add_member(actor=by, now=NOW, committee=committee, name=name, at=at, **told)  # type: ignore[arg-type]


def call(by: Actor, committee: int, **more: object) -> int:
    told = {"held_on": TODAY, "place": "Hội trường", "agenda": "Tiến độ", "client_key": uuid4()} | more
    return operations.call(actor=by, now=NOW, committee=committee, **told)  # type: ignore[arg-type]


def conclude(by: Actor, meeting: int, **more: object) -> None:
    told = {"minutes": "Thống nhất", "decisions": [task("Rà soát")], "client_key": uuid4()} | more
    operations.conclude(actor=by, now=NOW, meeting=meeting, **told)  # type: ignore[arg-type]


def test_members_come_and_go(town: District, steering: Actor) -> None:
    key = uuid4()
    one = {member(steering, steering.at, name="Trần Trưởng", role=MemberRole.HEAD, client_key=key) for _ in range(2)}
    assert len(one) == 1
    two = member(town.police, steering.at, town.union_no)
    for _ in range(2):
        operations.end_member(actor=steering, now=NOW, committee=steering.at, member=two, reason="chuyển công tác")
    with reading(steering):
        rows = queries.members(steering.at)
    assert [(row.name, row.role, row.until, row.ended_for) for row in rows] == [
        ("Trần Trưởng", MemberRole.HEAD, None, ""),
        ("Lê Văn Ủy", MemberRole.MEMBER, TODAY, "chuyển công tác"),
    ]


def test_a_member_body_reads_and_a_former_one_does_not(town: District, steering: Actor) -> None:
    meeting, seat = call(steering, steering.at), member(steering, steering.at, town.union_no)
    with reading(town.union):
        assert [body.number for body in queries.committees(Place(town.union_no, body=True))] == [steering.at]
        assert queries.meeting(meeting).agenda == "Tiến độ"
        assert queries.may_read(town.union, units.body(steering.at))
        assert not queries.may_keep(town.union, units.body(steering.at))
    assert seen(town.justice, "directives_meeting") == seen(town.ward, "directives_meeting") == 0
    operations.end_member(actor=steering, now=NOW, committee=steering.at, member=seat, reason="thôi")
    assert seen(town.union, "directives_meeting") == seen(town.union, "directives_member") == 0


def test_a_meeting_is_concluded_once_and_its_decisions_become_tasks(town: District, steering: Actor) -> None:
    meeting, key = call(town.police, steering.at), uuid4()
    decisions = [task("Vận động đoàn viên", at=town.union_no), task("Rà soát hộ tịch", at=town.justice_no)]
    for _ in range(2):
        conclude(steering, meeting, decisions=decisions, client_key=key)
    refused("meeting_over", lambda: conclude(steering, meeting))
    with reading(steering):
        held = queries.meeting(meeting)
    assert (held.state, held.minutes) == (MeetingState.HELD, "Thống nhất")
    assert [(one.text, one.at, one.due_on) for one in held.decisions] == [
        ("Vận động đoàn viên", town.union_no, LATER),
        ("Rà soát hộ tịch", town.justice_no, LATER),
    ]
    paper = operations.draw_up(
        actor=steering, now=NOW, drafter=steering.at, issuer=steering.at, wording=wording(sign="BCĐ06-TTr"),
        addressees=[town.union_no, town.justice_no], tasks=decisions, client_key=uuid4(), meeting=meeting,
    )  # fmt: skip
    operations.issue(actor=steering, now=NOW, directive=paper, client_key=uuid4())
    with reading(steering):
        assert queries.meeting(meeting).directives == (paper,)
    with reading(town.union):
        assert [one.text for one in queries.tasks_waiting(Place(town.union_no, body=True))] == ["Vận động đoàn viên"]


def test_what_cannot_stand_is_refused(town: District, steering: Actor) -> None:
    refused("name_missing", lambda: member(steering, steering.at, name=" "))
    refused("future_day", lambda: member(steering, steering.at, since=TODAY + timedelta(days=1)))
    refused("agenda_missing", lambda: call(steering, steering.at, agenda=" "))
    refused("minutes_missing", lambda: conclude(steering, call(steering, steering.at), minutes=" "))
    tomorrow = call(steering, steering.at, held_on=TODAY + timedelta(days=1))
    refused("future_day", lambda: conclude(steering, tomorrow))
    far = actor_for("xa.xa", Role.COMMUNE_POLICE, town.ward_no).at - 10_000
    with pytest.raises((operations.UnableToDirect, units.UnitUnknown)):
        member(steering, steering.at, far)
    refused("meeting_unknown", lambda: operations.draw_up(
        actor=steering, now=NOW, drafter=steering.at, issuer=steering.at, wording=wording(), tasks=[task()],
        addressees=[town.union_no], client_key=uuid4(), meeting=tomorrow,
    ))  # fmt: skip


def test_who_may_keep_a_committee(town: District, steering: Actor) -> None:
    for stranger in (town.ward, town.justice, town.committee):
        with pytest.raises(NotAllowed):
            member(stranger, steering.at)
    with pytest.raises(queries.CommitteeUnknown):
        member(town.police, town.justice_no)


def test_smuggled_sql_keeps_no_committee(town: District, steering: Actor) -> None:
    member(steering, steering.at, town.union_no)
    meeting = call(steering, steering.at)
    union = town.union
    seat = (
        "INSERT INTO directives_member (client_key, committee_no, territory_no, name, role, at_no, at_body, since, "
        "added_by) VALUES (gen_random_uuid(), %s, %s, 'x', 'member', %s, true, now(), %s)"
    )
    assert written(town.justice, seat, steering.at, town.unit, town.justice_no, town.justice.name) == 0
    # Nor by saying that the committee lies in the own territory.
    assert written(town.ward, seat, steering.at, town.ward_no, town.justice_no, town.ward.name) == 0
    assert written(steering, seat, steering.at, town.unit, town.justice_no, "ai khác") == 0
    assert written(union, "UPDATE directives_member SET until = now()") == 0
    assert written(union, "UPDATE directives_meeting SET state = 'held', minutes = 'x'") == 0
    decide = "INSERT INTO directives_decision (meeting_id, position, text, due_on) VALUES (%s, 1, 'x', now())"
    assert written(union, decide, meeting) == 0
    conclude(steering, meeting)
    assert written(steering, "UPDATE directives_meeting SET minutes = 'khác', state = 'held'") == 0
