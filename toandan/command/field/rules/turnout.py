"""How many come: a first guess for each kind of place, drawn to what sessions of the past showed (tỷ lệ người đến).

Who comes is counted against who was to be expected by the guess. Both are backed by `prior` people who behave as
guessed: rate = guess × (prior + came) / (prior + expected), which is the mean of a gamma prior after counts that are
Poisson. Kinds are drawn from the guess first, then places from their kind. A session that was full says only that so
many came at least: what is expected of it is cut at what it could serve, as is what it served, so that a crowd
turned away by the clock never lowers a rate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toandan.command.field.words import Yield

DAY = "DAY"
MOST = 0.95
"""No place is reckoned to empty its catchment in half a day."""


@dataclass(frozen=True)
class Turnout:
    """Rates learned: by place where it has sessions of its own, else by kind, else the guess."""

    guesses: Mapping[str, float]
    kinds: Mapping[str, float]
    places: Mapping[str, float]

    def of(self, place: str, kind: str) -> float:
        """Return the share of those who remain that comes to a place on one half-day."""
        return self.places.get(place, self.kinds.get(kind, guess(self.guesses, kind)))


def guess(guesses: Mapping[str, float], kind: str) -> float:
    """Return the first guess of a kind; kinds nobody guessed have that of `other`."""
    return guesses.get(kind, guesses.get("other", 0.2))


def learn(past: Iterable[Yield], guesses: Mapping[str, float], *, prior: float) -> Turnout:
    """Return the rates that sessions of the past teach."""
    by_kind, by_place = defaultdict(list), defaultdict(list)
    for one in past:
        if one.remaining > 0:
            by_kind[one.kind].append(one)
            by_place[one.place].append(one)
    kinds = {kind: drawn(found, guess(guesses, kind), prior=prior) for kind, found in by_kind.items()}
    places = {place: drawn(found, kinds[found[0].kind], prior=prior) for place, found in by_place.items()}
    return Turnout(dict(guesses), kinds, places)


def drawn(past: Iterable[Yield], guessed: float, *, prior: float) -> float:
    """Return a rate between the guess and what was seen, nearer to what was seen the more was to be expected."""
    came = expected = 0.0
    for one in past:
        came += min(one.served, one.most)
        expected += min(expectation(guessed, one), one.most)
    if prior + expected <= 0:
        return guessed
    return min(MOST, guessed * (prior + came) / (prior + expected))


def expectation(rate: float, one: Yield) -> float:
    """Return how many were to be expected: on a whole day the second half draws on who is left by the first."""
    return coming(one.remaining, rate, one.shift)


def coming(remaining: float, rate: float, shift: str) -> float:
    """Return how many of those who remain come in a part of the day: `AM`, `PM` or `DAY`."""
    return remaining * (1 - (1 - rate) ** (2 if shift == DAY else 1))
