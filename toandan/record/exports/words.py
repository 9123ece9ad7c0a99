"""Words of tables made in the background: what is asked for, how far it is, what came of it (bảng xuất chạy nền)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from toandan.ground.kernel.actor import Actor

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
class Offer:
    """A table that may be asked for by name, and what must be said of it.

    `names` are the parts of its address, each a text or a number; `permission` is the word asked for, None when
    everybody who works may have it; `forms` are the endings it leaves as.
    """

    name: str
    names: Mapping[str, type]
    permission: str | None
    forms: tuple[str, ...]


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


class Counter(Protocol):
    """Knows which tables there are, and what one is called before it is made."""

    def offers(self) -> list[Offer]:
        """Return every table, by name."""
        ...

    def wish(
        self, *, name: str, of: Mapping[str, str], asked: Mapping[str, Sequence[str]], form: str, language: str
    ) -> Wish:
        """Return what is asked for: `of` names the parts of the address, `asked` is what filters it.

        Raises NotThere when there is no such table, UnableTo when it does not leave in that form.
        """
        ...

    def heading(self, *, actor: Actor, now: datetime, wish: Wish) -> Heading:
        """Return how the table is called. Raises UnableTo when the actor may not have it, or it would be too long."""
        ...

    def start(self, actor: Actor) -> Start:
        """Return what puts a table before the workers, who make it in this actor's name."""
        ...
