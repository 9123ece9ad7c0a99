"""The words of notification lists: where a list and a line stand, why a line comes back (danh sách thông báo)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from toandan.record.ledger.words import Obstacle


class ListsPermission(StrEnum):
    """What an officer may be allowed to do with notification lists."""

    READ = "movements.list.read"
    SEND = "movements.list.send"
    """Draw up, send and withdraw lists of one's own people."""
    ANSWER = "movements.list.answer"
    """Accept the people of a list, or send them back."""


class ListState(StrEnum):
    """Where a list stands; the table of moves is in `states.py`."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({ListState.DRAFT, ListState.SENT})
"""States in which something is still to be done with a list."""


class LineState(StrEnum):
    """Where one person on a list stands."""

    DRAFT = "draft"
    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


NOTICE_DAYS = 1
"""For how many days before its last day a list counts as due soon (sắp đến hạn)."""


class ReturnReason(StrEnum):
    """Why the receiver does not take a person over."""

    NOT_FOUND = "not_found"
    ALREADY_LEFT = "already_left"
    WRONG_UNIT = "wrong_unit"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"


IMPLIED: Mapping[ReturnReason, Obstacle | None] = MappingProxyType(
    {
        ReturnReason.NOT_FOUND: Obstacle.WHEREABOUTS_UNKNOWN,
        ReturnReason.ALREADY_LEFT: Obstacle.WHEREABOUTS_UNKNOWN,
        ReturnReason.WRONG_UNIT: None,
        ReturnReason.DUPLICATE: Obstacle.DATA_MISMATCH,
        ReturnReason.DECEASED: Obstacle.SUSPECTED_DEAD,
    }
)
"""What a return says about the person; None puts back what stood before the list."""


class Grouping(StrEnum):
    """Whom a list is addressed to: the district where the people live, or the commune."""

    DISTRICT = "district"
    COMMUNE = "commune"


class ListForm(StrEnum):
    """In which form a list leaves the house."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    """Set by the sheets, from the letter that a room hands out."""


class Choice(StrEnum):
    """By which rule people are chosen for a list."""

    ELSEWHERE = "elsewhere"
    """The present address lies under another unit than the one that answers."""
    OBSTACLE = "obstacle"
    """The standing names this obstacle."""


class Fault(StrEnum):
    """Why somebody cannot be on a list."""

    NOT_YOURS = "not_yours"
    ON_OPEN_LIST = "on_open_list"
    NO_RECEIVER = "no_receiver"
    RECEIVER_UNKNOWN = "receiver_unknown"
    RECEIVER_ENDED = "receiver_ended"
    OWN_UNIT = "own_unit"
    TWICE = "twice"
    NUMBER_MISSING = "number_missing"
    ZEROS_LOST = "zeros_lost"
    """A spreadsheet ate the zeros a number began with, and they cannot be put back for sure."""
    ROUNDED = "rounded"
    BROKEN = "broken"
    """The cells of a line of a file are not those of its headings: a quotation mark is lost, or a separator."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One person to be put on a list: the commune where they live, None when it is to be read from the register.

    `address` is the street there, as whoever names the place says it. `line` is the line of the file that
    names them (the heading is line 1), 0 without one.
    """

    person: int
    target: int | None = None
    line: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What keeps a person off a list; `line` is the line of a file (the heading is line 1), 0 without one."""

    fault: Fault
    person: int | None = None
    line: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be put on a list: who answers now, the commune found from the register, and the obstacle."""

    person_id: int
    unit: int
    target: int | None
    obstacle: Obstacle
    full_name: str
    birth: str
    address: str
    on_list: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list as pages show it; `open` people wait for an answer, `due_on` is the last day to give it."""

    list_id: int
    sender: int
    receiver: int
    state: ListState
    reason: str
    lines: int
    accepted: int
    returned: int
    withdrawn: int
    unsettled: int
    due_on: date | None
    drawn_at: datetime
    drawn_by: str
    sent_at: datetime | None
    sent_by: str
    closed_at: datetime | None
    peer: int | None = None
    """The authority on whose system the other unit lies."""
    details_removed_at: datetime | None = None
    """When the list, closed long before, lost what tells who was on it."""
    reminded_on: date | None = None

    @property
    def open(self) -> int:
        """How many people wait for an answer."""
        return 0 if self.sent_at is None else self.lines - self.accepted - self.returned - self.withdrawn

    def overdue(self, today: date) -> bool:
        """Tell whether the last day has passed and somebody still waits."""
        return self.state is ListState.SENT and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class LineRow:
    """One person on a list, with the few details the receiver needs to find them; the number is masked."""

    person_id: int
    list_id: int
    source: int
    target: int
    state: LineState
    full_name: str
    birth: str
    sex: str
    masked_number: str
    present_address: str
    phone: str
    residence: str
    reason: ReturnReason | None
    note: str
    entry: int | None
    answered_at: datetime | None
    answered_by: str
    settled: bool

    @property
    def on_the_way(self) -> bool:
        """Tell whether somebody from another system is wanted here, and its letter has not handed them over yet."""
        return self.person_id < 0 and self.state is LineState.ACCEPTED and not self.settled


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did: how many lines, who could not be taken over, the ledger's entry, where the list stands now.

    `repeated` tells that the same request had been carried out before; then this is the outcome of that time.
    """

    list_id: int
    done: int
    refused: tuple[int, ...]
    entry: int | None
    state: ListState
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """The statement between two units: sent = accepted + returned + open; what was withdrawn is not counted as sent."""

    sender: int
    receiver: int
    lists: int
    sent: int
    accepted: int
    returned: int
    open: int
    overdue: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class DueList:
    """A list whose day fell into a period; it was answered on `closed_on`, `timely` tells whether that was in time."""

    list_id: int
    sender: int
    receiver: int
    due_on: date
    closed_on: date | None
    timely: bool
