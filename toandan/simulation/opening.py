"""How people stand on the order's first day (tình trạng ban đầu).

Standings are worked on as whole arrays of the ledger's state numbers (see `record/ledger/words.py`).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from toandan.record.ledger.words import Card, EId, Obstacle, Residence
from toandan.simulation.ages import Births, Flags
from toandan.simulation.draws import Floats, Ints, ranks_within

DUE_AGE = 14
_HOMEBOUND_AGE = 75
_HOMEBOUND_SHARE = 0.09
_TEMPORARY_SHARE = 0.11
_UNREGISTERED_SHARE = 0.006
_IN_CENTRE_SHARE = 0.0006
_BEING_MADE = 0.025
"""Of those without a card on day 0, so many have handed in their papers already (per stage)."""
_ABROAD, _ABSENT, _UNKNOWN, _CUSTODY, _MISMATCH = 0.02, 0.035, 0.02, 0.004, 0.015
"""Shares of people without a card who cannot be reached for a known reason when the order starts."""


@dataclass(frozen=True)
class Opening:
    """For each person the state number, and the marks that explain it."""

    states: Ints
    homebound: Flags
    temporary: Flags
    in_centre: Flags


def state(residence: Ints | int, card: Ints | int, eid: Ints | int, obstacle: Ints | int) -> Ints:
    """Compose state numbers out of the digits of their words."""
    states: Ints = (
        np.asarray(residence) * 10000 + np.asarray(card) * 1000 + np.asarray(eid) * 100 + np.asarray(obstacle)
    )
    return states


def draw(
    random: np.random.Generator, births: Births, incomplete: Flags, unknown: Flags, shares: Floats, day: date
) -> Opening:
    """Draw the standing of each person.

    `incomplete` marks births without a full date, `unknown` those without even a year; `shares` gives for each
    person the share of the commune's due people who hold a card already.
    """
    size = len(shares)
    ages = births.age_on(day)
    due_age = came_of_age(births, day)
    chance = random.random(size)
    in_centre = due_age & (random.random(size) < _IN_CENTRE_SHARE)
    temporary = ~in_centre & (chance < _TEMPORARY_SHARE)
    unregistered = in_centre | (chance > 1 - _UNREGISTERED_SHARE)
    homebound = (ages >= _HOMEBOUND_AGE) & (random.random(size) < _HOMEBOUND_SHARE)
    ease = 1.0 - 0.35 * temporary - 0.5 * unregistered - 0.6 * homebound - 0.5 * incomplete - 0.15 * (ages < 16)
    has_card = due_age & ~in_centre & ~unknown & (random.random(size) < np.clip(shares * ease / 0.93, 0, 0.97))
    card = np.where(~due_age, Card.NOT_DUE.digit, np.where(has_card, Card.ISSUED.digit, Card.DUE.digit))
    card = _being_made(random, card)
    residence = np.where(
        unregistered,
        Residence.UNREGISTERED.digit,
        np.where(temporary, Residence.TEMPORARY.digit, Residence.PERMANENT.digit),
    )
    obstacle = _obstacles(random, card, incomplete | unknown, homebound, in_centre)
    return Opening(state(residence, card, _eid(random, card), obstacle), homebound, temporary, in_centre)


def keep_some_open(states: Ints, units: Ints, could_be: Flags) -> None:
    """Leave at least two reachable people without a card in each unfinished commune, however small; changes `states`.

    `could_be` marks the grown people of unfinished communes. Without this a hamlet drawn at a small scale could be
    complete by luck, and the city would count 46 communes instead of 45.
    """
    reachable = could_be & (states // 1000 % 10 == Card.DUE.digit) & (states % 100 == Obstacle.NONE.digit)
    open_already = pl.DataFrame({"unit": units[reachable]}).group_by("unit").len()
    holders = could_be & (states // 1000 % 10 == Card.ISSUED.digit)
    rows = np.flatnonzero(holders)
    rank = ranks_within(units[rows])
    have = dict(open_already.iter_rows())
    lacking = 2 - np.array([min(have.get(int(unit), 0), 2) for unit in units[rows]], dtype=np.int64)
    reopened = rows[rank < lacking]
    states[reopened] = state(states[reopened] // 10000, Card.DUE.digit, EId.NONE.digit, Obstacle.NONE.digit)


def came_of_age(births: Births, day: date) -> Flags:
    """Tell who has had the fourteenth birthday by `day`, to the day."""
    birthday = (births.years + DUE_AGE) * 10000 + births.months * 100 + births.days
    return np.asarray(birthday <= day.year * 10000 + day.month * 100 + day.day)


def _being_made(random: np.random.Generator, card: Ints) -> Ints:
    chance = random.random(len(card))
    due = card == Card.DUE.digit
    card = np.where(due & (chance < _BEING_MADE), Card.PRODUCED.digit, card)
    return np.where(due & (chance > 1 - _BEING_MADE), Card.APPLIED.digit, card)


def _eid(random: np.random.Generator, card: Ints) -> Ints:
    chance = random.random(len(card))
    held = np.select(
        [chance < 0.27, chance < 0.52, chance < 0.525],
        [EId.ACTIVATED.digit, EId.GRANTED.digit, EId.LOCKED.digit],
        EId.NONE.digit,
    )
    making = (card == Card.APPLIED.digit) | (card == Card.PRODUCED.digit)
    return np.where(card == Card.ISSUED.digit, held, np.where(making, EId.APPLIED.digit, EId.NONE.digit))


def _obstacles(random: np.random.Generator, card: Ints, undated: Flags, homebound: Flags, in_centre: Flags) -> Ints:
    due = card == Card.DUE.digit
    steps = np.cumsum([_ABROAD, _ABSENT, _UNKNOWN, _CUSTODY, _MISMATCH])
    reasons = [
        Obstacle.ABROAD,
        Obstacle.ABSENT,
        Obstacle.WHEREABOUTS_UNKNOWN,
        Obstacle.IN_CUSTODY,
        Obstacle.DATA_MISMATCH,
    ]
    chance = random.random(len(card))
    obstacle = np.select([chance < step for step in steps], [reason.digit for reason in reasons], Obstacle.NONE.digit)
    obstacle = np.where(homebound, Obstacle.HOMEBOUND.digit, obstacle)
    obstacle = np.where(undated, Obstacle.BIRTH_DATE_MISSING.digit, obstacle)
    obstacle = np.where(in_centre, Obstacle.NO_PAPERS.digit, obstacle)
    return np.where(due, obstacle, Obstacle.NONE.digit)
