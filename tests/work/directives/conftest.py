"""A district with its police, its People's Committee, a justice office and two wards, and papers between them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from tests.work.verification.conftest import add_body
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units.words import BodyKind
from toandan.work.directives import operations, queries
from toandan.work.directives.words import Sheet, TaskWish, Wording

NOW = datetime.now(UTC)
TODAY = localdate(NOW)
LATER = TODAY + timedelta(days=10)


def wording(sign: str = "UBND-KSTTHC", subject: str = "đẩy nhanh cấp căn cước") -> Wording:
    return Wording(sign, subject, "Thực hiện Mệnh lệnh 01", "Ba Đình", "CHỦ TỊCH", "Phạm Văn Ký")


def task(text: str = "Rà soát người chưa có thẻ", due_on: date = LATER, **more: object) -> TaskWish:
    return TaskWish(text, due_on, **more)  # type: ignore[arg-type]


@dataclass
class District:
    """Who works in and around the district of Ba Đình."""

    police: Actor
    ward: Actor
    other: Actor
    committee: Actor
    justice: Actor
    union: Actor
    unit: int
    ward_no: int
    other_no: int
    committee_no: int
    justice_no: int
    union_no: int

    def draft(self, *to: int, issuer: int | None = None, by: Actor | None = None, tasks=None, **words: str) -> int:
        """Draw a paper up as the district's police, for the committee unless another issuer is named."""
        actor = by or self.police
        return operations.draw_up(
            actor=actor, now=NOW, drafter=actor.at, issuer=self.committee_no if issuer is None else issuer,
            wording=wording(**words), addressees=to or (self.ward_no, self.justice_no), tasks=tasks or [task()],
            client_key=uuid4(),
        )  # fmt: skip

    def issued(self, *to: int, **more: object) -> int:
        """Return a paper of the committee that the police proposed and the committee issued."""
        made = self.draft(*to, **more)  # type: ignore[arg-type]
        operations.propose(actor=self.police, now=NOW, directive=made, client_key=uuid4())
        operations.issue(actor=self.committee, now=NOW, directive=made, client_key=uuid4())
        return made

    def sheet(self, directive: int, actor: Actor | None = None) -> Sheet:
        with reading(actor or self.police):
            return queries.sheet(directive)


@pytest.fixture
def town(db: None) -> District:
    bodies = [
        add_body("UBND-001", BodyKind.PEOPLES_COMMITTEE, "001"),
        add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001"),
        add_body("DTN-001", BodyKind.YOUTH_UNION, "001"),
    ]
    committee, justice, union = (
        actor_for(name, Role.BODY_OFFICER, number)
        for name, number in zip(("uyban", "tuphap", "doan"), bodies, strict=True)
    )
    return District(
        police=actor_for("badinh", Role.DISTRICT_POLICE, unit_of("001")),
        ward=actor_for("phucxa", Role.COMMUNE_POLICE, unit_of("00001")),
        other=actor_for("trucbach", Role.COMMUNE_POLICE, unit_of("00004")),
        committee=committee,
        justice=justice,
        union=union,
        unit=unit_of("001"),
        ward_no=unit_of("00001"),
        other_no=unit_of("00004"),
        committee_no=bodies[0],
        justice_no=bodies[1],
        union_no=bodies[2],
    )
