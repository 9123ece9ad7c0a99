"""Which changes of a standing each verb may make: a table a clerk could read (biến động được phép).

A row says for one verb where a person may come from and go to, and what may happen to each word of the standing.
`same` means that the word stays; otherwise every allowed pair stands there. `corrected` is open: what was written
wrongly may have been anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from toandan.record.ledger.words import Card, EId, Obstacle, Verb


class Path(StrEnum):
    """The ways a person can take."""

    ENTERS = "enters"
    """From the world into a unit."""
    LEAVES = "leaves"
    """From a unit into the world."""
    STAYS = "stays"
    """From a standing to another one of the same unit."""
    MOVES = "moves"
    """From one unit to another."""


class Freedom(StrEnum):
    """What may happen to a word that has no list of pairs."""

    SAME = "same"
    ANY = "any"
    CLEARED = "cleared"
    """Obstacles: it stays, or there is none afterwards."""
    FOUND = "found"
    """Obstacles: there is one afterwards."""


Pairs = frozenset[tuple[Card, Card]] | frozenset[tuple[EId, EId]]


@dataclass(frozen=True, slots=True)
class Change:
    """What one verb may do."""

    paths: frozenset[Path]
    residence: Freedom = Freedom.SAME
    card: Freedom | frozenset[tuple[Card, Card]] = Freedom.SAME
    eid: Freedom | frozenset[tuple[EId, EId]] = Freedom.SAME
    obstacle: Freedom = Freedom.SAME


_STAYS = frozenset({Path.STAYS})
_COLLECTED = frozenset({(Card.DUE, Card.APPLIED)})
_ASKED_FOR = frozenset({(EId.NONE, EId.NONE), (EId.NONE, EId.APPLIED)} | {(e, e) for e in EId})

LAWFUL: Mapping[Verb, Change] = MappingProxyType(
    {
        Verb.REGISTER_OPENED: Change(frozenset({Path.ENTERS}), Freedom.ANY, Freedom.ANY, Freedom.ANY, Freedom.ANY),
        Verb.REGISTERED: Change(frozenset({Path.ENTERS}), Freedom.ANY, Freedom.ANY, Freedom.ANY, Freedom.ANY),
        Verb.BORN: Change(frozenset({Path.ENTERS}), Freedom.ANY, Freedom.ANY, Freedom.ANY, Freedom.ANY),
        Verb.MOVED_IN: Change(frozenset({Path.ENTERS}), Freedom.ANY, Freedom.ANY, Freedom.ANY, Freedom.ANY),
        Verb.CAME_OF_AGE: Change(_STAYS, card=frozenset({(Card.NOT_DUE, Card.DUE)}), obstacle=Freedom.ANY),
        # One visit collects the papers for the card and asks for the account; whoever comes is not hindered any more.
        Verb.DOSSIER_COLLECTED: Change(
            _STAYS,
            card=_COLLECTED | {(c, c) for c in (Card.APPLIED, Card.PRODUCED, Card.ISSUED)},
            eid=_ASKED_FOR,
            obstacle=Freedom.CLEARED,
        ),
        Verb.CARD_PRODUCED: Change(_STAYS, card=frozenset({(Card.APPLIED, Card.PRODUCED)})),
        Verb.CARD_DELIVERED: Change(_STAYS, card=frozenset({(Card.PRODUCED, Card.ISSUED)}), obstacle=Freedom.CLEARED),
        Verb.CARD_EXPIRED: Change(_STAYS, card=frozenset({(Card.ISSUED, Card.DUE)})),
        Verb.CARD_LOST: Change(_STAYS, card=frozenset({(Card.ISSUED, Card.DUE)})),
        Verb.ACCOUNT_GRANTED: Change(_STAYS, eid=frozenset({(EId.NONE, EId.GRANTED), (EId.APPLIED, EId.GRANTED)})),
        Verb.ACCOUNT_ACTIVATED: Change(
            _STAYS, eid=frozenset({(EId.GRANTED, EId.ACTIVATED), (EId.LOCKED, EId.ACTIVATED)})
        ),
        Verb.ACCOUNT_LOCKED: Change(_STAYS, eid=frozenset({(EId.GRANTED, EId.LOCKED), (EId.ACTIVATED, EId.LOCKED)})),
        Verb.OBSTACLE_FOUND: Change(_STAYS, obstacle=Freedom.FOUND),
        Verb.OBSTACLE_CLEARED: Change(_STAYS, obstacle=Freedom.CLEARED),
        Verb.RESIDENCE_CHANGED: Change(_STAYS, residence=Freedom.ANY, obstacle=Freedom.CLEARED),
        # The receiving unit writes down how the person lives there; what hindered at the old place is left behind.
        Verb.HANDED_OVER: Change(frozenset({Path.MOVES}), residence=Freedom.ANY, obstacle=Freedom.ANY),
        # The map was redrawn over people who stayed where they live: only the unit changes.
        Verb.REORGANISED: Change(frozenset({Path.MOVES})),
        Verb.MOVED_OUT: Change(frozenset({Path.LEAVES})),
        Verb.DIED: Change(frozenset({Path.LEAVES})),
        Verb.EMIGRATED: Change(frozenset({Path.LEAVES})),
        Verb.CORRECTED: Change(frozenset(Path), Freedom.ANY, Freedom.ANY, Freedom.ANY, Freedom.ANY),
    }
)


def may_follow(freedom: Freedom, before: Obstacle | str, after: Obstacle | str) -> bool:
    """Tell whether a word may change like this under a freedom."""
    if freedom is Freedom.ANY:
        return True
    if freedom is Freedom.FOUND:
        return after != Obstacle.NONE
    return after == before or (freedom is Freedom.CLEARED and after == Obstacle.NONE)
