"""Every measure splits the same people into disjoint parts, whatever the words of a standing."""

import pytest

from toandan.command.campaign.words import MEASURES, RESIDUAL_KINDS, Measure, Product
from toandan.command.campaign.words.measures import COUNTERS
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing, matching

EVERY = [Standing(r, c, e, o) for r in Residence for c in Card for e in EId for o in Obstacle]


@pytest.mark.parametrize("measure", Measure)
def test_done_and_the_residual_are_a_partition_of_the_target(measure):
    of = MEASURES[measure]
    parts = [of.done, *of.residual.values()]
    assert tuple(of.residual) == RESIDUAL_KINDS
    assert sum(map(len, parts)) == len(frozenset().union(*parts))
    assert frozenset().union(*parts) == of.target


@pytest.mark.parametrize("measure", Measure)
def test_the_target_is_everyone_who_must_hold_a_card_whatever_stands_in_the_way(measure):
    wanted = {s.code for s in EVERY if s.card is not Card.NOT_DUE}
    assert MEASURES[measure].target == wanted


def test_a_card_on_its_way_is_in_progress_even_with_an_obstacle():
    of = MEASURES[Measure.CARD]
    for card in (Card.APPLIED, Card.PRODUCED):
        for obstacle in Obstacle:
            assert Standing(Residence.PERMANENT, card, EId.NONE, obstacle).code in of.residual["in_progress"]


def test_an_obstacle_is_counted_under_its_own_word_and_no_other():
    of = MEASURES[Measure.CARD]
    for obstacle in (o for o in Obstacle if o is not Obstacle.NONE):
        code = Standing(Residence.TEMPORARY, Card.DUE, EId.NONE, obstacle).code
        assert [kind for kind, found in of.residual.items() if code in found] == [obstacle.value]


def test_a_locked_or_unopened_account_is_on_its_way_but_not_activated():
    of = MEASURES[Measure.EID_ACTIVATED]
    clear = Obstacle.NONE
    for eid in (EId.APPLIED, EId.GRANTED, EId.LOCKED):
        assert Standing(Residence.PERMANENT, Card.ISSUED, eid, clear).code in of.residual["in_progress"]
    assert Standing(Residence.PERMANENT, Card.ISSUED, EId.ACTIVATED, clear).code in of.done


def test_collected_counts_dossiers_and_issued_only_cards_handed_over():
    assert MEASURES[Measure.CARD].done < MEASURES[Measure.CARD_COLLECTED].done == COUNTERS["collected"]
    assert MEASURES[Measure.CARD].done == COUNTERS["issued"] == matching(card=(Card.ISSUED,))


@pytest.mark.parametrize("measure", Measure)
def test_counters_agree_with_the_measure_of_the_same_name(measure):
    name = {"card": "issued", "card_collected": "collected", "eid_granted": "granted", "eid_activated": "activated"}
    assert COUNTERS[name[measure]] == MEASURES[measure].done


def test_measures_belong_to_the_product_their_name_says():
    assert {m: MEASURES[m].product for m in Measure} == {
        Measure.CARD: Product.CARD,
        Measure.CARD_COLLECTED: Product.CARD,
        Measure.EID_GRANTED: Product.EID,
        Measure.EID_ACTIVATED: Product.EID,
    }
