"""The line list behind a number holds exactly the standings that the number counts."""

import pytest

from toandan.command.campaign.words import MEASURES, RESIDUAL_KINDS, Measure
from toandan.faces.web.campaign import lines
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing


def states(words):
    """Return the codes of the standings that a line list with these words shows, as the list itself reads them."""
    chosen = {key: {v for k, v in words if k == key} for key in ("card", "eid", "obstacle")}
    return frozenset(
        Standing(r, c, e, o).code
        for r in Residence
        for c in Card
        for e in EId
        for o in Obstacle
        if (not chosen["card"] or c.value in chosen["card"])
        and (not chosen["eid"] or e.value in chosen["eid"])
        and (not chosen["obstacle"] or (o.value or lines.NO_OBSTACLE) in chosen["obstacle"])
    )


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("part", ["target", "done", *RESIDUAL_KINDS])
def test_the_list_is_the_number(measure, part):
    counted = MEASURES[measure]
    expected = {"target": counted.target, "done": counted.done, **counted.residual}[part]
    words = lines.words(measure, part)
    if not expected:
        # Nothing is ever counted here, so no number of this part is printed with a link.
        assert (measure, part) == (Measure.CARD_COLLECTED, "in_progress")
        return
    assert states(words) == expected


@pytest.mark.parametrize("measure", list(Measure))
def test_the_list_of_all_who_are_hindered_is_that_of_every_obstacle(measure):
    counted = MEASURES[measure].residual
    expected = frozenset().union(
        *(states for kind, states in counted.items() if kind not in {"in_progress", "untouched"})
    )
    assert states(lines.words(measure, lines.HINDERED)) == expected


def test_an_address_holds_a_number_and_words_only():
    assert lines.address(10000040, Measure.CARD, "untouched") == "/people/list?unit=10000040&card=due&obstacle=none"
