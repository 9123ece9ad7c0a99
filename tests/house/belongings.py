"""One thing of every kind that belongs to the other commune, with words nobody else may read (vật của xã bên)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator

from tests.house.steered import NOW, PICTURE, SECRET, TODAY, of_kits, of_steering
from tests.house.town import Town, build_town
from tests.officers_help import actor_for
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.exports import operations as exports
from toandan.record.exports.words import Heading
from toandan.record.exports.words import Wish as Wished
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Card, EId, Line, Verb
from toandan.record.officers import queries as officer_rows
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.rolls import operations as rolls
from toandan.record.units import queries as units
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties.words import Kind as Trouble
from toandan.work.directives import operations as directives
from toandan.work.directives.words import AttachmentKind, TaskWish, Wording
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as Device
from toandan.work.equipment.words import NewDevice
from toandan.work.movements import operations as movements
from toandan.work.movements.words import Grouping, Report, Wish
from toandan.work.movements.words import Kind as Movement
from toandan.work.questions import operations as questions
from toandan.work.questions import queries as question_rows
from toandan.work.questions.words import Sort, Topic
from toandan.work.sessions import operations as sessions
from toandan.work.sessions.words import Kind as Session
from toandan.work.sessions.words import NewPlace, NewSession, PlaceKind, Shift


@dataclass
class Belongings:
    """What the other commune has, by how addresses name it; `people` are what its pages must not give away."""

    town: Town
    named: dict[str, str] = field(default_factory=dict)
    owners: list[Officer] = field(default_factory=list)
    """Their police, and that of the district above them."""


def belongings() -> Belongings:
    """Build both communes and everything of the other one."""
    town = build_town()
    made = Belongings(town)
    police = actor_for("truc.bach.hai", Role.COMMUNE_POLICE, town.their_unit, now=datetime(2023, 1, 1, tzinfo=UTC))
    district = actor_for("ba.dinh", Role.DISTRICT_POLICE, units.by_number(town.their_unit).district or 0)
    made.named |= _of_people(town, police) | _of_work(town, police, district) | _in_the_field(town, police, district)
    made.named |= of_steering(town, district) | of_kits(town, police, district)
    made.owners = [town.theirs_at_work[0], Officer.objects.get(pk=district.officer)]
    return made


def _activated(town: Town, police: Actor) -> tuple[int, int]:
    """Let them have an account and activate it; return the numbers of the activation and of the entry before it."""
    with reading(the_house()):
        (stands,) = ledger_rows.standings([town.theirs])
    granted = stands.standing.but(card=Card.ISSUED, eid=EId.GRANTED).code
    posted = ledger.post(
        actor=the_house(), now=NOW, verb=Verb.CORRECTED, occurred_on=TODAY, client_key=uuid.uuid4(), reason=SECRET,
        lines=[Line(town.theirs, (stands.unit_no, stands.state), (stands.unit_no, granted))],
    )  # fmt: skip
    done = sessions.activate(
        actor=police, now=NOW, person=town.theirs, session="", reason=SECRET, client_key=uuid.uuid4()
    )
    return done, posted.entry


def _of_people(town: Town, police: Actor) -> Mapping[str, str]:
    activation, entry = _activated(town, police)
    owner = town.theirs_at_work[0]
    with acting(officer_rows.actor_of(owner.pk, now=NOW)):
        passkey = Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "khóa"})
    report = Report(TODAY, TODAY, SECRET, "Giấy 12/2023")
    moved = movements.record(
        actor=police, now=NOW, kind=Movement.ABSENCE, person=town.theirs, report=report, client_key=uuid.uuid4()
    )
    third = next(one.number for one in units.children(units.by_number(town.their_unit).district or 0)
                 if one.number != town.their_unit)  # fmt: skip
    (sent,) = movements.draw_up(
        actor=police, now=NOW, sender=town.their_unit, wishes=[Wish(town.theirs, third)], reason=SECRET,
        client_key=uuid.uuid4(), grouping=Grouping.COMMUNE,
    )  # fmt: skip
    run = rolls.receive(actor=police, now=NOW, chunks=[f"full_name\n{SECRET}\n".encode()], file_name=f"{SECRET}.csv")
    return {
        "people/person": str(town.theirs), "people/person_id": str(town.theirs), "people/activation": str(activation),
        "ledger/entries/entry": str(entry), "account/passkeys/pk": str(passkey.pk),
        "people/movement": str(moved.movement), "people/number": str(moved.movement),
        "cases/case_id": str(town.doubt.case), "cases/list_id": str(town.doubt.request_list),
        "cases/review_id": str(town.doubt.review), "cases/sample_id": str(town.doubt.sample),
        "requests/list_id": str(town.doubt.request_list), "requests/case_id": str(town.doubt.case),
        "exports/export": str(_asked_for(town)),
        "lists/list_id": str(sent), "rolls/run": str(run), "movements/number": str(town.their_unit),
    }  # fmt: skip


def _asked_for(town: Town) -> int:
    """Let one at work there ask for a table that takes time, which is that officer's alone; return its number."""
    asker = officer_rows.actor_of(town.theirs_at_work[0].pk, now=NOW)
    wish = Wished("people.sheets.people", {}, "", "csv", "vi")
    heading = Heading("people", SECRET, SECRET, asker.at)
    asked = exports.ask(
        actor=asker, now=NOW, wish=wish, heading=heading, client_key=uuid.uuid4(), start=lambda _export: None
    )
    return asked.export_id


def _of_work(town: Town, police: Actor, district: Actor) -> Mapping[str, str]:
    trouble = difficulties.raise_difficulty(
        actor=police, now=NOW, unit=police.at, kind=Trouble.EQUIPMENT, people=1, text=SECRET, client_key=uuid.uuid4()
    )
    paper = directives.draw_up(
        actor=district, now=NOW, drafter=district.at, issuer=district.at,
        wording=Wording("CAQ", SECRET, SECRET, "Ba Đình", "TRƯỞNG CÔNG AN", "Phạm Văn Ký"), addressees=[police.at],
        tasks=[TaskWish(SECRET, TODAY)], client_key=uuid.uuid4(),
    )  # fmt: skip
    questions.ask(
        now=NOW, unit=police.at, sort=Sort.QUESTION, topic=Topic.VISIT, language="vi", text=f"{SECRET}, xin hỏi.",
        client_key=uuid.uuid4(),
    )  # fmt: skip
    files = [
        difficulties.attach(
            actor=police, now=NOW, difficulty=trouble, name=f"{SECRET}.png", content=PICTURE, client_key=uuid.uuid4()
        ),
        directives.attach(
            actor=district, now=NOW, directive=paper, kind=AttachmentKind.ANNEX, name=f"{SECRET}.png",
            content=PICTURE, client_key=uuid.uuid4(), at=district.at,
        ),
    ]  # fmt: skip
    with reading(police):
        asked = question_rows.newest(police.ranges("questions.question.read"))[0].question_id
    return {
        "difficulties/difficulty_id": str(trouble), "directives/directive_id": str(paper),
        "difficulties/attachment_id": str(files[0]), "directives/attachment_id": str(files[1]),
        "officers/post": str(officer_rows.posts(police.officer or 0)[0].post_id),
        "questions/question_id": str(asked), "officers/username": police.name,
    }  # fmt: skip


def _in_the_field(town: Town, police: Actor, district: Actor) -> Mapping[str, str]:
    place = NewPlace("CHO-KIN", police.at, PlaceKind.OFFICE, SECRET, SECRET, 0.5, 21.04, 105.84)
    sessions.add_place(actor=police, now=NOW, place=place, client_key=uuid.uuid4())
    kit = equipment.add(
        actor=district, now=NOW, device=NewDevice("KIT-KIN", Device.KIT, district.at, place=SECRET),
        client_key=uuid.uuid4(),
    )  # fmt: skip
    session = sessions.announce(
        actor=district, now=NOW, session=NewSession(Session.ENROLMENT, "CHO-KIN", "KIT-KIN", TODAY, Shift.AM, 40),
        plan="KH-1", client_key=uuid.uuid4(),
    )  # fmt: skip
    return {
        "equipment/device_id": str(kit), "equipment/serial": "KIT-KIN", "sessions/code": session,
        "sessions/places/code": "CHO-KIN",
    }  # fmt: skip
