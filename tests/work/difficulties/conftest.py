"""The district of the directives' tests, with accounts where the database asks for posts, and its difficulties."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.officers_help import actor_for
from tests.work.directives.conftest import NOW, District, town
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.words import Kind, Sheet

__all__ = ["town"]


@dataclass
class Desk:
    """Who raises, assigns and answers; the police and the ward have accounts and posts."""

    town: District
    police: Actor
    ward: Actor

    def raised(self, text: str = "Máy quét vân tay hỏng, không thu nhận được", **more: object) -> int:
        told = {"actor": self.ward, "unit": self.ward.at, "kind": Kind.EQUIPMENT, "people": 12} | more
        return operations.raise_difficulty(now=NOW, text=text, client_key=uuid4(), **told)  # type: ignore[arg-type]

    def assigned(self, one: int, to: int) -> None:
        operations.assign(actor=self.police, now=NOW, difficulty=one, to=to, client_key=uuid4())

    def answered(self, one: int, by: Actor | None = None, text: str = "Đổi máy dự phòng của quận") -> None:
        operations.answer(actor=by or self.police, now=NOW, difficulty=one, text=text, client_key=uuid4())

    def accepted(self, one: int) -> None:
        operations.accept(actor=self.ward, now=NOW, difficulty=one, client_key=uuid4())

    def published(self, one: int | None = None, title: str = "Khi máy quét vân tay hỏng", **more: object) -> int:
        told = {"text": "Báo quận đổi máy dự phòng trong ngày.", "kind": Kind.EQUIPMENT} | more
        return operations.publish(
            actor=self.police, now=NOW, issuer=self.police.at, title=title, difficulty=one, client_key=uuid4(), **told
        )  # type: ignore[arg-type]

    def sheet(self, one: int, actor: Actor | None = None) -> Sheet:
        with reading(actor or self.police):
            return queries.sheet(one)


@pytest.fixture
def desk(town: District) -> Desk:
    return Desk(
        town,
        actor_for("quan", Role.DISTRICT_POLICE, town.unit),
        actor_for("phuong", Role.COMMUNE_POLICE, town.ward_no),
    )
