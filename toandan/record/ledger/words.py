"""Words of the ledger: what a standing says, why people are posted, and what a posting looks like (tình trạng).

A standing is written as one readable number, its state: residence × 10000 + card × 1000 + e-ID × 100 + obstacle.
12100 reads permanent, due, no account, no obstacle. The world outside the register is unit 0, state 0.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class _Digit(StrEnum):
    """A word that has a digit of its own inside a state number; the digit is its place in the enum."""

    @property
    def digit(self) -> int:
        """The word's part of the state number."""
        return _DIGITS[type(self).__name__, self.value]


class Residence(_Digit):
    """How the person lives at the unit that answers for them."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    UNREGISTERED = "unregistered"


class Card(_Digit):
    """How far the chip card is."""

    NOT_DUE = "not_due"
    DUE = "due"
    APPLIED = "applied"
    PRODUCED = "produced"
    ISSUED = "issued"


class EId(_Digit):
    """How far the electronic account is."""

    NONE = "none"
    APPLIED = "applied"
    GRANTED = "granted"
    ACTIVATED = "activated"
    LOCKED = "locked"


class Obstacle(_Digit):
    """Why a person who is due cannot be served now; it never takes anybody out of the count."""

    NONE = ""
    SUSPECTED_DEAD = "suspected_dead"
    BIRTH_DATE_MISSING = "birth_date_missing"
    NO_PAPERS = "no_papers"
    ABSENT = "absent"
    ABROAD = "abroad"
    WHEREABOUTS_UNKNOWN = "whereabouts_unknown"
    IN_CUSTODY = "in_custody"
    HOMEBOUND = "homebound"
    DATA_MISMATCH = "data_mismatch"
    REFUSED = "refused"
    NOTIFIED_ELSEWHERE = "notified_elsewhere"


_DIGITS: dict[tuple[str, str], int] = {
    (words.__name__, word.value): place
    for words, first in ((Residence, 1), (Card, 1), (EId, 1), (Obstacle, 0))
    for place, word in enumerate(words, start=first)
}
"""Obstacles count from 0, so that nobody's obstacle is a nought; a number's meaning never changes once posted."""


class Verb(StrEnum):
    """What happened: the one word an entry gives for all its postings."""

    REGISTER_OPENED = "register_opened"
    REGISTERED = "registered"
    BORN = "born"
    CAME_OF_AGE = "came_of_age"
    DOSSIER_COLLECTED = "dossier_collected"
    CARD_PRODUCED = "card_produced"
    CARD_DELIVERED = "card_delivered"
    CARD_EXPIRED = "card_expired"
    CARD_LOST = "card_lost"
    ACCOUNT_GRANTED = "account_granted"
    ACCOUNT_ACTIVATED = "account_activated"
    ACCOUNT_LOCKED = "account_locked"
    OBSTACLE_FOUND = "obstacle_found"
    OBSTACLE_CLEARED = "obstacle_cleared"
    RESIDENCE_CHANGED = "residence_changed"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    HANDED_OVER = "handed_over"
    REORGANISED = "reorganised"
    DIED = "died"
    EMIGRATED = "emigrated"
    CORRECTED = "corrected"


class RefusalReason(StrEnum):
    """Why a line was not posted."""

    NOT_IN_REGISTER = "not_in_register"
    STANDING_DIFFERS = "standing_differs"
    OUT_OF_SCOPE = "out_of_scope"
    STATE_UNKNOWN = "state_unknown"
    UNIT_UNKNOWN = "unit_unknown"
    DUPLICATE_LINE = "duplicate_line"
    FUTURE_DAY = "future_day"
    NOTHING_CHANGES = "nothing_changes"
    NOT_LAWFUL = "not_lawful"


class LedgerPermission(StrEnum):
    """What an officer may be allowed to do with the ledger."""

    POST = "ledger.entry.post"
    READ_ENTRY = "ledger.entry.read"
    READ_BALANCE = "ledger.balance.read"
    SEAL = "ledger.entry.seal"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of a person as far as the campaign is concerned, without the unit."""

    residence: Residence
    card: Card
    eid: EId
    obstacle: Obstacle = Obstacle.NONE

    @property
    def code(self) -> int:
        """The state number."""
        return self.residence.digit * 10000 + self.card.digit * 1000 + self.eid.digit * 100 + self.obstacle.digit

    @classmethod
    def of(cls, code: int) -> "Standing":
        """Read a state number; raises ValueError when no standing has it."""
        try:
            return _by_code()[code]
        except KeyError as error:
            raise ValueError(f"no standing has the number {code}") from error

    def but(
        self,
        *,
        residence: Residence | None = None,
        card: Card | None = None,
        eid: EId | None = None,
        obstacle: Obstacle | None = None,
    ) -> "Standing":
        """Return the same standing with some words changed."""
        return replace(
            self,
            residence=self.residence if residence is None else residence,
            card=self.card if card is None else card,
            eid=self.eid if eid is None else eid,
            obstacle=self.obstacle if obstacle is None else obstacle,
        )


@cache
def standings() -> tuple[Standing, ...]:
    """Return every standing there is, by rising state number."""
    return tuple(Standing(*words) for words in product(Residence, Card, EId, Obstacle))


@cache
def _by_code() -> dict[int, Standing]:
    return {standing.code: standing for standing in standings()}


@cache
def _matching(
    residence: frozenset[Residence], card: frozenset[Card], eid: frozenset[EId], obstacle: frozenset[Obstacle]
) -> frozenset[int]:
    return frozenset(Standing(*words).code for words in product(residence, card, eid, obstacle))


def matching(
    *,
    residence: Collection[Residence] = tuple(Residence),
    card: Collection[Card] = tuple(Card),
    eid: Collection[EId] = tuple(EId),
    obstacle: Collection[Obstacle] = tuple(Obstacle),
) -> frozenset[int]:
    """Return the states whose words lie in the given sets; a dimension left out may be anything."""
    return _matching(frozenset(residence), frozenset(card), frozenset(eid), frozenset(obstacle))


@dataclass(frozen=True, slots=True)
class Account:
    """Where people stand: a unit number and a standing; None as standing is the world outside the register."""

    unit: int
    standing: Standing | None

    @property
    def pair(self) -> tuple[int, int]:
        """The account as (unit number, state)."""
        return self.unit, 0 if self.standing is None else self.standing.code


WORLD = Account(0, None)
"""The one account outside the register."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person to be moved from one account to another; accounts are (unit number, state), the world is (0, 0)."""

    person: int
    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class LineArrays:
    """Lines as five columns of the same length: what large sets are posted as. Any sequence of integers will do."""

    persons: Sequence[int] | Ints
    unit_from: Sequence[int] | npt.NDArray[np.integer]
    state_from: Sequence[int] | npt.NDArray[np.integer]
    unit_to: Sequence[int] | npt.NDArray[np.integer]
    state_to: Sequence[int] | npt.NDArray[np.integer]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """Turn lines into columns."""
        rows = [(line.person, *line.source, *line.target) for line in lines]
        columns = zip(*rows, strict=True) if rows else ([], [], [], [], [])
        return cls(*(list(column) for column in columns))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not posted; unit and state are where the person really stands, when the caller may know it."""

    person: int
    reason: RefusalReason
    unit: int | None = None
    state: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of `post` wrote: the entry's number, how many people were posted, and the lines it refused.

    `repeated` tells that the same request had been posted before; then this is the outcome of that time.
    """

    entry: int
    posted: int
    refused: list[Refusal] = field(default_factory=list)
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where a person stands now, since which day it counts, and by which entry."""

    person_id: int
    unit_no: int
    state: int
    effective_on: date
    entry: int

    @property
    def standing(self) -> Standing:
        """The standing in words."""
        return Standing.of(self.state)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One posting of one person, with the entry it belongs to; `source` and `target` are (unit number, state)."""

    entry: int
    verb: Verb
    occurred_on: date
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str
    evidence: str
    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """The header of an entry; `lines` is how many people it posted."""

    entry: int
    client_key: str
    verb: Verb
    occurred_on: date
    recorded_at: datetime
    actor: str
    actor_id: int | None
    reason: str
    evidence: str
    session: str
    lines: int
    refused: int


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal: no entry numbered up to `entry` can be added any more."""

    seal_id: int
    entry: int
    sealed_at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitFlow:
    """A unit's counters: people before the first day, and the net change of each day that had any."""

    opening: dict[str, int]
    days: dict[str, list[tuple[date, int]]]


@dataclass(frozen=True, slots=True)
class FlowTable:
    """Counters of many units: `change[unit, counter, 0]` is the opening, column 1 + n the net change of day n."""

    units: Ints
    counters: tuple[str, ...]
    since: date
    change: Ints


@dataclass(frozen=True, slots=True)
class Change:
    """People who came among certain states or left them: by which verb, and where their other side lies.

    `other` is `world` (outside the register), `elsewhere` (another unit) or `here` (same units, other states).
    """

    verb: str
    gained: bool
    other: str
    people: int


@dataclass(frozen=True, slots=True)
class ProofResult:
    """What one proof found: rows checked, violations, some of them as JSON text, and the seconds it took."""

    name: str
    sentence: str
    rows: int
    violations: int
    samples: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The proofs of the whole ledger as of its entry `head`."""

    head: int
    proofs: tuple[ProofResult, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every proof holds."""
        return all(not proof.violations for proof in self.proofs)
