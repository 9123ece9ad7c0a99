"""The table of lawful changes, read by examples and as a whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.record.ledger import rules
from toandan.record.ledger.states import LAWFUL, Path
from toandan.record.ledger.words import Card, EId, Obstacle, Standing, Verb, standings

CODES = [standing.code for standing in standings()]


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (Verb.DOSSIER_COLLECTED, 12100, 13100),
        (Verb.DOSSIER_COLLECTED, 12104, 13200),
        (Verb.CARD_PRODUCED, 13100, 14100),
        (Verb.CARD_DELIVERED, 14200, 15200),
        (Verb.CARD_EXPIRED, 15400, 12400),
        (Verb.CARD_LOST, 15400, 12400),
        (Verb.ACCOUNT_GRANTED, 15200, 15300),
        (Verb.ACCOUNT_ACTIVATED, 15300, 15400),
        (Verb.ACCOUNT_LOCKED, 15400, 15500),
        (Verb.OBSTACLE_FOUND, 12100, 12105),
        (Verb.OBSTACLE_FOUND, 12104, 12106),
        (Verb.OBSTACLE_CLEARED, 12105, 12100),
        (Verb.CAME_OF_AGE, 11100, 12100),
        (Verb.RESIDENCE_CHANGED, 12100, 22100),
        (Verb.CORRECTED, 15411, 21100),
    ],
)
def test_what_a_verb_may_do_at_a_unit(verb: Verb, before: int, after: int) -> None:
    assert rules.lawful(verb, Path.STAYS, before, after)


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (Verb.DOSSIER_COLLECTED, 11100, 13100),
        (Verb.DOSSIER_COLLECTED, 12100, 15100),
        (Verb.DOSSIER_COLLECTED, 12100, 13105),
        (Verb.CARD_PRODUCED, 12100, 14100),
        (Verb.CARD_DELIVERED, 13100, 15100),
        (Verb.CARD_DELIVERED, 14100, 25100),
        (Verb.CARD_EXPIRED, 14100, 12100),
        (Verb.ACCOUNT_ACTIVATED, 15100, 15400),
        (Verb.ACCOUNT_GRANTED, 15300, 15200),
        (Verb.OBSTACLE_FOUND, 12105, 12100),
        (Verb.OBSTACLE_FOUND, 12100, 15105),
        (Verb.OBSTACLE_CLEARED, 12100, 12105),
        (Verb.CAME_OF_AGE, 12100, 11100),
        (Verb.RESIDENCE_CHANGED, 12100, 23100),
    ],
)
def test_what_a_verb_may_not_do(verb: Verb, before: int, after: int) -> None:
    assert not rules.lawful(verb, Path.STAYS, before, after)


def test_ways_belong_to_verbs() -> None:
    entering = {verb for verb in Verb if rules.lawful(verb, Path.ENTERS, 0, 12100)}
    leaving = {verb for verb in Verb if rules.lawful(verb, Path.LEAVES, 12100, 0)}
    moving = {verb for verb in Verb if rules.lawful(verb, Path.MOVES, 12100, 12100)}
    assert entering == {Verb.REGISTER_OPENED, Verb.REGISTERED, Verb.BORN, Verb.MOVED_IN, Verb.CORRECTED}
    assert leaving == {Verb.DIED, Verb.EMIGRATED, Verb.MOVED_OUT, Verb.CORRECTED}
    assert moving == {Verb.HANDED_OVER, Verb.REORGANISED, Verb.CORRECTED}


def test_a_hand_over_does_not_touch_card_or_account() -> None:
    assert rules.lawful(Verb.HANDED_OVER, Path.MOVES, 12204, 22200)
    assert not rules.lawful(Verb.HANDED_OVER, Path.MOVES, 12204, 13200)


def test_every_verb_has_its_row_and_every_card_step_a_verb() -> None:
    assert set(LAWFUL) == set(Verb)
    steps = {
        (a, b) for change in LAWFUL.values() if isinstance(change.card, frozenset) for a, b in change.card if a != b
    }
    assert steps == {
        (Card.NOT_DUE, Card.DUE),
        (Card.DUE, Card.APPLIED),
        (Card.APPLIED, Card.PRODUCED),
        (Card.PRODUCED, Card.ISSUED),
        (Card.ISSUED, Card.DUE),
    }


@given(
    verb=st.sampled_from(sorted(set(Verb) - {Verb.CORRECTED})),
    before=st.sampled_from(CODES),
    after=st.sampled_from(CODES),
)
def test_nobody_is_taken_out_of_the_count_while_staying(verb: Verb, before: int, after: int) -> None:
    if rules.lawful(verb, Path.STAYS, before, after) and Standing.of(before).card is not Card.NOT_DUE:
        assert Standing.of(after).card is not Card.NOT_DUE


@given(
    verb=st.sampled_from(list(Verb)),
    lines=st.lists(
        st.tuples(
            st.sampled_from([0, 5, 6]), st.sampled_from(CODES), st.sampled_from([0, 5, 6]), st.sampled_from(CODES)
        ),
        min_size=1,
        max_size=30,
    ),
)
def test_sets_are_judged_like_single_lines(verb: Verb, lines: list[tuple[int, int, int, int]]) -> None:
    lines = [(u, s if u else 0, v, t if v else 0) for u, s, v, t in lines]
    together = rules.unlawful(verb, *(np.array(column, dtype=np.int64) for column in zip(*lines, strict=True)))
    alone = [
        place
        for place, line in enumerate(lines)
        if len(rules.unlawful(verb, *(np.array([value], dtype=np.int64) for value in line)))
    ]
    assert together.tolist() == alone


def test_leaving_the_count_needs_evidence() -> None:
    def needs(before: int, after: int) -> bool:
        return rules.needs_evidence(np.array([11100, before]), np.array([12100, after]))

    assert needs(12100, 0)
    assert needs(15400, 11400)
    assert not needs(11100, 0)
    assert not needs(12105, 12100)
    assert not needs(0, 12100)


def test_an_obstacle_word_is_never_a_step_of_the_card() -> None:
    assert rules.lawful(Verb.CARD_PRODUCED, Path.STAYS, 13108, 14108)
    assert Standing.of(14108).obstacle is Obstacle.HOMEBOUND
    assert Standing.of(14108).eid is EId.NONE
