"""A period in which units merge: whole predecessors are summed, a part of a divided one begins afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.utils import ProgrammingError

from tests.command.campaign import town as t
from tests.command.reorganisation.mapping import HOUSE, NOW, ON, new, old, reorganise, text
from tests.officers_help import actor_for
from toandan.command.campaign.operations import create_order
from toandan.command.evaluation import operations, queries
from toandan.command.evaluation.operations import UnableToEvaluate
from toandan.command.evaluation.words import Criterion, Merger, Remedy, SheetRow
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Verb
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db
START, UNTIL, DEADLINE = date(2025, 6, 16), date(2025, 7, 15), date(2025, 7, 31)
ONE, TWO, THIRD = "00379", "00385", "00382"
"""Bắc Sơn and Hồng Kỳ go wholly into the new Trung Giã, which bears the second code; Minh Trí into Kim Anh."""
PARTED, WHOLLY, MAIN, OTHER = "00007", "00008", "00008", "00025"
"""Cống Vị goes in parts to Ngọc Hà and Giảng Võ; the old Ngọc Hà goes wholly to the new one."""
MAPPING = text(
    f"{ONE},{TWO},full,,", f"{TWO},{TWO},full,,", f"{THIRD},{THIRD},full,,", f"{WHOLLY},{MAIN},full,,",
    f"{PARTED},{MAIN},partial,,yes", f"{PARTED},{OTHER},partial,,",
    head="old_code,new_code,part,address,default_target",
)  # fmt: skip


@dataclass
class Reform:
    """What was done before and after, and who scores since."""

    city: Actor
    ward: Actor

    def score(self, **more: object) -> int:
        told = {"actor": self.city, "top": new("01"), "since": START, "until": UNTIL, "client_key": uuid4()} | more
        return operations.score(now=NOW, order="ML25", level=UnitLevel.COMMUNE, **told)  # type: ignore[arg-type]

    def sheet(self, code: str) -> SheetRow:
        with reading(self.city):
            return queries.of_unit(new(code))[0]


def figure(sheet: SheetRow, criterion: Criterion) -> tuple[int, int]:
    return next((one.found, one.of) for one in sheet.figures if one.criterion is criterion)


@pytest.fixture
def reform(monkeypatch: pytest.MonkeyPatch) -> Reform:
    monkeypatch.setattr(t, "LATER", NOW)
    create_order(
        actor=HOUSE, now=NOW, client_key=uuid4(), code="ML25", title_vi="Mệnh lệnh", title_en="Order",
        scope=old("01"), starts_on=START, deadline=DEADLINE,
    )  # fmt: skip
    town, eve = t.Town(), START - timedelta(days=9)

    def opened(code: str, many: int, state: int = t.DUE) -> list[int]:
        return town.open(old(code), state, many, on=eve)

    one, absent, two, three = opened(ONE, 40), opened(ONE, 10, t.ABSENT), opened(TWO, 20), opened(THIRD, 60)
    wholly, parted = opened(WHOLLY, 20), opened(PARTED, 33)
    before, after = START + timedelta(days=4), ON + timedelta(days=5)
    for people in (one[:10], absent[:3], two[:5], three[:4], wholly[:6], parted[:5]):
        town.serve(before, people)
    town.move(Verb.HANDED_OVER, before, one[39:], at=old(THIRD))
    # The last three are decided later: until then they are nobody's, though the board shows them under the main unit.
    parted, undecided = parted[:30], parted[30:]
    reorganise(MAPPING, people=text(*(f"{person},{MAIN}" for person in parted), head="person,new_code"))
    for people, code in (([*one, *absent, *two], TWO), (three, THIRD), (one[39:], THIRD), ([*wholly, *parted], MAIN)):
        for person in people:
            town.histories[person].append((ON, new(code), town.histories[person][-1][2]))
    for people in (one[10:18], three[4:10], wholly[6:9], parted[5:9], undecided[:1]):
        town.serve(after, people)
    town.move(Verb.OBSTACLE_CLEARED, after, absent[3:5], state=t.DUE)
    town.leave(Verb.DIED, after, one[38:39])
    return Reform(
        actor_for("thanhpho", Role.CITY_HEADQUARTERS, new("01")), actor_for("xa.moi", Role.COMMUNE_POLICE, new(TWO))
    )


def test_whole_predecessors_are_summed_and_a_divided_one_lets_the_period_begin_afterwards(reform: Reform) -> None:
    assert reform.score() == 126
    sheet = reform.sheet(TWO)
    assert sheet.merger == Merger(ON, START, tuple(sorted((old(ONE), old(TWO)))))
    # 13 and 5 before the merger, 8 after it. Of 68 people 30 of 46 days ask for 45.
    assert figure(sheet, Criterion.PROGRESS) == (26, 45)
    # Of ten absent three were done before it and two are back after it.
    assert figure(sheet, Criterion.HARD_CASES) == (5, 10)
    assert (sheet.comparison.left, sheet.comparison.done) == (68, 26), "one was handed over, one has died"
    with reading(reform.ward):
        told = [(one.unit, one.since, one.until, one.done, one.hard) for one in queries.summed(sheet)]
    last = ON - timedelta(days=1)
    assert told == [
        (old(ONE), START, last, 13, 10), (old(TWO), START, last, 5, 0), (new(TWO), ON, UNTIL, 8, 0),
    ]  # fmt: skip

    parted = reform.sheet(MAIN)
    day = ON + timedelta(days=1)
    assert parted.merger == Merger(ON, day, (old(WHOLLY),), (old(PARTED),))
    assert figure(parted, Criterion.PROGRESS)[0] == 7, "what was done before the merger is nobody's any more"
    assert (parted.comparison.left, parted.comparison.done, parted.counted_since) == (39, 7, day)
    # Only units counted over the same days are compared: the two that took a part, and the 124 others.
    assert (parted.comparison.units, sheet.comparison.units) == (2, 124)
    assert reform.sheet("00004").merger is None


def test_an_appeal_counts_the_summed_period_again(reform: Reform) -> None:
    reform.score()
    first = reform.sheet(TWO)
    one = operations.appeal(
        actor=reform.ward, now=NOW, sheet_id=first.sheet_id, criterion=Criterion.PROGRESS, reason="Máy hỏng",
        client_key=uuid4(),
    )  # fmt: skip
    again = operations.decide(
        actor=reform.city, now=NOW, appeal_id=one, remedy=Remedy.RECOUNT, answer="Đếm lại", client_key=uuid4()
    )
    sheet = reform.sheet(TWO)
    assert (sheet.sheet_id, sheet.version) == (again, 2)
    assert (sheet.merger, sheet.figures, sheet.comparison) == (first.merger, first.figures, first.comparison)


def test_a_period_that_was_over_before_the_merger_is_the_old_units(reform: Reform) -> None:
    last = ON - timedelta(days=1)
    with pytest.raises(UnableToEvaluate) as refused:
        reform.score(until=last)
    assert refused.value.code == "before_unit"
    assert reform.score(actor=HOUSE, top=old("01"), until=last) > 500
    with reading(HOUSE):
        now = queries.redrawn(
            order="ML25", top=old("01"), since=START, until=last, level=UnitLevel.COMMUNE, units_of=ON
        )  # fmt: skip
    assert now is not None and len(now.rows) == 126
    rows = {row.unit: row for row in now.rows}
    # Read by the units of today, the same period is the sum of what went into each; a divided unit is its main part's.
    assert figure(rows[new(TWO)], Criterion.PROGRESS)[0] == 13 + 5
    assert figure(rows[new(TWO)], Criterion.HARD_CASES) == (3, 10)
    assert (figure(rows[new(MAIN)], Criterion.PROGRESS)[0], now.divided) == (6 + 5, 1)
    assert {(row.sheet_id, row.comparison.units) for row in now.rows} == {(0, 126)}, "nobody was scored so"
    # Asked for by the number of old, a period across the merger is scored by the unit that stands for it.
    assert reform.score(actor=HOUSE, top=old("01")) == 126
    assert reform.sheet(TWO).top == new("01")


def test_ways_are_counted_in_the_own_units_and_those_that_ended(reform: Reform) -> None:
    told = {"since": START, "until": UNTIL, "entry": ledger.head() + 1}
    here = units.by_number(new(TWO))
    with reading(reform.ward):
        ways = ledger.passages(spans=[(old(ONE), old(ONE)), (here.number, here.last)], **told)
    assert sum(way.people for way in ways if way.source[0] == old(ONE)) == 50
    with pytest.raises(ProgrammingError), reading(reform.ward):
        ledger.passages(spans=[(new(MAIN), new(MAIN))], **told)
