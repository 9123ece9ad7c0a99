"""Words of the journal: its permission, a line as it is read, and what a check of the chain found (nhật ký)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

STRANDS = 64
"""How many chains run side by side, so that writers do not wait for one another."""

GENESIS = bytes(32)
"""What the first line of every strand, and the first signed head, name as the hash before them."""

ROOT_UNIT = 1
"""Lines about no unit in particular are kept at the root, where only an officer of the whole country sees them."""


class JournalPermission(StrEnum):
    """What an officer may be allowed to do with the journal."""

    READ = "journal.line.read"


class Fault(StrEnum):
    """What can be wrong with a journal, from the single line to the signed head."""

    CHANGED = "changed"
    UNCHAINED = "unchained"
    MISSING = "missing"
    HEAD_DIFFERS = "head_differs"
    SEALED_MISSING = "sealed_missing"
    SEALED_DIFFERS = "sealed_differs"
    SEAL_UNCHAINED = "seal_unchained"
    SIGNATURE_WRONG = "signature_wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who (`actor_name`, a login name) did what (`verb`) to whom (`subject`), for which unit."""

    strand: int
    line_no: int
    at: datetime
    day: date
    actor_id: int | None
    actor_name: str
    unit_no: int
    verb: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the chain does not hold; `line_no` is 0 when a whole head is meant."""

    fault: Fault
    strand: int
    line_no: int
    seal: int = 0


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` looked at, and the first break it found; `unsealed` lines stand after the last signed head."""

    lines: int
    strands: int
    seals: int
    unsealed: int
    seconds: float
    broken: Broken | None

    @property
    def holds(self) -> bool:
        """Tell whether nothing was changed, removed or slipped in."""
        return self.broken is None


@dataclass(frozen=True, slots=True)
class Head:
    """Where every strand stood when a day was sealed, with the signature over it."""

    seal_no: int
    day: date
    made_at: datetime
    heads: Mapping[int, tuple[int, str]]
    previous: bytes
    signature: bytes
