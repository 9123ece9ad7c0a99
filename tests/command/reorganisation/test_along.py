"""A dry run says what goes along with the people, unit by unit, and carrying it out does that and no more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.command.reorganisation.mapping import DIVIDED, HOUSE, ON, WHOLE, new, old, reorganise, text
from tests.officers_help import actor_for, make_officer
from tests.record.ledger.people import opened
from tests.work.directives.conftest import task, wording
from tests.work.movements.people import sent
from tests.work.sessions.conftest import MORNING, TODAY
from tests.work.verification.conftest import add_body, enter
from toandan.command.reorganisation import operations, queries
from toandan.command.reorganisation.words import Thing
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units.words import BodyKind
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties.words import Kind as Snag
from toandan.work.directives import operations as directives
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind, NewDevice
from toandan.work.movements import queries as movements
from toandan.work.questions import operations as questions
from toandan.work.questions.words import Sort, Topic
from toandan.work.sessions import operations as sessions
from toandan.work.sessions.words import Kind as Held
from toandan.work.sessions.words import NewPlace, NewSession, PlaceKind, Shift
from toandan.work.verification import operations as cases
from toandan.work.verification import queries as case_rows
from toandan.work.verification.words import Kind as Doubt

pytestmark = pytest.mark.django_db
BESIDE, FAR, DISTRICT = "00004", "00091", "001"
DUE_ABSENT = 12104
LINES = (
    f"{WHOLE[0]},{WHOLE[1]},full,,",
    f"{BESIDE},{WHOLE[1]},full,,",
    f"{FAR},{FAR},full,,",
    *(f"{DIVIDED[0]},{code},partial,," for code in DIVIDED[1]),
)
"""Phúc Xá and Trúc Bạch become one ward, Cống Vị is divided."""


def doubted(code: str, name: str) -> int:
    """Open a case about somebody new; return it."""
    return cases.open_case(
        actor=HOUSE, now=timezone.now(), person_id=enter(name, code=code), kind=Doubt.SUSPECTED_DEAD, reason="lạ",
        client_key=uuid4(),
    )  # fmt: skip


def asked(unit: str, body: int, *about: int) -> None:
    """Put cases on a list to a body."""
    cases.ask(
        actor=HOUSE, now=timezone.now(), unit=old(unit), body=body, cases=about, question="Còn sống?",
        due_on=timezone.localdate() + timedelta(days=9), client_key=uuid4(),
    )  # fmt: skip


def papers() -> None:
    """Give both wards one directive, one more to the first, and each something of every other kind."""
    city = actor_for("thanhpho", Role.CITY_HEADQUARTERS, old("01"))
    for to in ([old(WHOLE[0]), old(BESIDE)], [old(WHOLE[0])]):
        made = directives.draw_up(
            actor=city, now=MORNING, drafter=city.at, issuer=city.at, wording=wording(sign="CAHN-QLHC"),
            addressees=to, tasks=[task(due_on=TODAY + timedelta(days=9))], client_key=uuid4(),
        )  # fmt: skip
        directives.issue(actor=city, now=MORNING, directive=made, client_key=uuid4())
    for code in (WHOLE[0], BESIDE):
        police = actor_for(f"police{code}", Role.COMMUNE_POLICE, old(code))
        difficulties.raise_difficulty(
            actor=police, now=MORNING, unit=old(code), kind=Snag.EQUIPMENT, people=3, text="Máy hỏng",
            client_key=uuid4(),
        )  # fmt: skip
        questions.ask(
            now=MORNING, unit=old(code), sort=Sort.QUESTION, topic=Topic.CARD, language="vi",
            text="Khi nào tôi nhận được thẻ căn cước của mình?", client_key=uuid4(), trapped=False, seconds=60.0,
        )  # fmt: skip
        device = NewDevice(f"KIT-{code}", Kind.KIT, old(code))
        equipment.add(actor=city, now=MORNING, device=device, client_key=uuid4())
        place = NewPlace(
            f"P{code}", old(code), PlaceKind.OFFICE, "Trụ sở", "1 phố Hàng Than", 0.5, latitude=21.04, longitude=105.84
        )
        sessions.add_place(actor=police, now=MORNING, place=place, client_key=uuid4())
    session = NewSession(Held.ENROLMENT, f"P{BESIDE}", f"KIT-{BESIDE}", TODAY, Shift.AM, 40)
    sessions.announce(
        actor=actor_for("badinh", Role.DISTRICT_POLICE, old(DISTRICT)), now=MORNING, session=session, plan="KH-1",
        client_key=uuid4(),
    )  # fmt: skip


def there(unit: int) -> dict[Thing, int]:
    """Return what a unit has of everything that goes along."""
    span = (unit, unit)
    with reading(HOUSE):
        lists = {
            number
            for number, _, sender, meant, is_sent in movements.waited_for(FIRST_NUMBER, LAST_NUMBER)
            if sender == unit or (meant == unit and is_sent)
        }
        found = {thing: len(having(*span).get(unit, ())) for thing, having in queries.OF_UNITS}
        found |= {
            Thing.NOTIFICATION_LISTS: len(lists),
            Thing.REQUEST_LISTS: len({line[0] for line in case_rows.open_list_lines(*span)}),
            Thing.CASES: len(case_rows.undecided_cases(*span)),
        }
    return {thing: many for thing, many in found.items() if many}


def forecast(people: bytes | None):
    with reading(HOUSE):
        _, plan, decided = operations.checked(
            actor=HOUSE, now=timezone.now(), content=text(*LINES), on=ON, people=people
        )
        return queries.forecast(plan, decided, now=timezone.now())


def test_every_new_unit_gets_what_the_dry_run_counted() -> None:
    body = add_body("TP-001", BodyKind.JUSTICE_OFFICE, DISTRICT)
    about = [doubted(WHOLE[0], "Lê Văn Một"), doubted(BESIDE, "Lê Văn Hai"), doubted(DIVIDED[0], "Lê Văn Ba")]
    asked(WHOLE[0], body, about[0])
    asked(DISTRICT, body, about[1])
    asked(DIVIDED[0], body, about[2])
    papers()
    make_officer("phuc.xa", Role.COMMUNE_POLICE, old(WHOLE[0]))
    make_officer("truc.bach", Role.COMMUNE_POLICE, old(BESIDE))
    one, split = (opened(old(code), 2, state=DUE_ABSENT) for code in (WHOLE[0], DIVIDED[0]))
    sent(old(WHOLE[0]), one[:1], old(FAR))
    sent(old(WHOLE[0]), one[1:], old(BESIDE))  # becomes one unit with its receiver: no list is left
    sent(old(DIVIDED[0]), split, old(BESIDE))
    sent(old(FAR), opened(old(FAR), 1, state=DUE_ABSENT), old(BESIDE))
    with reading(HOUSE):
        third = case_rows.case(about[2]).person_id
    first, second = DIVIDED[1]
    listed = text(*(f"{person},{first}" for person in split), f"{third},{second}", head="person,new_code")

    waiting = {row.unit: dict(row.things) for row in forecast(None).along}
    assert new(first) not in waiting, "who is undecided keeps lists and cases in the old unit"
    promised = {row.unit: row for row in forecast(listed).along}
    officers = {unit: row.things.get(Thing.OFFICERS, 0) for unit, row in promised.items()}
    said = {u: {t: n for t, n in row.things.items() if t is not Thing.OFFICERS} for u, row in promised.items()}
    done = reorganise(text(*LINES), people=listed, now=timezone.now())
    assert {pair.new: pair.people for pair in done.pairs if pair.new == new(first)} == {new(first): 2}
    assert said[new(WHOLE[1])] == {
        Thing.NOTIFICATION_LISTS: 3, Thing.REQUEST_LISTS: 2, Thing.CASES: 2, Thing.DIRECTIVES: 2,
        Thing.DIFFICULTIES: 2, Thing.QUESTIONS: 2, Thing.DEVICES: 2, Thing.PLACES: 2, Thing.SESSIONS: 1,
    }  # fmt: skip
    assert officers[new(WHOLE[1])] == len([p for p in done.posts if p.new == new(WHOLE[1])]) > 0
    for unit in (new(WHOLE[1]), new(first), new(second), new(FAR), new("01")):
        assert there(unit) == said[unit], unit
    assert promised[new(WHOLE[1])].people == sum(p.people for p in done.pairs if p.new == new(WHOLE[1]))
