"""A day's sample: drawn once from the ledger by a kept seed, visited, decided; and who sees and writes what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from django.utils.timezone import localdate

from tests.command.campaign import town as t
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.directives.test_scope import written
from tests.work.verification.test_scope import seen
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.ground.quality.draws import drawn
from toandan.ground.quality.lots import Verdict
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.samples import operations, queries, rules
from toandan.work.samples.operations import UnableToSample
from toandan.work.samples.words import Arm, Discrepancy, Found, SampleRow, Subject

pytestmark = pytest.mark.django_db
NOW = t.LATER
TODAY = localdate(NOW)
HERE, BESIDE, ABOVE = "00091", "00094", "003"
SEED = 20230603
WRONG = {"found": Found.WRONG, "kind": Discrepancy.NOT_HELD}


@dataclass
class Ward:
    """A ward with 60 done people and 40 not done, its police, the district's, and people of the ward beside it."""

    done: list[int]
    rest: list[int]
    beside: list[int]
    police: Actor
    district: Actor
    other: Actor
    unit: int

    def draw(self, actor: Actor | None = None, now: datetime = NOW, **more: object) -> int:
        told = {"unit": self.unit, "subject": Subject.CARD, "seed": SEED, "client_key": uuid4()} | more
        return operations.draw(actor=actor or self.district, now=now, **told)  # type: ignore[arg-type]

    def check(self, one: int, person: int, found: Found = Found.CONFIRMED, **more: object) -> None:
        told = {"actor": self.district, "now": NOW, "client_key": uuid4()} | more
        operations.check(sample_id=one, person=person, found=found, **told)  # type: ignore[arg-type]

    def people(self, one: int, arm: Arm) -> list[int]:
        with reading(self.district):
            return [row.person for row in queries.drawn(one) if row.arm is arm]

    def sample(self, one: int, actor: Actor | None = None) -> SampleRow:
        with reading(actor or self.district):
            return queries.sample(one)


@pytest.fixture
def ward() -> Ward:
    made = t.Town()
    here = t.unit(HERE)
    return Ward(
        done=made.open(here, t.ISSUED, 60),
        rest=made.open(here, t.ABSENT, 10) + made.open(here, t.DUE, 30),
        beside=made.open(t.unit(BESIDE), t.ISSUED, 30),
        police=actor_for("phuong", Role.COMMUNE_POLICE, here),
        district=actor_for("quan", Role.DISTRICT_POLICE, t.unit(ABOVE)),
        other=actor_for("quan.khac", Role.DISTRICT_POLICE, t.unit("001")),
        unit=here,
    )


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(UnableToSample) as error:
        work()
    assert error.value.code == code


def test_the_draw_can_be_proved_from_its_seed_and_stands_once_a_day(ward: Ward) -> None:
    key = uuid4()
    one = ward.draw(client_key=key)
    assert ward.draw(client_key=key) == one
    refused("drawn_today", ward.draw)
    row = ward.sample(one)
    assert (row.seed, row.day, row.waiting) == (SEED, TODAY, sum(half.plan.size for half in row.halves.values()))
    assert {arm: half.lot for arm, half in row.halves.items()} == {Arm.DONE: 60, Arm.NOT_DONE: 40}
    assert row.halves[Arm.DONE].plan == rules.plan_of(60)
    again = drawn(np.array(sorted(ward.done)), row.halves[Arm.DONE].plan.size, seed=SEED)
    assert ward.people(one, Arm.DONE) == again.tolist()
    assert set(ward.people(one, Arm.NOT_DONE)) <= set(ward.rest)
    assert ward.draw(now=NOW + timedelta(days=1)) != one
    verbs = [line.verb for line in every_line() if line.verb.startswith("samples.")]
    assert verbs == ["samples.sample.draw"] * 2


def test_what_was_found_decides_and_a_later_visit_takes_the_place_of_an_earlier(ward: Ward) -> None:
    one = ward.draw()
    done, rest = ward.people(one, Arm.DONE), ward.people(one, Arm.NOT_DONE)
    refused("kind_missing", lambda: ward.check(one, done[0], Found.WRONG))
    refused("kind_wrong", lambda: ward.check(one, rest[0], **WRONG))  # type: ignore[arg-type]
    refused("kind_needless", lambda: ward.check(one, done[0], kind=Discrepancy.DEAD))
    refused("not_drawn", lambda: ward.check(one, ward.beside[0]))
    for person in done[:2]:
        ward.check(one, person, **WRONG)  # type: ignore[arg-type]
    half = ward.sample(one).halves[Arm.DONE]
    assert (half.looked_at, half.wrong, half.kinds) == (2, 2, {Discrepancy.NOT_HELD: 2})
    assert half.verdict is Verdict.REJECT, "two faults are more than the plan lets pass"
    ward.check(one, done[1], Found.CONFIRMED, now=NOW + timedelta(hours=1))
    ward.check(one, done[2], Found.NOT_MET)
    half = ward.sample(one).halves[Arm.DONE]
    assert (half.looked_at, half.wrong, half.not_met) == (2, 1, 1)
    assert half.verdict is Verdict.UNDECIDED
    for person in done[2:]:
        ward.check(one, person, now=NOW + timedelta(hours=2))
    half = ward.sample(one).halves[Arm.DONE]
    assert (half.plan.faults, half.wrong, half.waiting) == (1, 1, 0)
    assert half.verdict is Verdict.ACCEPT
    with reading(ward.district):
        row = next(row for row in queries.drawn(one) if row.person == done[1])
        assert [check.found for check in row.checks] == [Found.WRONG, Found.CONFIRMED]
        pool = queries.pools(low=ward.unit, high=ward.unit, since=TODAY, until=TODAY, subject=Subject.CARD)
        told = pool[ward.unit][Arm.DONE]
    assert (told.looked_at, told.wrong, told.verdict) == (len(done), 1, Verdict.UNDECIDED if len(done) < 18 else
                                                          Verdict.ACCEPT)  # fmt: skip
    assert told.low < 1 / len(done) < told.high


def test_each_commune_comes_up_in_its_turn_and_what_is_drawn_waits_for_whoever_may_check(ward: Ward) -> None:
    communes = [ward.unit, t.unit(BESIDE)]
    told = {"actor": ward.district, "districts": [communes, []], "subject": Subject.CARD, "seed": lambda: SEED}
    drawn_units = set()
    for day in range(2):
        on = NOW + timedelta(days=day)
        (one,) = operations.plan(now=on, **told)  # type: ignore[arg-type]
        assert operations.plan(now=on, **told) == []  # type: ignore[arg-type]
        drawn_units.add(ward.sample(one).unit)
    assert drawn_units == set(communes)
    span = {"low": t.unit(ABOVE), "high": t.unit(ABOVE) + 999}
    with reading(ward.district):
        waiting = queries.still_to_visit(**span)
    ward.check(one, next(iter(ward.people(one, Arm.DONE))))
    with reading(ward.district):
        assert queries.still_to_visit(**span) == waiting - 1 > 20
    with reading(ward.police):
        assert queries.still_to_visit(**span) == 0


def test_a_key_writes_once(ward: Ward) -> None:
    one, key = ward.draw(), UUID(int=7)
    person = ward.people(one, Arm.DONE)[0]
    for _ in range(2):
        ward.check(one, person, client_key=key)
    with reading(ward.district):
        assert len(next(row for row in queries.drawn(one) if row.person == person).checks) == 1


def test_nobody_checks_the_own_unit_and_the_unit_does_not_see_whom_others_will_visit(ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        ward.draw(ward.police)
    with pytest.raises(NotAllowed):
        ward.draw(ward.other)
    refused("not_commune", lambda: ward.draw(unit=t.unit(ABOVE)))
    one = ward.draw()
    person = ward.people(one, Arm.DONE)[0]
    with pytest.raises(NotAllowed):
        ward.check(one, person, actor=ward.police)
    with pytest.raises(NotThere):
        ward.check(one, person, actor=ward.other)
    ward.check(one, person, **WRONG)  # type: ignore[arg-type]
    assert (seen(ward.police, "samples_sample"), seen(ward.police, "samples_drawn")) == (1, 0)
    assert ward.sample(one, ward.police).halves[Arm.DONE].wrong == 1, "what was found is the unit's to know"
    for table in ("sample", "drawn", "check"):
        assert seen(ward.other, f"samples_{table}") == 0


def test_samples_and_checks_are_neither_rewritten_nor_smuggled_in(ward: Ward) -> None:
    one = ward.draw()
    person, stranger = ward.people(one, Arm.DONE)[0], ward.beside[0]
    ward.check(one, person)
    auditor = actor_for("kiem.toan", Role.AUDITOR, t.unit("01"))
    for table in ("sample", "check"):
        assert (seen(ward.police, f"samples_{table}"), seen(auditor, f"samples_{table}")) == (1, 0)
    sign = (
        "INSERT INTO samples_check (person_id, client_key, sample_id, unit_no, arm, found, kind, note, checked_at, "
        "checked_by, checked_by_id) VALUES (%s, gen_random_uuid(), %s, %s, 'done', 'confirmed', '', '', now(), %s, %s)"
    )
    pick = "INSERT INTO samples_drawn (person_id, sample_id, unit_no, arm, place, state) VALUES (%s, %s, %s, %s, 1, 1)"
    who = ward.district
    assert written(who, sign, person, one, ward.unit, who.name, who.officer) == 1, "the statement itself is good"
    assert written(who, sign, stranger, one, ward.unit, who.name, who.officer) == 0
    assert written(who, sign, person, one, ward.unit, "ai khác", who.officer) == 0
    assert written(ward.police, sign, person, one, ward.unit, ward.police.name, ward.police.officer) == 0
    assert written(who, pick, stranger, one, ward.unit, "done") == 0
    for table in ("sample", "drawn", "check"):
        assert written(who, f"UPDATE samples_{table} SET unit_no = unit_no") == 0
        assert written(who, f"DELETE FROM samples_{table}") == 0
