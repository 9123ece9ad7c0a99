"""What mappings say of how a unit was divided."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.command.campaign import town
from tests.command.reorganisation.mapping import DIVIDED, NOW, ON, new, old, reorganise, text
from tests.officers_help import actor_for
from tests.work.verification.test_scope import seen, written
from toandan.command.reorganisation import operations, queries
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db


def mapping(first, second):
    return text(
        "00001,00097,full,,",
        f"{DIVIDED[0]},{DIVIDED[1][0]},partial,{first},",
        f"{DIVIDED[0]},{DIVIDED[1][1]},partial,{second},",
        head="old_code,new_code,part,share,default",
    )


def pairs():
    return [(old(DIVIDED[0]), new(code)) for code in DIVIDED[1]]


def shares():
    with reading(the_house()):
        return dict(queries.shares(entry=ledger.head()))


def test_shares_come_from_mappings_carried_out():
    town.Town().open(old(DIVIDED[0]), town.DUE, 2)
    town.Town().open(old("00001"), town.DUE, 2)
    assert shares() == {}
    reorganise(mapping("62.5", "37.5"))
    first, second = pairs()
    assert shares() == {first: Decimal("62.5"), second: Decimal("37.5")}


def test_readers_of_boards_are_told_the_shares_and_nothing_else_of_a_run():
    town.Town().open(old(DIVIDED[0]), town.DUE, 2)
    reorganise(mapping("62.5", "37.5"))
    reader = actor_for("kiem.toan", Role.AUDITOR, town.unit("01"))
    carrier = actor_for("sap.xep", Role.HEADQUARTERS_OPERATOR, town.unit("01"))
    assert (seen(carrier, "reorganisation_run"), seen(reader, "reorganisation_run")) == (1, 0)
    take = "UPDATE reorganisation_run SET actor = %s, actor_id = %s"
    assert written(reader, take, reader.name, reader.officer) == 0
    assert written(carrier, take, carrier.name, carrier.officer) == 1, "the statement itself is good"
    assert seen(reader, "reorganisation_shares()") == 2


def test_the_latest_mapping_counts_and_one_that_was_only_checked_does_not():
    town.Town().open(old(DIVIDED[0]), town.DUE, 2)
    reorganise(mapping("62.5", "37.5"))
    reorganise(mapping("60", "40"))
    operations.receive(
        actor=the_house(), now=NOW, content=mapping("10", "90"), file_name="thu.csv", on=ON, rest=False, reason="thử"
    )
    assert list(shares().values()) == [Decimal(60), Decimal(40)]


def test_a_mapping_without_shares_says_nothing():
    town.Town().open(old(DIVIDED[0]), town.DUE, 2)
    reorganise(mapping("", ""))
    assert shares() == {}


def test_what_was_read_is_kept_until_the_ledger_goes_on():
    town.Town().open(old(DIVIDED[0]), town.DUE, 2)
    reorganise(mapping("62.5", "37.5"))
    first = shares()
    with CaptureQueriesContext(connection) as asked:
        assert shares() == first
    assert not [q for q in asked.captured_queries if "reorganisation_shares" in q["sql"]]
    town.Town().open(old(DIVIDED[0]), town.DUE, 1)
    with CaptureQueriesContext(connection) as asked:
        assert shares() == first
    assert [q for q in asked.captured_queries if "reorganisation_shares" in q["sql"]]
