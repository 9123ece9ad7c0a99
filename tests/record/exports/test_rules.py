"""A table is closed to whoever has lost anything it was made with."""

import pytest

from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.record.exports.rules import still_held, written

READ, REVEAL = "people.person.read", "people.number.reveal"


def holding(*grants: tuple[int, int, str]) -> Actor:
    return Actor(7, "hoa", 1, tuple(Grant(low, high, frozenset(words.split())) for low, high, words in grants))


THEN = written(holding((10, 29, f"{READ} {REVEAL}")).grants)


@pytest.mark.parametrize(
    ("now", "held"),
    [
        (holding((10, 29, f"{READ} {REVEAL}")), True),
        (holding((1, 99, READ), (10, 40, REVEAL)), True),
        (holding((20, 29, f"{READ} {REVEAL}"), (10, 19, f"{READ} {REVEAL}")), True),
        (holding((10, 19, f"{READ} {REVEAL}"), (21, 29, f"{READ} {REVEAL}")), False),
        (holding((10, 29, READ)), False),
        (holding((11, 29, f"{READ} {REVEAL}")), False),
        (holding((10, 28, f"{READ} {REVEAL}")), False),
        (holding(), False),
        (the_house(), True),
    ],
)
def test_every_word_must_still_be_held_everywhere(now: Actor, held: bool) -> None:
    assert still_held(THEN, now) is held
