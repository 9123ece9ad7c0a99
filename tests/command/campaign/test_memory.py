"""What a process keeps of the figures never shows in them; every write here is committed, as in service."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.command.campaign import town as t
from tests.command.campaign.test_board import DAY_14, board, order_of
from toandan.command.campaign import queries
from toandan.command.campaign.words import MEASURES, Measure
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as books
from toandan.record.officers.queries import reading
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_in_memory_never_shows_in_the_figures(seed):
    """Postings, seals and foldings in any order between two readings."""
    order_of(t.unit("01"))
    chance, town = random.Random(seed), t.lived_in(seed, days=2)
    of = MEASURES[Measure.CARD]
    for _ in range(12):
        act = chance.choice(["post", "post", "seal", "fold", "nothing"])
        if act == "post":
            t.something(town, chance, DAY_14 - timedelta(days=chance.choice([0, 1, 6])))
        elif act == "seal":
            ledger.seal(actor=the_house(), now=t.LATER, reason="bản tin")
        elif act == "fold":
            ledger.fold()
        for level in (UnitLevel.DISTRICT, UnitLevel.COMMUNE):
            found = board(level=level)
            for row in (*found.rows, found.total):
                assert row.target == town.count(row.number, row.last, of.target, DAY_14)
                assert row.done == town.count(row.number, row.last, of.done, DAY_14)
        assert found.entry == town.entries[-1]


def test_a_quiet_board_reads_no_balances_again():
    order_of(t.unit("01"))
    t.lived_in(1, days=2)
    board()
    with reading(the_house()), CaptureQueriesContext(connection) as asked:
        queries.board(order="ML01", as_of=DAY_14)
    assert not any("ledger_delta" in query["sql"] for query in asked)
    assert len(asked) <= 3


def test_while_somebody_posts_nothing_new_is_kept():
    order_of(t.unit("01"))
    town = t.lived_in(2, days=2)
    before = board().total.target
    assert books.settled().entry == town.entries[-1]
    with transaction.atomic():
        town.open(t.unit("00091"), t.DUE, 3)
        assert books.settled().entry is None
        assert board().total.target == before + 3
        transaction.set_rollback(True)
    assert board().total.target == before
