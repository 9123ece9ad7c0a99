"""Words of tables made in the background: what is asked for, how far it is, what came of it (bảng xuất chạy nền)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Start = Callable[[int], None]
"""Puts a table before the workers, by its number."""
Heard = Callable[[int], None]
"""Is told how many rows are written; raises when nobody wants them any more, and is not to be caught."""


class ExportState(StrEnum):
    """How far a table is."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a table was not made; empty while nothing went wrong."""

    NONE = ""
    INTERRUPTED = "interrupted"
    """Whoever worked on it was killed, more than once."""
    DISK_FULL = "disk_full"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    GONE = "gone"
    """What was asked for is not there any more."""
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a table by the name of its page, and everything that its page's address said.

    `sheet` names the page, `arguments` are the parts of its path, `query` is what stood behind the question mark,
    `form` the ending of the file, `language` what the headings are written in.
    """

    sheet: str
    arguments: Mapping[str, str | int]
    query: str
    form: str
    language: str


@dataclass(frozen=True, slots=True)
class Heading:
    """How a table is called: the file's name, the title, what was filtered, its unit, and about how many lines."""

    table: str
    title: str
    about: str
    unit: int
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: how many rows, and how many people they are about."""

    rows: int
    people: int


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One table as its page shows it; `title` and `about` are in its `language`, `size` in bytes or None."""

    export_id: int
    title: str
    about: str
    table: str
    form: str
    language: str
    state: ExportState
    reason: Reason
    rows: int
    expected: int | None
    attempts: int
    size: int | None
    asked_at: datetime
    ended_at: datetime | None
    expires_at: datetime

    @property
    def under_way(self) -> bool:
        """Tell whether it waits for a worker, or has one."""
        return self.state in UNDER_WAY

    def ready(self, now: datetime) -> bool:
        """Tell whether it may be taken."""
        return self.state is ExportState.READY and now < self.expires_at


UNDER_WAY = frozenset({ExportState.QUEUED, ExportState.RUNNING})
