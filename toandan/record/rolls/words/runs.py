"""An import run: how it is asked for, where it stands, what it reports (lượt nhập danh sách)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class RollsPermission(StrEnum):
    """Permission words of this room."""

    IMPORT = "rolls.roll.import"
    EXPORT = "rolls.roll.export"


class Mode(StrEnum):
    """What happens to a roll with bad rows: it stays out whole, or its good rows go in."""

    ALL_OR_NOTHING = "all_or_nothing"
    GOOD_ROWS = "good_rows"


class RunState(StrEnum):
    """Where an import run stands; the table of moves is in `states.py`."""

    RECEIVED = "received"
    QUEUED = "queued"
    CHECKING = "checking"
    CHECKED = "checked"
    WRITING = "writing"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


UNDER_WAY = frozenset({RunState.QUEUED, RunState.CHECKING, RunState.WRITING})


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the person who imports decides.

    `on` is the day the people count from; `mapping` goes from canonical column to heading in the file (empty: guess);
    `max_duplicates` is the greatest share of look-alike rows in percent before the whole file is refused.
    """

    on: date
    mapping: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = Mode.ALL_OR_NOTHING
    max_duplicates: float = 5.0
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: the line in the file (the heading is line 1), the column, the value as written, and the code."""

    line: int
    column: str
    value: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DuplicateShare:
    """Rows that look like duplicates, against all rows."""

    duplicates: int
    rows: int

    def exceeds(self, percent: float) -> bool:
        """Tell whether more than `percent` of the rows look like duplicates."""
        return self.duplicates * 100 > percent * self.rows


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a run has come: rows read in pass 1, rows written in pass 2, of `rows` in all when known."""

    stage: RunState
    done: int
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of a run, as the command line prints it and the report page shows it."""

    run: int
    state: RunState
    reason: str
    rows: int
    accepted: int
    refused: int
    duplicates: int
    warnings: int
    entries: tuple[int, ...]
    counts: Mapping[str, int]
    findings: tuple[FindingRow, ...]
    summary: tuple[FindingRow, ...]
    repeated: bool
    seconds: float
    source: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One import run as its page shows it; `rows_read` of `rows` while it is under way."""

    run: int
    unit: int
    digest: str
    file_name: str
    source: Mapping[str, str]
    headings: tuple[str, ...]
    mapping: Mapping[str, str]
    on: date | None
    mode: str
    max_duplicates: float
    dry_run: bool
    state: RunState
    reason: str
    rows: int
    rows_read: int
    accepted: int
    refused: int
    duplicates: int
    warnings: int
    actor: str
    created_at: datetime
    finished_at: datetime | None

    @property
    def under_way(self) -> bool:
        """Tell whether the run is still moving."""
        return self.state in UNDER_WAY
