"""Words of the daily e-mail: what is told of, and how far a letter is (thư nhắc việc)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What may newly wait for an officer; each has a page where it is worked on."""

    LATE_TASKS = "late_tasks"
    TASKS = "tasks"
    TO_ISSUE = "to_issue"
    ESCALATED = "escalated"
    LATE_DIFFICULTIES = "late_difficulties"
    DIFFICULTIES = "difficulties"
    TO_ACCEPT = "to_accept"
    GUIDANCE = "guidance"
    LATE_QUESTIONS = "late_questions"
    QUESTIONS = "questions"
    HELD_QUESTIONS = "held_questions"
    LATE_LISTS = "late_lists"
    LISTS = "lists"
    LATE_REQUESTS = "late_requests"
    REQUESTS = "requests"
    HANDOVERS = "handovers"
    LOANS = "loans"


PAGES: Mapping[Kind, str] = {
    Kind.LATE_TASKS: "/directives/?desk=in",
    Kind.TASKS: "/directives/?desk=in",
    Kind.TO_ISSUE: "/directives/?desk=proposed",
    Kind.ESCALATED: "/directives/?desk=late",
    Kind.LATE_DIFFICULTIES: "/difficulties/",
    Kind.DIFFICULTIES: "/difficulties/",
    Kind.TO_ACCEPT: "/difficulties/",
    Kind.GUIDANCE: "/guidance/",
    Kind.LATE_QUESTIONS: "/questions/?desk=here",
    Kind.QUESTIONS: "/questions/?desk=here",
    Kind.HELD_QUESTIONS: "/questions/?desk=held",
    Kind.LATE_LISTS: "/lists/?way=in&state=sent",
    Kind.LISTS: "/lists/?way=in&state=sent",
    Kind.LATE_REQUESTS: "/requests/",
    Kind.REQUESTS: "/requests/",
    Kind.HANDOVERS: "/equipment/waiting/",
    Kind.LOANS: "/equipment/waiting/",
}


class Load(StrEnum):
    """What a unit has by the hundred: counted in a digest that is sent for something new, never a reason for one."""

    PEOPLE = "people"
    CASES = "cases"


LOAD_PAGES: Mapping[Load, str] = {Load.PEOPLE: "/people/list?card=due", Load.CASES: "/cases/"}


class DigestState(StrEnum):
    """How far a digest is; what is `unknown` may have arrived, and is not sent again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


ANNOUNCED = frozenset({DigestState.QUEUED, DigestState.SENDING, DigestState.SENT})
"""The states in which what a digest tells of counts as told; of any other the next digest tells once more."""


MOST_LETTERS = 5
"""Letters that ask for a confirmation, to one officer on one day; nobody's mailbox is filled by a form."""


@dataclass(frozen=True, slots=True)
class WishRow:
    """Where an officer's e-mail goes, whether that was confirmed, and how far the letter is that asks for it."""

    address: str
    confirmed_at: datetime | None
    asked_at: datetime | None = None
    expires_at: datetime | None = None
    unsent: bool = False

    def waits(self, now: datetime) -> bool:
        """Tell whether a letter is out whose code still counts."""
        return self.expires_at is not None and now < self.expires_at and not self.unsent


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: how many are new, and how many wait altogether."""

    kind: Kind
    fresh: int
    total: int


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One digest as the account page shows it."""

    day: date
    state: DigestState
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail as it leaves: the same message has the same `message_id`, however often it is tried."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    made_at: datetime
