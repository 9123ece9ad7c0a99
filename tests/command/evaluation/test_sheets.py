"""Sheets from the ledger: scored by the unit above, appealed against by the unit, corrected in a new version."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import get_default_timezone

from tests.command.campaign import town as t
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.directives.test_scope import written
from tests.work.verification.test_scope import seen
from toandan.command.campaign.operations import create_order
from toandan.command.evaluation import operations, queries
from toandan.command.evaluation.operations import UnableToEvaluate
from toandan.command.evaluation.words import (
    FIRST_WEIGHTS,
    AppealState,
    Criterion,
    Figure,
    Missing,
    Remedy,
    SheetRow,
)
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.ledger.words import Verb
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.samples import operations as samples
from toandan.work.samples import queries as drawn
from toandan.work.samples.words import Arm, Discrepancy, Found, Subject

pytestmark = pytest.mark.django_db
HERE, BESIDE, ABOVE = "00091", "00094", "003"
SINCE, UNTIL = t.START, t.START + timedelta(days=9)
NOW = t.LATER
C = Criterion


@dataclass
class Place:
    """Two wards of a district with a hundred people each, ten of them absent, and their police."""

    town: t.Town
    people: list[int]
    absent: list[int]
    unit: int
    ward: Actor
    district: Actor
    other: Actor

    def score(self, actor: Actor | None = None, **more: object) -> int:
        told = {"top": t.unit(ABOVE), "since": SINCE, "until": UNTIL, "client_key": uuid4()} | more
        return operations.score(actor=actor or self.district, now=NOW, order="ML01", level=UnitLevel.COMMUNE, **told)  # type: ignore[arg-type]

    def sheet(self, actor: Actor | None = None) -> SheetRow:
        with reading(actor or self.district):
            return queries.of_unit(self.unit)[0]

    def figure(self, criterion: Criterion) -> Figure:
        return next(one for one in self.sheet().figures if one.criterion is criterion)

    def appeal(self, criterion: Criterion = C.PROGRESS, **more: object) -> int:
        told = {"actor": self.ward, "sheet_id": self.sheet().sheet_id, "reason": "Máy hỏng ba ngày"} | more
        return operations.appeal(now=NOW, criterion=criterion, client_key=uuid4(), **told)  # type: ignore[arg-type]

    def decide(self, appeal: int, remedy: Remedy | None, **more: object) -> int | None:
        told = {"actor": self.district, "answer": "Có biên bản", "client_key": uuid4()} | more
        return operations.decide(now=NOW, appeal_id=appeal, remedy=remedy, **told)  # type: ignore[arg-type]


@pytest.fixture
def place() -> Place:
    made = t.Town()
    create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    here, beside = t.unit(HERE), t.unit(BESIDE)
    people, absent = made.open(here, t.DUE, 90), made.open(here, t.ABSENT, 10)
    others = made.open(beside, t.DUE, 100)
    made.serve(SINCE + timedelta(days=1), people[:20])
    made.serve(SINCE + timedelta(days=2), absent[:3])
    made.move(Verb.OBSTACLE_CLEARED, SINCE + timedelta(days=3), absent[3:5], state=t.DUE)
    made.leave(Verb.DIED, SINCE + timedelta(days=3), absent[5:6])
    made.serve(UNTIL + timedelta(days=1), people[20:60])
    made.serve(SINCE + timedelta(days=2), others[:10])
    return Place(
        made, people, absent, here,
        ward=actor_for("phuong", Role.COMMUNE_POLICE, here),
        district=actor_for("quan", Role.DISTRICT_POLICE, t.unit(ABOVE)),
        other=actor_for("ben", Role.COMMUNE_POLICE, beside),
    )  # fmt: skip


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(UnableToEvaluate) as error:
        work()
    assert error.value.code == code


def test_a_sheet_is_counted_from_the_ledger_at_one_entry_and_kept(place: Place) -> None:
    key = uuid4()
    # A district has more wards than these two; each has a sheet, those without people too.
    made = place.score(client_key=key)
    assert place.score(client_key=key) == made > 2
    sheet = place.sheet()
    told = {one.criterion: one for one in sheet.figures}
    # 100 people to be done in 42 days, ten of them in the period: 24 asked, 23 done.
    assert (told[C.PROGRESS].found, told[C.PROGRESS].of) == (23, 24)
    # Of ten absent, three were done, two are back and one has died; four are still absent.
    assert (told[C.HARD_CASES].found, told[C.HARD_CASES].of) == (6, 10)
    assert {one.criterion for one in sheet.figures if one.missing is Missing.NOTHING_DUE} == {
        C.LISTS, C.QUALITY, C.DIFFICULTIES, C.KITS,
    }  # fmt: skip
    assert (sheet.comparison.done, sheet.comparison.left) == (23, 99)
    assert sheet.score is not None
    place.town.serve(SINCE + timedelta(days=4), place.people[80:90])
    assert place.sheet() == sheet, "what comes in late changes no sheet"
    place.score()
    again = place.sheet()
    assert (again.version, again.latest) == (2, 2)
    assert place.figure(C.PROGRESS).found > 23
    with reading(place.district):
        assert [one.version for one in queries.versions(again)] == [2, 1]
        assert queries.sheet(sheet.sheet_id).counts is False


def test_a_period_lies_in_the_order_and_is_over_and_strangers_score_nobody(place: Place) -> None:
    for wrong in ({"since": SINCE - timedelta(days=1)}, {"until": t.DEADLINE + timedelta(days=1)},
                  {"since": UNTIL, "until": SINCE}):  # fmt: skip
        refused("period", lambda wrong=wrong: place.score(**wrong))
    for who in (place.ward, place.other):
        with pytest.raises(NotAllowed):
            place.score(who)
    with pytest.raises(NotAllowed):
        place.score(top=t.unit("01"))


def test_an_appeal_is_the_units_own_and_leads_to_a_new_version_with_no_number_typed(place: Place) -> None:
    place.score()
    first = place.sheet()
    for who in (place.district, place.other):
        with pytest.raises((NotAllowed, NotThere)):
            place.appeal(actor=who)
    refused("reason_missing", lambda: place.appeal(reason=" "))
    best = place.appeal()
    refused("worse", lambda: place.decide(best, Remedy.SET_ASIDE))
    refused("appealed", place.appeal)
    assert place.sheet().sheet_id == first.sheet_id, "who was right about the best criterion does not lose by it"
    one = place.appeal(C.HARD_CASES)
    with pytest.raises(NotAllowed):
        place.decide(one, None, actor=place.ward)
    refused("reason_missing", lambda: place.decide(one, Remedy.SET_ASIDE, answer=""))
    key = uuid4()
    corrected = place.decide(one, Remedy.SET_ASIDE, client_key=key)
    assert place.decide(one, Remedy.SET_ASIDE, client_key=key) == corrected
    refused("decided", lambda: place.decide(one, None))
    sheet = place.sheet()
    assert (sheet.sheet_id, sheet.version, sheet.set_aside) == (corrected, 2, {C.HARD_CASES})
    assert sheet.score > first.score, "the criterion that pulled it down is gone"
    with reading(place.ward):
        assert queries.sheet(first.sheet_id).score == first.score
        told = {appeal.appeal_id: (appeal.state, appeal.corrected) for appeal in queries.appeals(sheet)}
    assert told == {best: (AppealState.RAISED, None), one: (AppealState.UPHELD, corrected)}
    place.score()
    assert place.sheet().set_aside == {C.HARD_CASES}, "scored again, what was set aside stays so"
    assert place.decide(best, None) is None
    refused("superseded", lambda: place.appeal(sheet_id=first.sheet_id))
    verbs = [line.verb for line in every_line() if line.verb.startswith("evaluation.")]
    assert verbs == [f"evaluation.{verb}" for verb in (
        "sheet.score", "appeal.raise", "appeal.raise", "appeal.uphold", "sheet.score", "appeal.dismiss")]  # fmt: skip


def test_a_rejected_sample_leaves_no_points_for_quality(place: Place) -> None:
    on = NOW - (t.LATER - t.LATER.replace(month=5, day=25))
    one = samples.draw(actor=place.district, now=on, unit=place.unit, subject=Subject.CARD, seed=1, client_key=uuid4())
    with reading(place.district):
        visited = [row.person for row in drawn.drawn(one) if row.arm is Arm.DONE][:3]
    for at, person in enumerate(visited):
        samples.check(
            actor=place.district, now=NOW, sample_id=one, person=person, client_key=uuid4(),
            found=Found.WRONG if at else Found.CONFIRMED, kind=Discrepancy.NOT_HELD if at else None,
        )  # fmt: skip
    place.score()
    told = place.figure(C.QUALITY)
    assert (told.found, told.of, told.rejected, told.points) == (1, 3, True, 0.0)


def test_weights_are_versioned_and_a_sheet_keeps_those_it_was_made_by(place: Place) -> None:
    city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01"))
    place.score()
    weights = {**FIRST_WEIGHTS, C.PROGRESS: 20, C.HARD_CASES: 40}
    told = {"now": NOW, "order": "ML01", "weights": weights, "why": "Giai đoạn cuối"}
    with pytest.raises(NotAllowed):
        operations.set_criteria(actor=place.district, client_key=uuid4(), **told)
    refused("reason_missing", lambda: operations.set_criteria(actor=city, client_key=uuid4(), **told | {"why": ""}))
    assert operations.set_criteria(actor=city, client_key=uuid4(), **told) == 1
    assert (place.sheet().criteria, place.figure(C.PROGRESS).weight) == (0, 40)
    place.score()
    assert (place.sheet().criteria, place.figure(C.PROGRESS).weight) == (1, 20)


def test_commending_is_the_unit_aboves_and_once_a_sheet(place: Place) -> None:
    place.score()
    told = {"now": NOW, "sheet_id": place.sheet().sheet_id, "words": "Dẫn đầu quận"}
    with pytest.raises(NotAllowed):
        operations.commend(actor=place.ward, client_key=uuid4(), **told)
    operations.commend(actor=place.district, client_key=uuid4(), **told)
    refused("commended", lambda: operations.commend(actor=place.district, client_key=uuid4(), **told))
    with reading(place.ward):
        assert queries.commendations([told["sheet_id"]])[told["sheet_id"]].words == "Dẫn đầu quận"


def test_who_sees_what_and_what_is_not_smuggled_in(place: Place) -> None:
    place.score()
    place.appeal()
    assert (seen(place.ward, "evaluation_sheet"), seen(place.ward, "evaluation_appeal")) == (1, 1)
    assert seen(place.other, "evaluation_appeal") == 0
    told = {"sheet_id": place.sheet().sheet_id, "words": "Dẫn đầu quận"}
    operations.commend(actor=place.district, now=NOW, client_key=uuid4(), **told)
    city = t.unit("01")
    without = [actor_for(f"xem.{role.value}", role, city) for role in (Role.AUDITOR, Role.JUSTICE)]
    merges = actor_for("sap.xep", Role.HEADQUARTERS_OPERATOR, city)
    for table in ("evaluation_sheet", "evaluation_appeal", "evaluation_commendation"):
        assert (seen(place.district, table) > 0, seen(merges, table) > 0) == (True, True)
        assert [seen(who, table) for who in without] == [0, 0], "their scope reaches there, no word of theirs does"
    ward, district = place.ward, place.district
    uphold = "UPDATE evaluation_appeal SET state = 'upheld', answer = 'x', answered_at = now(), answered_by = %s"
    assert written(ward, uphold, ward.name) == 0
    assert written(district, uphold, district.name) == 0, "without a corrected sheet"
    assert written(district, f"{uphold}, corrected = sheet_id", district.name) == 0, "with the old one"
    dismiss = uphold.replace("upheld", "dismissed")
    assert written(district, dismiss, "ai khác") == 0
    for table in ("sheet", "criteria", "commendation"):
        for who in (ward, district):
            assert written(who, f"DELETE FROM evaluation_{table}") == 0
    assert written(district, "UPDATE evaluation_sheet SET score = 100") == 0
    copy = (
        "INSERT INTO evaluation_sheet (client_key, run, order_code, unit_no, parent_no, top_no, level, since, until, "
        "version, entry, criteria, score, raw_score, figures, comparison, why, made_at, made_by) "
        "SELECT gen_random_uuid(), run, order_code, unit_no, parent_no, top_no, level, since, until, version + 1, "
        "entry, criteria, 100, 100, figures, comparison, '', now(), %s FROM evaluation_sheet LIMIT 1"
    )
    assert written(ward, copy, ward.name) == 0
    assert written(district, copy, "ai khác") == 0
    assert written(district, dismiss, district.name) == 1, "the statement itself is good"
    assert written(district, dismiss, district.name) == 0, "and decides once"


def test_a_commune_is_sampled_on_its_turn_once_a_day_while_the_order_runs(place: Place) -> None:
    communes = [one.number for one in units.descendants(t.unit(ABOVE), level=UnitLevel.COMMUNE)]
    day = next(
        t.START + timedelta(days=n)
        for n in range(len(communes))
        if communes[(t.START.toordinal() + n) % len(communes)] == place.unit
    )

    def drawn_on(day: date) -> int:
        morning = datetime.combine(day, time(5), tzinfo=get_default_timezone())
        return operations.plan_all_samples(actor=the_house(), now=morning, seed=lambda: 7)

    assert [drawn_on(day), drawn_on(day), drawn_on(day + timedelta(days=len(communes)))] == [1, 0, 1]
    # The turn comes round after the deadline too, but then nobody is checked any more.
    assert drawn_on(day + timedelta(days=6 * len(communes))) == 0
    with reading(place.district):
        checked = drawn.samples(low=place.unit, high=place.unit)
    assert [row.unit for row in checked] == [place.unit, place.unit]
