"""A reform the program does not know: its units are founded, then people are led there."""

from datetime import UTC, date, datetime

import pytest

from tests.command.campaign import town
from tests.command.reorganisation.mapping import HOUSE, reorganise
from tests.officers_help import actor_for
from toandan.command.reorganisation import operations, queries
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries as ledger
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

ON, NOW = date(2025, 9, 1), datetime(2025, 10, 1, tzinfo=UTC)
FRESH = "code,name_vi,name_en,kind,parent\n99901,Phường Thử Nghiệm,Thu Nghiem Ward,phường,01\n"
MAPPING = "old_code,new_code,part\n00004,99901,full\n00008,99901,full\n"


@pytest.fixture(autouse=True)
def _fresh():
    """Let no test read the hierarchy of the one before: their databases bear the same name."""
    units.forget()
    yield
    units.forget()


def test_new_units_are_founded_and_take_the_people_in(own_database):
    before = units.by_code("00004", as_of=date(2025, 8, 31)).number
    made = town.Town()
    made.open(before, town.DUE, 7)
    actor_for("trucbach", Role.COMMUNE_POLICE, before)
    links, findings = queries.links_of(MAPPING)
    assert findings == []
    fresh = queries.new_units(FRESH, on=ON)
    (new,) = operations.found(actor=HOUSE, fresh=fresh, links=links, on=ON, act="01/NQ")
    assert operations.found(actor=HOUSE, fresh=fresh, links=links, on=ON, act="01/NQ") == []
    report = reorganise(MAPPING.encode(), on=ON, now=NOW)
    assert (report.moved, report.waiting) == (7, 0)
    assert [(post.old, post.new) for post in report.posts] == [(before, new.number)]
    assert ledger.people_in(as_of=ON, low=new.number, high=new.last) == 7
    assert units.standing_for(before, as_of=ON) == new


def test_a_list_of_new_units_with_a_hole_is_refused(own_database):
    with pytest.raises(queries.UnableToReadUnits) as refused:
        queries.new_units("code,name_vi,kind,parent\n99901,,phường,01\n", on=ON)
    assert refused.value.values == {"line": 2, "column": "name_vi"}


def test_only_the_operator_at_the_machine(own_database):
    with pytest.raises(NotAllowed):
        operations.found(actor=Actor(officer=1, name="ai", at=1, grants=()), fresh=[], links=[], on=ON, act="x")
