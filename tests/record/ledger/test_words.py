"""A standing is one readable number, and the database knows the same words."""

import pytest
from django.db import connection

from tests.record.ledger.people import owner
from toandan.record.ledger import labels
from toandan.record.ledger.words import (
    WORLD,
    Account,
    Card,
    EId,
    Obstacle,
    Residence,
    Standing,
    Verb,
    matching,
    standings,
)


def test_a_number_reads_as_its_words() -> None:
    assert Standing(Residence.PERMANENT, Card.DUE, EId.NONE).code == 12100
    assert Standing.of(15411) == Standing(Residence.PERMANENT, Card.ISSUED, EId.ACTIVATED, Obstacle.NOTIFIED_ELSEWHERE)


def test_every_standing_has_a_number_of_its_own_and_comes_back_from_it() -> None:
    codes = [standing.code for standing in standings()]
    assert len(set(codes)) == len(codes) == 3 * 5 * 5 * 12
    assert [Standing.of(code) for code in codes] == list(standings())
    assert codes == sorted(codes)


@pytest.mark.parametrize("code", [0, 1, 12112, 16100, 12600, 42100, 2100])
def test_a_number_without_a_standing_is_refused(code: int) -> None:
    with pytest.raises(ValueError, match=str(code)):
        Standing.of(code)


def test_but_changes_only_what_is_said() -> None:
    standing = Standing.of(12105)
    assert standing.but(obstacle=Obstacle.NONE).code == 12100
    assert standing.but(card=Card.APPLIED, eid=EId.APPLIED).code == 13205
    assert standing.but() == standing


def test_matching_is_what_its_words_say() -> None:
    assert len(matching()) == 900
    found = matching(card=[Card.ISSUED], eid=(EId.GRANTED, EId.ACTIVATED))
    assert found == {s.code for s in standings() if s.card is Card.ISSUED and s.eid in {EId.GRANTED, EId.ACTIVATED}}
    assert matching(obstacle=[]) == frozenset()


def test_the_world_is_an_account_without_a_standing() -> None:
    assert WORLD.pair == (0, 0)
    assert Account(7, Standing.of(12100)).pair == (7, 12100)


def test_every_word_has_a_label() -> None:
    assert set(labels.RESIDENCES) == set(Residence)
    assert set(labels.CARDS) == set(Card)
    assert set(labels.EIDS) == set(EId)
    assert set(labels.OBSTACLES) == set(Obstacle)
    assert set(labels.VERBS) == set(Verb)
    assert str(labels.CARDS[Card.ISSUED]) == "đã trao thẻ"


@pytest.mark.django_db
def test_the_database_knows_the_same_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, residence, card, eid, obstacle FROM ledger_state ORDER BY state")
        rows = cursor.fetchall()
    assert rows == [(s.code, s.residence, s.card, s.eid, s.obstacle) for s in standings()]


@pytest.mark.django_db
def test_the_door_knows_the_states_that_have_words_and_no_others() -> None:
    name = connection.settings_dict["NAME"]
    with owner(name) as opened:
        known = "SELECT n FROM generate_series(-45000, 100000) AS n WHERE ledger_known(n) ORDER BY n"
        found = [state for (state,) in opened.execute(known).fetchall()]
        nothing = opened.execute("SELECT ledger_known(NULL)").fetchone()
    assert found == [standing.code for standing in standings()]
    assert nothing == (False,)
