"""Samples and score sheets of units that merge: they stay about the unit they were about, and its successor answers."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils.timezone import localdate

from tests.command.campaign import town as t
from tests.command.evaluation.test_sheets import BESIDE, HERE, Place, place
from tests.command.reorganisation.mapping import HOUSE, NOW, WHOLE, new, old, reorganise, text
from tests.officers_help import actor_for
from tests.work.directives.test_scope import written
from toandan.command.evaluation import operations, queries
from toandan.command.evaluation.operations import UnableToEvaluate
from toandan.command.evaluation.words import AppealState, Criterion, Missing, Remedy
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.samples import operations as samples
from toandan.work.samples import queries as drawn
from toandan.work.samples.words import Arm, Found, Subject

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
ONE = f"{HERE},{HERE},full,,", f"{BESIDE},{HERE},full,,"
"""Phú Thượng and Nhật Tân become one ward, which bears the code of the first."""

__all__ = ["place"]


@pytest.fixture
def ward():
    return actor_for("phuong.moi", Role.COMMUNE_POLICE, new(HERE))


@pytest.fixture
def city():
    return actor_for("thanh.pho.moi", Role.CITY_HEADQUARTERS, new("01"))


def own(actor):
    with reading(actor):
        return queries.of_unit(new(HERE))


def test_sheets_stay_about_their_unit_and_the_new_one_sees_appeals_and_is_answered(place: Place, ward, city) -> None:
    place.score()
    raised = place.appeal()
    before = place.sheet()
    assert reorganise(text(*ONE)).papers == 3, "two sheets, and the order they belong to"
    sheets = {row.unit: row for row in own(ward)}
    assert set(sheets) == {old(HERE), old(BESIDE)}
    mine = sheets[old(HERE)]
    assert (mine.kept, mine.figures, mine.score) == (new(HERE), before.figures, before.score)
    second = operations.appeal(
        actor=ward, now=LATER, sheet_id=mine.sheet_id, criterion=Criterion.HARD_CASES, reason="Máy hỏng",
        client_key=uuid4(),
    )  # fmt: skip
    with reading(city):
        assert {one.appeal_id for one in queries.open_appeals(low=new("01"), high=new(HERE))} == {raised, second}
    with pytest.raises(UnableToEvaluate) as refused:
        operations.decide(
            actor=actor_for("tu.xet", Role.CITY_HEADQUARTERS, new(HERE)), now=LATER, appeal_id=raised, remedy=None,
            answer="tự xét", client_key=uuid4(),
        )  # fmt: skip
    assert refused.value.code == "own_unit"
    decided = {"actor": city, "now": LATER, "answer": "Có biên bản"}
    with pytest.raises(UnableToEvaluate) as refused:
        operations.decide(**decided, appeal_id=raised, remedy=Remedy.RECOUNT, client_key=uuid4())
    assert refused.value.code == "carried_on", "who decides now sees too few of the people of then"
    operations.decide(**decided, appeal_id=raised, remedy=None, client_key=uuid4())
    corrected = operations.decide(**decided, appeal_id=second, remedy=Remedy.SET_ASIDE, client_key=uuid4())
    (row,) = [one for one in own(ward) if one.unit == old(HERE)]
    assert (row.sheet_id, row.version, row.kept, row.set_aside) == (corrected, 2, new(HERE), {Criterion.HARD_CASES})
    assert [one for one in row.figures if one.missing is not Missing.SET_ASIDE] == [
        one for one in before.figures if one.criterion is not Criterion.HARD_CASES
    ]
    assert row.score != before.score
    with reading(city):
        assert queries.periods(order="ML01", top=new("01")) == [], "the city of the time scored nothing itself"
        assert {one.state for one in queries.appeals(row)} == {AppealState.DISMISSED, AppealState.UPHELD}
    assert reorganise(text(*ONE)).repeated


def test_a_sample_is_checked_on_by_the_unit_above_the_new_one(place: Place, ward, city) -> None:
    now = t.LATER
    one = samples.draw(
        actor=place.district, now=now, unit=old(HERE), subject=Subject.CARD, seed=5, client_key=uuid4()
    )  # fmt: skip
    with reading(place.district):
        first, second, *rest = [row.person for row in drawn.drawn(one) if row.arm is Arm.DONE]

    def check(actor, person, found):
        samples.check(actor=actor, now=LATER, sample_id=one, person=person, found=found, client_key=uuid4())

    check(place.district, first, Found.CONFIRMED)
    waiting = len(rest) + 1
    reorganise(text(*ONE))
    check(city, second, Found.CONFIRMED)
    with reading(ward):
        (row,) = drawn.samples(low=new(HERE), high=new(HERE))
        assert (row.unit, row.kept, row.halves[Arm.DONE].looked_at) == (old(HERE), new(HERE), 2)
        assert drawn.drawn(one) == [], "whom others will visit is not the unit's to know"
    with reading(city):
        assert drawn.still_to_visit(low=new(HERE), high=new(HERE)) == waiting - 1 + row.halves[Arm.NOT_DONE].waiting
        day = {"since": localdate(now), "until": localdate(now), "subject": Subject.CARD}
        assert set(drawn.pools(low=new(HERE), high=new(HERE), **day)) == {new(HERE)}
        assert set(drawn.pools(low=old(HERE), high=old(HERE), **day)) == {old(HERE)}
    with pytest.raises(samples.UnableToSample):
        check(actor_for("tu.kiem", Role.CITY_HEADQUARTERS, new(HERE)), rest[0], Found.CONFIRMED)


def test_strangers_see_nothing_of_it_and_smuggle_nothing_in(place: Place, ward, city) -> None:
    place.score()
    samples.draw(actor=place.district, now=t.LATER, unit=old(HERE), subject=Subject.CARD, seed=5, client_key=uuid4())
    reorganise(text(*ONE))
    stranger = actor_for("hongha", Role.CITY_HEADQUARTERS, new(WHOLE[1]))
    with reading(stranger), connection.cursor() as cursor:
        for table in ("evaluation_sheet", "evaluation_appeal", "samples_sample", "samples_drawn", "samples_check"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    copied = (
        "INSERT INTO evaluation_sheet (client_key, run, order_code, unit_no, kept_no, parent_no, top_no, level, since,"
        " until, version, entry, criteria, figures, comparison, why, made_at, made_by) SELECT gen_random_uuid(), run,"
        " order_code, %s, %s, parent_no, top_no, level, since, until, 9, entry, criteria, figures, comparison, '',"
        " made_at, %s FROM evaluation_sheet WHERE unit_no = %s"
    )
    for kept in (new(HERE), None):
        assert written(city, copied, old("00001"), kept, city.name, old(HERE)) == 0, "about a unit it never kept"
    assert written(ward, copied, old(HERE), new(HERE), ward.name, old(HERE)) == 0, "who is scored does not score"
    assert written(city, copied, old(HERE), new(HERE), city.name, old(HERE)) == 1
    refused = (psycopg.errors.InsufficientPrivilege, ProgrammingError)
    for function in ("samples_lead", "evaluation_lead"):
        for actor, at, to, name in (
            (stranger, old(HERE), new(WHOLE[1]), stranger.name),
            (HOUSE, old(HERE), new(HERE), "somebody else"),
            (HOUSE, new(HERE), new(WHOLE[1]), HOUSE.name),
        ):
            with pytest.raises(refused), transaction.atomic(), acting(actor), connection.cursor() as cursor:
                cursor.execute(f"SELECT {function}(%s, %s, %s)", [at, to, name])
