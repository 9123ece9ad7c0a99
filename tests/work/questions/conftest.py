"""The district of the directives' tests, its police and its wards with accounts, and citizens who ask."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.officers_help import actor_for
from tests.work.directives.conftest import NOW, District, town
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.questions import operations, queries
from toandan.work.questions.words import QuestionRow, Sheet, Sort, Told, Topic

__all__ = ["town"]
TEXT = "Mẹ tôi là bà Nguyễn Thị Sen 82 tuổi không đi lại được, xin hỏi khi nào công an đến nhà làm thẻ?"


@dataclass
class Office:
    """The police of a district and of two wards; the first ward is asked."""

    town: District
    police: Actor
    ward: Actor
    other: Actor

    def asked(self, text: str = TEXT, *, key: UUID | None = None) -> str:
        return operations.ask(
            now=NOW, unit=self.ward.at, sort=Sort.QUESTION, topic=Topic.VISIT, language="vi", text=text,
            client_key=key or uuid4(),
        )  # fmt: skip

    def put(self, *, spam: bool = False) -> int:
        """Ask, and return the number of the question."""
        self.asked(f"{TEXT} {uuid4()}{' http://vay.example' if spam else ''}")
        return max(row.question_id for row in self.of(self.ward))

    def of(self, actor: Actor) -> list[QuestionRow]:
        with reading(actor):
            return queries.newest(actor.ranges("questions.question.read"))

    def sheet(self, one: int, actor: Actor | None = None) -> Sheet:
        with reading(actor or self.ward):
            return queries.sheet(one)

    def late(self, actor: Actor, today: date) -> list[int]:
        with reading(actor):
            found = queries.late(actor.ranges("questions.question.read"), today=today)
        return [row.question_id for row in found]


def told(code: str) -> Told:
    return queries.told(code)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


@pytest.fixture
def office(town: District) -> Office:
    return Office(
        town,
        actor_for("quan", Role.DISTRICT_POLICE, town.unit),
        actor_for("phuong", Role.COMMUNE_POLICE, town.ward_no),
        actor_for("phuong.khac", Role.COMMUNE_POLICE, town.other_no),
    )
