"""Pure decisions of the ledger: is a change lawful for its verb, and does it need evidence."""

from functools import cache

import numpy as np

from toandan.record.ledger.states import LAWFUL, Freedom, Path, may_follow
from toandan.record.ledger.words import Card, Ints, Standing, Verb

_BASE = 100_000
"""States have five digits, so two of them and a way fit into one number."""

_PATHS = (Path.STAYS, Path.MOVES, Path.ENTERS, Path.LEAVES)


@cache
def lawful(verb: Verb, path: Path, before: int, after: int) -> bool:
    """Tell whether a verb may lead from one state to another on this way; 0 is the world.

    A state that does not exist counts as lawful here: the door refuses it by its own name.
    """
    change = LAWFUL[verb]
    if path not in change.paths:
        return False
    if path in {Path.ENTERS, Path.LEAVES}:
        return True
    try:
        old, new = Standing.of(before), Standing.of(after)
    except ValueError:
        return True
    if not may_follow(change.residence, old.residence, new.residence):
        return False
    if not may_follow(change.obstacle, old.obstacle, new.obstacle):
        return False
    card = (
        may_follow(change.card, old.card, new.card)
        if isinstance(change.card, Freedom)
        else (old.card, new.card) in change.card
    )
    eid = (
        may_follow(change.eid, old.eid, new.eid)
        if isinstance(change.eid, Freedom)
        else (old.eid, new.eid) in change.eid
    )
    return card and eid


def unlawful(verb: Verb, unit_from: Ints, state_from: Ints, unit_to: Ints, state_to: Ints) -> Ints:
    """Return the places (from 0) of lines the verb does not allow; a line that changes nothing is left to the door."""
    if len(unit_from) == 1:
        unit, state, to_unit, to_state = (int(column[0]) for column in (unit_from, state_from, unit_to, state_to))
        path = (
            Path.ENTERS if not unit else Path.LEAVES if not to_unit else Path.STAYS if unit == to_unit else Path.MOVES
        )
        good = (unit, state) == (to_unit, to_state) or lawful(verb, path, state, to_state)
        return np.empty(0, dtype=np.int64) if good else np.zeros(1, dtype=np.int64)
    ways = np.where(unit_from == 0, 2, np.where(unit_to == 0, 3, np.where(unit_from == unit_to, 0, 1)))
    keys = (ways * _BASE + state_from) * _BASE + state_to
    kinds, which = np.unique(keys, return_inverse=True)
    still = (unit_from == unit_to) & (state_from == state_to)
    bad = np.array(
        [not lawful(verb, _PATHS[key // _BASE**2], key // _BASE % _BASE, key % _BASE) for key in kinds.tolist()]
    )
    return np.flatnonzero(bad[which] & ~still)


def needs_evidence(state_from: Ints, state_to: Ints) -> bool:
    """Tell whether any line takes a person who must hold a card out of the count."""
    counted = state_from // 1000 % 10 > Card.NOT_DUE.digit
    still_counted = state_to // 1000 % 10 > Card.NOT_DUE.digit
    return bool(np.any(counted & ~still_counted))
