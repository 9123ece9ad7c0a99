"""Pure decisions about samples: the plan of a lot, who is drawn, what a re-check may say, what halves add up to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from toandan.ground.quality import chances, draws, lots
from toandan.ground.quality.lots import Plan, Verdict
from toandan.record.ledger.words import Ints
from toandan.work.samples.words import POSSIBLE, STATES, Arm, DrawnRow, Found, Half, Pool, Subject


def plan_of(lot: int) -> Plan:
    """Return how many to visit of a lot, and how many faults it may show; nobody of an empty one."""
    return lots.plan(lot=lot) if lot else Plan(0, 0)


def turn(communes: Sequence[int], day: date) -> int | None:
    """Return which of a district's communes is checked on a day: each in its turn, so that all of them come up."""
    return communes[day.toordinal() % len(communes)] if communes else None


def choose(persons: Ints, states: Ints, subject: Subject, *, seed: int) -> Mapping[Arm, tuple[Ints, int]]:
    """Return for each half who is drawn, in the order to visit them, and how many people it stands for."""
    made = {}
    for arm in Arm:
        lot = persons[np.isin(states, sorted(STATES[subject, arm]))]
        # One more than the seed for the second half, so that nobody's luck in one half is their luck in the other.
        made[arm] = (draws.drawn(lot, plan_of(len(lot)).size, seed=seed + (arm is Arm.NOT_DONE)), len(lot))
    return made


def fault_of(arm: Arm, found: Found, kind: object) -> str | None:
    """Return the code of what is wrong with a re-check, None when it can be written down."""
    if found is Found.WRONG and kind is None:
        return "kind_missing"
    if found is not Found.WRONG and kind is not None:
        return "kind_needless"
    return "kind_wrong" if found is Found.WRONG and kind not in POSSIBLE[arm] else None


def half(lot: int, plan: Plan, people: Iterable[DrawnRow]) -> Half:
    """Return one half with what was found so far; `people` need hold only those who were visited."""
    last = [row.last for row in people if row.last is not None]
    found = Counter(one.found for one in last)
    kinds = Counter(one.kind for one in last if one.found is Found.WRONG and one.kind)
    looked, wrong = found[Found.CONFIRMED] + found[Found.WRONG], found[Found.WRONG]
    low, high = chances.interval(wrong, looked)
    # An empty lot has nothing wrong in it.
    verdict = lots.decide(plan, looked_at=looked, wrong=wrong) if plan.size else Verdict.ACCEPT
    return Half(lot, plan, looked, wrong, found[Found.NOT_MET], dict(kinds), low, high, verdict)


def pool(halves: Iterable[Half]) -> Pool:
    """Return what several samples of the same unit and half found together.

    The lot-quality rule is asked of all of them as of one lot of endless size, whose plan grows with what was looked
    at: the faults that may show are the fewest that still let a good lot pass nine times of ten.
    """
    rows = list(halves)
    looked, wrong = sum(one.looked_at for one in rows), sum(one.wrong for one in rows)
    low, high = chances.interval(wrong, looked)
    return Pool(len(rows), looked, wrong, sum(one.not_met for one in rows), low, high, _pooled(looked, wrong))


def _pooled(looked: int, wrong: int) -> Verdict:
    usual = lots.plan()
    if looked < usual.size:
        return Verdict.REJECT if wrong > usual.faults else Verdict.UNDECIDED
    allowed = next(
        faults for faults in range(looked + 1)
        if lots.accepted(Plan(looked, faults), lots.USUAL.good) >= 1 - lots.USUAL.wrongly_rejected
    )  # fmt: skip
    return Verdict.ACCEPT if wrong <= allowed else Verdict.REJECT
