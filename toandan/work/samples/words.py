"""Words of samples: what is checked, what was found, what a lot is worth (kiểm tra chọn mẫu)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from toandan.ground.quality.lots import Plan, Verdict
from toandan.record.ledger.words import Card, EId, matching


class SamplesPermission(StrEnum):
    """What an officer may do with samples; who is checked only reads."""

    READ = "samples.sample.read"
    DRAW = "samples.sample.draw"
    CHECK = "samples.check.record"


class Subject(StrEnum):
    """What the register says of a person and the sample checks."""

    CARD = "card"
    EID = "eid"


class Arm(StrEnum):
    """Which of the two halves of a sample: those the register calls done, and those it calls not done."""

    DONE = "done"
    NOT_DONE = "not_done"


class Found(StrEnum):
    """What the re-check found; whoever was not met says nothing about the register."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    NOT_MET = "not_met"


class Discrepancy(StrEnum):
    """How the register differs from what was found; a closed list, so that kinds can be counted."""

    NOT_HELD = "not_held"
    HELD = "held"
    UNKNOWN_THERE = "unknown_there"
    MOVED = "moved"
    DEAD = "dead"
    OTHER_PERSON = "other_person"
    DATA = "data"


POSSIBLE: Mapping[Arm, frozenset[Discrepancy]] = {
    Arm.DONE: frozenset(Discrepancy) - {Discrepancy.HELD},
    Arm.NOT_DONE: frozenset(Discrepancy) - {Discrepancy.NOT_HELD},
}
"""Somebody who is done cannot wrongly hold a card, and somebody who is not done cannot wrongly lack one."""

_MUST = tuple(card for card in Card if card is not Card.NOT_DUE)
STATES: Mapping[tuple[Subject, Arm], frozenset[int]] = {
    (Subject.CARD, Arm.DONE): matching(card=(Card.ISSUED,)),
    (Subject.CARD, Arm.NOT_DONE): matching(card=_MUST) - matching(card=(Card.ISSUED,)),
    (Subject.EID, Arm.DONE): matching(card=_MUST, eid=(EId.ACTIVATED,)),
    (Subject.EID, Arm.NOT_DONE): matching(card=_MUST) - matching(eid=(EId.ACTIVATED,)),
}
"""The ledger's states of each half: together they are everybody who must hold a card."""


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a sample: the lot it stands for, the plan, and what was found so far.

    `lot` is how many people stood in this half when it was drawn, and `plan.size` of them were drawn. `kinds` are
    those of whom the register is wrong, by kind. `low` and `high` are the interval of the share of faults in the lot.
    """

    lot: int
    plan: Plan
    looked_at: int = 0
    wrong: int = 0
    not_met: int = 0
    kinds: Mapping[Discrepancy, int] = field(default_factory=dict)
    low: float = 0.0
    high: float = 1.0
    verdict: Verdict = Verdict.UNDECIDED

    @property
    def waiting(self) -> int:
        """How many are still to be visited."""
        return self.plan.size - self.looked_at - self.not_met


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One day's sample of a unit: the seed it can be drawn again from, and its halves.

    `kept` is the unit that answers for it: the one it is about, or the one that carries that on since units merged.
    """

    sample_id: int
    unit: int
    kept: int
    day: date
    subject: Subject
    seed: int
    entry: int
    drawn_at: datetime
    drawn_by: str
    halves: Mapping[Arm, Half]

    @property
    def waiting(self) -> int:
        """How many people of both halves are still to be visited."""
        return sum(half.waiting for half in self.halves.values())


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One re-check as it was written down; a later one about the same person takes its place."""

    found: Found
    kind: Discrepancy | None
    note: str
    checked_at: datetime
    checked_by: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One person of a sample, in the order to visit them; `state` is where they stood when drawn."""

    person: int
    arm: Arm
    place: int
    state: int
    checks: tuple[CheckRow, ...]

    @property
    def last(self) -> CheckRow | None:
        """The re-check that counts."""
        return self.checks[-1] if self.checks else None


@dataclass(frozen=True, slots=True)
class Pool:
    """What all samples of a unit and half in a period found together, with the interval of the share of faults."""

    samples: int
    looked_at: int
    wrong: int
    not_met: int
    low: float
    high: float
    verdict: Verdict

    @property
    def share(self) -> float | None:
        """The share of those looked at of whom the register is wrong; None when nobody was."""
        return self.wrong / self.looked_at if self.looked_at else None
