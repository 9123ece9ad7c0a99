"""A commune with its officer, and people of another commune whom nobody of the first may reach (xã bên cạnh)."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import polars as pl
from django.utils import timezone

from tests.officers_help import make_officer
from tests.work.verification.conftest import add_body
from tests.work.verification.test_proposals import proposal
from toandan.ground.kernel import partial_date
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Card, EId, Line, Residence, Standing
from toandan.record.officers import queries as officer_rows
from toandan.record.officers.models import Officer
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people import operations as people
from toandan.record.people.words import PersonDetails, Sex
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations as verification
from toandan.work.verification import queries as doubts
from toandan.work.verification.words import CaseState, Kind, Verdict

DAY = date(2023, 6, 3)
NOW = datetime(2023, 6, 3, 2, 0, tzinfo=UTC)
MINE, THEIRS = "00091", "00004"
"""Phú Thượng in Tây Hồ, and Trúc Bạch in Ba Đình."""

NAME, NUMBER, FATHER = "Trịnh Quỳnh Giao", "001190004321", "Trịnh Công Bẩm"
SECRETS = (NAME, NUMBER, FATHER, "4321")


@dataclass(frozen=True)
class Town:
    """One officer's commune, a person in it, and a person of another commune."""

    officer: Officer
    actor: Actor
    mine: int
    theirs: int
    my_unit: int
    their_unit: int
    doubt: "Doubt"
    my_body: Actor
    """An officer of the body outside the police that was asked nothing."""

    body_officer: Officer
    their_body: int
    theirs_at_work: tuple[Officer, Officer]
    """The police of the other commune, and an officer of the body that they asked."""

    def doubt_stands(self) -> None:
        """Make sure that nobody has moved what is in doubt."""
        with reading(the_house()):
            assert doubts.case(self.doubt.case).state is CaseState.ASKED
            assert len(doubts.review(self.doubt.review).opinions) == 1
            assert doubts.request_list(self.doubt.request_list).waiting == 1


@dataclass(frozen=True)
class Doubt:
    """What is in doubt about the person of the other commune: a case put to their body, and a pair to be reviewed."""

    case: int
    request_list: int
    review: int
    sample: int


def settle(unit: int, name: str, number: str) -> int:
    """Write a person down under a unit, and open their standing."""
    details = PersonDetails(
        full_name=name,
        birth=partial_date.read("1990-05-01", today=DAY).date,
        sex=Sex.FEMALE,
        personal_number=number,
        father_name=FATHER,
    )
    person = people.register(actor=the_house(), now=NOW, unit=unit, details=details, reason="mở sổ")
    standing = Standing(Residence.PERMANENT, Card.DUE, EId.NONE).code
    ledger.post(
        actor=the_house(),
        now=NOW,
        verb="registered",
        occurred_on=DAY,
        client_key=uuid.uuid4(),
        lines=[Line(person=person, source=(0, 0), target=(unit, standing))],
        reason="mở sổ",
    )
    return person


def doubt(person: int, unit: int, body: int) -> Doubt:
    """Open a case about somebody, put it to a body of their unit, and propose a pair that one reviewer is unsure of."""
    now = timezone.now()
    case = verification.open_case(
        actor=the_house(), now=now, person_id=person, kind=Kind.SUSPECTED_DEAD, reason="nghi", client_key=uuid.uuid4()
    )
    verification.ask(
        actor=the_house(), now=now, unit=unit, body=body, cases=[case], question="Còn sống?",
        due_on=timezone.localdate(now) + timedelta(days=2), client_key=uuid.uuid4(),
    )  # fmt: skip
    pair = proposal(person, "review", record=7) | {"kind": Kind.DUPLICATE.value}
    verification.propose(
        actor=the_house(), now=now, proposals=pl.DataFrame([pair]), source="ro.csv", reason="x",
        client_key=uuid.uuid4(),
    )  # fmt: skip
    with reading(the_house()):
        (review,) = doubts.reviews(low=unit, high=unit)
        (request_list,) = doubts.lists_of(low=unit, high=unit)
    verification.give_opinion(
        actor=the_house(), now=now, review_id=review.review_id, verdict=Verdict.UNSURE, reason="mờ",
        client_key=uuid.uuid4(),
    )  # fmt: skip
    sample, _ = verification.draw_sample(
        actor=the_house(), now=now, kind=Kind.DUPLICATE, source="ro.csv", reason="x", client_key=uuid.uuid4(),
        pairs=[verification.Drawn("D7", person, {"full_name": NAME})],
    )  # fmt: skip
    return Doubt(case, request_list.list_id, review.review_id, sample)


def build_town() -> Town:
    """Build both communes."""
    my_unit, their_unit = (units.by_code(code, as_of=DAY).number for code in (MINE, THEIRS))
    my_body, their_body = (
        add_body(code, BodyKind.JUSTICE_OFFICE, at) for code, at in (("TP-MINE", MINE), ("TP-THEIRS", THEIRS))
    )
    officer = make_officer("phu.thuong", Role.COMMUNE_POLICE, my_unit)
    body_officer = make_officer("tu.phap", Role.BODY_OFFICER, my_body)
    theirs = settle(their_unit, NAME, NUMBER)
    now = datetime.now(UTC)
    return Town(
        officer=officer,
        actor=officer_rows.actor_of(officer.pk, now=now),
        mine=settle(my_unit, "Lê Thị Hoa Sen", "001190001234"),
        theirs=theirs,
        my_unit=my_unit,
        their_unit=their_unit,
        doubt=doubt(theirs, their_unit, their_body),
        my_body=officer_rows.actor_of(body_officer.pk, now=now),
        body_officer=body_officer,
        their_body=their_body,
        theirs_at_work=(
            make_officer("truc.bach", Role.COMMUNE_POLICE, their_unit),
            make_officer("tu.phap.khac", Role.BODY_OFFICER, their_body),
        ),
    )


def told(text: str) -> list[str]:
    """Return what an answer gives away about the person of the other commune."""
    return [secret for secret in SECRETS if secret in text]
