"""Words of verification: kinds of cases, answers, evidence, steps, opinions; no database (hồ sơ xác minh)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from toandan.ground.kernel.partial_date import PartialDate

REGISTER_ITSELF = "duplicates"
"""The source of a doubt that comes of no list: the register was compared with itself."""

NOTICE_DAYS = 3
"""For how many days before its last day a list counts as due soon (sắp đến hạn)."""


class VerificationPermission(StrEnum):
    """What an officer may be allowed to do with cases."""

    READ = "verification.case.read"
    OPEN = "verification.case.open"
    DECIDE = "verification.case.decide"
    REVIEW = "verification.review.decide"
    PROPOSE = "verification.proposal.make"
    READ_REQUEST = "verification.request.read"
    ANSWER = "verification.request.answer"


class Kind(StrEnum):
    """What is in doubt about a person."""

    SUSPECTED_DEAD = "suspected_dead"
    BIRTH_DATE_MISSING = "birth_date_missing"
    NO_PAPERS = "no_papers"
    UNREGISTERED_RESIDENCE = "unregistered_residence"
    IDENTITY_MISMATCH = "identity_mismatch"
    DUPLICATE = "duplicate"


class CaseState(StrEnum):
    """How far a case is."""

    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"
    DECIDED = "decided"


class CaseVerb(StrEnum):
    """What can happen to a case; every one leaves a line in its timeline."""

    OPENED = "opened"
    ASKED = "asked"
    ANSWERED = "answered"
    STEP = "step"
    RULED_OUT = "ruled_out"
    DECIDED = "decided"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """What a case was decided to be."""

    DEAD = "dead"
    ALIVE = "alive"
    BIRTH_DATE_FOUND = "birth_date_found"
    PAPERS_COMPLETE = "papers_complete"
    RESIDENCE_REGISTERED = "residence_registered"
    NOT_FOUND_HERE = "not_found_here"
    DETAILS_RIGHT = "details_right"
    SAME_PERSON = "same_person"
    DIFFERENT_PEOPLE = "different_people"


OUTCOMES: Mapping[Kind, tuple[Outcome, ...]] = MappingProxyType(
    {
        Kind.SUSPECTED_DEAD: (Outcome.DEAD, Outcome.ALIVE),
        Kind.BIRTH_DATE_MISSING: (Outcome.BIRTH_DATE_FOUND,),
        Kind.NO_PAPERS: (Outcome.PAPERS_COMPLETE,),
        Kind.UNREGISTERED_RESIDENCE: (Outcome.RESIDENCE_REGISTERED, Outcome.NOT_FOUND_HERE),
        Kind.IDENTITY_MISMATCH: (Outcome.DETAILS_RIGHT,),
        Kind.DUPLICATE: (Outcome.SAME_PERSON, Outcome.DIFFERENT_PEOPLE),
    }
)
"""Which outcomes a case of a kind can have."""


class Answer(StrEnum):
    """What a body answers to what it was asked."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    UNKNOWN = "unknown"


class BirthRank(StrEnum):
    """On what a birth date may rest, the strongest first; a weaker one counts only where every stronger is out."""

    HOSPITAL_PAPER = "hospital_paper"
    CONSISTENT_PAPERS = "consistent_papers"
    FIRST_VALID_PAPER = "first_valid_paper"
    SWORN_STATEMENT = "sworn_statement"
    FIRST_OF_JANUARY = "first_of_january"
    """The last resort: filled in by rule, kept as assumed, and never used as proof."""


class Step(StrEnum):
    """What must be done, in this order, before somebody without papers is due."""

    SEARCH = "search"
    NO_MATCH = "no_match"
    PAPER_ASKED = "paper_asked"
    PAPER_RECEIVED = "paper_received"
    RESIDENCE = "residence"
    NUMBER = "number"


class EvidenceKind(StrEnum):
    """What kind of paper something rests on."""

    DEATH_CERTIFICATE = "death_certificate"
    COURT_DECISION = "court_decision"
    BIRTH_CERTIFICATE = "birth_certificate"
    HOSPITAL_PAPER = "hospital_paper"
    CIVIL_STATUS_EXTRACT = "civil_status_extract"
    PERSONAL_PAPERS = "personal_papers"
    SWORN_STATEMENT = "sworn_statement"
    OFFICIAL_LETTER = "official_letter"
    MINUTES = "minutes"
    SEARCH_RECORD = "search_record"
    RULE = "rule"


class Band(StrEnum):
    """How sure linkage is: `auto` suspends and is confirmed later, `review` waits for eyes."""

    AUTO = "auto"
    REVIEW = "review"


class Verdict(StrEnum):
    """What a reviewer says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class ReviewState(StrEnum):
    """How far a review is."""

    WAITING = "waiting"
    SETTLED = "settled"


class Turn(StrEnum):
    """Whose turn a waiting review is, for one reviewer: everything that is mine, or by who has looked at it."""

    MINE = "mine"
    FIRST = "first"
    SECOND = "second"
    OTHERS = "others"


class Strength(StrEnum):
    """How strong linkage thinks a pair is; a conflict is one whatever its probability."""

    CONFLICT = "conflict"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class TriageRule(StrEnum):
    """What may be done with many missing birth dates at once."""

    OPEN = "open"
    """Open a case for everybody of the unit who must hold a card and whose date is missing or partial."""
    ASK = "ask"
    """Put every open case on one request list to a body."""
    FIRST_OF_JANUARY = "first_of_january"
    """Take the last resort where the year is known and every stronger paper is ruled out."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paper something rests on: its kind, its number and the day it was made out."""

    kind: EvidenceKind
    number: str
    day: date | None = None

    @property
    def text(self) -> str:
        """The paper in one line, as the ledger and histories keep it."""
        return " ".join(part for part in (self.kind.value, self.number, self.day and self.day.isoformat()) if part)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, and the facts some outcomes need.

    `day` is the day it happened (the death, the registration). `birth` and `rank` belong to a birth date found,
    `residence` is the word of a residence registered.
    """

    outcome: Outcome
    evidence: Evidence
    day: date
    birth: PartialDate | None = None
    rank: BirthRank | None = None
    residence: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a case's timeline."""

    event_id: int
    verb: CaseVerb
    occurred_on: date
    recorded_at: datetime
    actor: str
    reason: str
    evidence: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case; `other` is the second record of a duplicate, `due_on` the day an answer is due."""

    case_id: int
    person_id: int
    unit: int
    kind: Kind
    state: CaseState
    source: str
    suspended: bool
    opened_at: datetime
    body: int | None = None
    due_on: date | None = None
    other: int | None = None
    outcome: Outcome | None = None
    entry: int | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether an answer is late."""
        return self.state is CaseState.ASKED and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of a request list: the few identity fields its receiver needs, and the answer once it is there.

    `released_on` is the day its case was decided without the answer: it is wanted no more, and cannot be given.
    """

    person_id: int
    list_id: int
    number: str
    case_id: int
    unit: int
    body: int
    kind: Kind
    question: str
    full_name: str
    birth: str
    sex: str
    parents: str
    place: str
    due_on: date
    answer: Answer | None
    answer_text: str
    evidence: str
    found_day: date | None
    answered_at: datetime | None
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    """One numbered list to a body; `lines` are those the caller may see, `waiting` those whose answer is still wanted.

    `sender` is the unit that sent it and gave its number, `unit` the one that took its place if they merged since. A
    line that was never answered is wanted no more once its case was decided without it.
    """

    list_id: int
    number: str
    unit: int
    body: int
    question: str
    due_on: date
    created_at: datetime
    created_by: str
    lines: int
    answered: int
    waiting: int
    sender: int
    reminded_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether an answer that is still wanted is late."""
        return self.waiting > 0 and self.due_on < today

    def soon(self, today: date) -> bool:
        """Tell whether an answer that is still wanted is due today or within the days of notice."""
        return self.waiting > 0 and today <= self.due_on <= today + timedelta(days=NOTICE_DAYS)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What one reviewer said, and why."""

    actor: str
    actor_id: int | None
    verdict: Verdict
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Two records that may be one person, how strong linkage thinks it is, and what was said about it."""

    review_id: int
    person_id: int
    unit: int
    kind: Kind
    source: str
    weight: float
    probability: float
    conflict: bool
    state: ReviewState
    verdict: Verdict | None
    waterfall: tuple[Mapping[str, Any], ...]
    record: Mapping[str, Any]
    runner_up: Mapping[str, Any] | None
    made_at: datetime
    opinions: tuple[OpinionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a file of proposals."""

    suspended: int = 0
    cases: int = 0
    reviews: int = 0
    known: int = 0
    refused: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TriageLine:
    """What a rule did, or would not do, for one person; `code` is empty when it was done."""

    person_id: int
    case_id: int | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class TriageReport:
    """The lines of a triage; `done` is false when a refused line kept everything out.

    `remaining` is how many more fit the rule and were not looked at; `next_after` is where the next run takes up, None
    at the end.
    """

    lines: tuple[TriageLine, ...]
    done: bool
    remaining: int = 0
    next_after: int | None = None

    @property
    def refused(self) -> tuple[TriageLine, ...]:
        """The lines nothing was done for."""
        return tuple(line for line in self.lines if line.code)


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some cases and whether there are more."""

    cases: tuple[CaseRow, ...] = ()
    more: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
