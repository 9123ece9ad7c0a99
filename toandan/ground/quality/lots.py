"""Lot quality (chọn mẫu theo lô): how many to look at, and how many faults a lot may show and still be accepted.

The plan is chosen by two operating points: a lot with the share `good` of faults is to be accepted nearly always, one
with the share `bad` hardly ever. Source: the acceptance sampling of lots by attributes (ISO 2859-2 asks the same two
points), with chances worked out exactly, not from tables.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from toandan.ground.quality.chances import binomial, hypergeometric

MOST = 500
"""No plan looks at more; whoever wants two points nearer to each other asks for a count instead of a sample."""


class Verdict(StrEnum):
    """What a sample says about its lot."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Points:
    """The operating points: shares of faults, and the chance to err at each of them."""

    good: float
    bad: float
    wrongly_rejected: float
    wrongly_accepted: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Look at `size` people of the lot; accept it when at most `faults` are wrong."""

    size: int
    faults: int


USUAL = Points(good=0.025, bad=0.20, wrongly_rejected=0.10, wrongly_accepted=0.10)
"""One fault in forty is what careful work still has; one in five is what makes a figure worthless. The plan looks at 18
people and lets one fault pass, which two people can check on foot in an evening."""


def accepted(plan: Plan, share: float, *, lot: int | None = None) -> float:
    """Return the chance that a lot with this share of faults is accepted; `lot` None: far larger than the sample."""
    if lot is None:
        return binomial(plan.faults, plan.size, share)
    # Of a small lot a share is a whole number of people; one fault fewer or more than wanted would be another lot.
    return hypergeometric(plan.faults, min(plan.size, lot), round(share * lot), lot)


def plan(points: Points = USUAL, *, lot: int | None = None) -> Plan:
    """Return the smallest plan that keeps both points; of a lot too small for one, everybody.

    Raises ValueError when no plan of `MOST` people does.
    """
    most = MOST if lot is None else min(MOST, lot)
    faults = 0
    for size in range(1, most + 1):
        while accepted_good(Plan(size, faults), points, lot) < 1 - points.wrongly_rejected:
            faults += 1
        if accepted_bad(Plan(size, faults), points, lot) <= points.wrongly_accepted:
            return Plan(size, faults)
    if lot is not None and lot <= MOST:
        return Plan(lot, floor(points.good * lot))
    raise ValueError("no plan is that sharp")


def accepted_good(one: Plan, points: Points, lot: int | None = None) -> float:
    """Return the chance to accept at the good point; in a small lot the share is rounded down to whole people."""
    return accepted(one, points.good if lot is None else floor(points.good * lot) / lot, lot=lot)


def accepted_bad(one: Plan, points: Points, lot: int | None = None) -> float:
    """Return the chance to accept at the bad point; in a small lot the share is rounded up to whole people."""
    return accepted(one, points.bad if lot is None else ceil(points.bad * lot) / lot, lot=lot)


def decide(one: Plan, *, looked_at: int, wrong: int) -> Verdict:
    """Return what the sample says so far.

    Too many faults reject at once, whatever the rest would show; nothing is accepted before everybody was looked at,
    unless those who are left could not change it.
    """
    if wrong > one.faults:
        return Verdict.REJECT
    if wrong + (one.size - looked_at) <= one.faults:
        return Verdict.ACCEPT
    return Verdict.UNDECIDED
