"""Measures (chỉ số): numerator, denominator and residual as sets of the ledger's states.

Every measure splits the people who must hold a card (card not `not_due`) into disjoint parts: done, in progress, one
part per obstacle, and untouched. The parts are built once, from the words alone, so that the residual of any board
closes by construction: target = done + in progress + obstacles by kind + untouched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from toandan.record.ledger.words import Card, EId, Obstacle, matching


class Product(StrEnum):
    """What the resident receives: the chip card, or the electronic account."""

    CARD = "card"
    EID = "eid"


class Measure(StrEnum):
    """What is counted as done: card handed over, dossier collected, account granted, account activated."""

    CARD = "card"
    CARD_COLLECTED = "card_collected"
    EID_GRANTED = "eid_granted"
    EID_ACTIVATED = "eid_activated"


IN_PROGRESS = "in_progress"
UNTOUCHED = "untouched"
OBSTACLES: tuple[Obstacle, ...] = tuple(o for o in Obstacle if o is not Obstacle.NONE)
RESIDUAL_KINDS: tuple[str, ...] = (IN_PROGRESS, *(str(o.value) for o in OBSTACLES), UNTOUCHED)
"""The parts of the residual in the order they are shown."""


@dataclass(frozen=True, slots=True)
class MeasureStates:
    """The states of one measure: `target` is the disjoint union of `done` and the parts of `residual`."""

    measure: Measure
    product: Product
    done: frozenset[int]
    target: frozenset[int]
    residual: Mapping[str, frozenset[int]]

    @property
    def counters(self) -> dict[str, frozenset[int]]:
        """Return every part by name, `done` first: what a board asks the ledger for."""
        return {"done": self.done, **self.residual}


COLLECTED: tuple[Card, ...] = (Card.APPLIED, Card.PRODUCED, Card.ISSUED)
GRANTED: tuple[EId, ...] = (EId.GRANTED, EId.ACTIVATED, EId.LOCKED)
MUST_HOLD: tuple[Card, ...] = (Card.DUE, *COLLECTED)
"""Card words of the people who must hold a card; an obstacle never takes anybody out of them."""


COUNTERS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        "collected": matching(card=COLLECTED),
        "issued": matching(card=(Card.ISSUED,)),
        "granted": matching(card=MUST_HOLD, eid=GRANTED),
        "activated": matching(card=MUST_HOLD, eid=(EId.ACTIVATED,)),
    }
)
"""The four counters every row carries, kept apart because they are reported apart."""


def _measure(measure: Measure, product: Product, done: frozenset[int], moving: frozenset[int]) -> MeasureStates:
    target = matching(card=MUST_HOLD)
    waiting = target - done - moving
    residual = {IN_PROGRESS: (moving & target) - done}
    for obstacle in OBSTACLES:
        residual[str(obstacle.value)] = waiting & matching(obstacle=(obstacle,))
    residual[UNTOUCHED] = waiting & matching(obstacle=(Obstacle.NONE,))
    return MeasureStates(measure, product, done & target, target, MappingProxyType(residual))


MEASURES: Mapping[Measure, MeasureStates] = MappingProxyType(
    {
        m.measure: m
        for m in (
            _measure(
                Measure.CARD, Product.CARD, matching(card=(Card.ISSUED,)), matching(card=(Card.APPLIED, Card.PRODUCED))
            ),
            _measure(Measure.CARD_COLLECTED, Product.CARD, matching(card=COLLECTED), frozenset()),
            _measure(Measure.EID_GRANTED, Product.EID, matching(eid=GRANTED), matching(eid=(EId.APPLIED,))),
            # A granted account that nobody has opened, or one that is locked, is on its way but not done.
            _measure(
                Measure.EID_ACTIVATED,
                Product.EID,
                matching(eid=(EId.ACTIVATED,)),
                matching(eid=(EId.APPLIED, EId.GRANTED, EId.LOCKED)),
            ),
        )
    }
)
