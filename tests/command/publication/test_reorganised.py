"""What was hidden before a reform is not worked out of the days after it: a merged unit less its parts is the rest."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from tests.command.publication import town as p
from tests.command.reorganisation.mapping import ON
from toandan.command.campaign.operations import create_order
from toandan.command.publication import operations, queries
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Verb
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
EVE, AFTER = ON - timedelta(days=1), ON + timedelta(days=1)
NOW = datetime(2025, 8, 1, 3, tzinfo=UTC)
SMALL, BESIDE, LARGE, KEPT, FAR = "00001", "00004", "00097", "00109", "00337"
"""Phúc Xá, with three people left, goes to Hồng Hà as Tứ Liên does; Trúc Bạch beside it and Bưởi go elsewhere."""
HEIR = "00097"


@pytest.fixture
def town(monkeypatch):
    monkeypatch.setattr(t, "LATER", NOW)
    create_order(
        actor=the_house(), now=NOW, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=t.unit("01"), starts_on=t.START, deadline=date(2025, 12, 31),
    )  # fmt: skip
    made = t.Town()
    for code, done, left in ((SMALL, 40, 3), (BESIDE, 40, 30), (LARGE, 50, 60), (KEPT, 80, 90), (FAR, 60, 70)):
        made.open(t.unit(code), t.ISSUED, done)
        made.open(t.unit(code), t.DUE, left)
    p.opened(now=NOW)
    return made


def merged(town):
    heir = units.by_code(HEIR, as_of=ON).number
    for code in (SMALL, LARGE):
        people = [person for person, past in town.histories.items() if past[-1][1] == t.unit(code)]
        town.move(Verb.REORGANISED, ON, people, at=heir)


def test_a_merged_unit_stays_hidden_while_a_part_of_it_was(town):
    assert p.publish(EVE, now=NOW)
    before = p.figures(EVE)
    assert SMALL not in before and before[LARGE] == (110, 50)
    merged(town)
    assert p.publish(AFTER, now=NOW)
    # 153 people less the 110 of Tứ Liên, shown the day before, would be the 43 of Phúc Xá, and the three who are left.
    after = p.figures(AFTER)
    assert HEIR not in after
    assert after["01"] == before["01"] == (523, 270)
    assert p.publish(AFTER + timedelta(days=1), now=NOW) and HEIR not in p.figures()
    # The code of Tứ Liên is that of Hồng Hà today; the days of one are not a series of the other.
    with queries.reading_as_anybody():
        told = {day.as_of: queries.history(day, HEIR, "card", most=9) for day in map(p.read, (EVE, AFTER))}
    assert [on for on, _ in told[EVE]] == [EVE]
    assert [on for on, _ in told[AFTER]] == [AFTER + timedelta(days=1), AFTER]


def test_a_unit_withheld_before_a_reform_is_kept_back_in_what_it_became(town):
    assert p.publish(EVE, now=NOW) and p.figures(EVE)[KEPT] == (170, 80)
    operations.withhold(actor=the_house(), now=NOW, client_key=uuid4(), order="ML01", unit=KEPT, reason="Đang rà soát")
    merged(town)
    assert p.publish(AFTER, now=NOW)
    heir = units.standing_for(t.unit(KEPT), as_of=AFTER).code
    assert heir != KEPT and heir not in p.figures(AFTER)
