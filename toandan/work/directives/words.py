"""Words of directives: who writes to whom, which tasks by when, how far each addressee is (công văn chỉ đạo)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

NOTICE_DAYS = 3
"""For how many days before its day a task counts as due soon (sắp đến hạn)."""


class DirectivesPermission(StrEnum):
    """What an officer may be allowed to do with directives."""

    READ = "directives.directive.read"
    DRAFT = "directives.directive.draft"
    ISSUE = "directives.directive.issue"
    ANSWER = "directives.directive.answer"
    KEEP = "directives.committee.keep"


class DirectiveState(StrEnum):
    """How far a directive is; the two in the middle belong to each addressee, the others to the paper."""

    DRAFTED = "drafted"
    PROPOSED = "proposed"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    REPORTED = "reported"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class DirectiveVerb(StrEnum):
    """What can happen to a directive; every one leaves a line in its timeline."""

    DRAWN_UP = "drawn_up"
    CHANGED = "changed"
    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    ATTACHED = "attached"
    LED = "led"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the hierarchy, or a body outside the police, by its number."""

    number: int
    body: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands on the paper: its sign without the number, its subject and text, where and by whom it is signed.

    `signer_title` is the line over the name, such as "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"; `copies` are the lines of
    "Nơi nhận" beside the addressees.
    """

    sign: str
    subject: str
    text: str
    place: str = ""
    signer_title: str = ""
    signer: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class TaskWish:
    """One task to be given: to the addressee numbered `at`, or to all; `percent` of a measure of an order, if any."""

    text: str
    due_on: date
    at: int | None = None
    order: str = ""
    measure: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a directive."""

    task_id: int
    directive_id: int
    position: int
    text: str
    due_on: date
    at: int | None
    order: str
    measure: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What an addressee reported of one task; one that was returned counts no more."""

    task_id: int
    addressee_id: int
    text: str
    answered_at: datetime
    answered_by: str
    returned: bool


@dataclass(frozen=True, slots=True)
class AddresseeRow:
    """How far one addressee is; `due_on` is the first day of what is still to be reported."""

    addressee_id: int
    directive_id: int
    at: Place
    state: DirectiveState
    due_on: date | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    reported_at: datetime | None
    reported_by: str
    reminded_on: date | None
    escalated_on: date | None

    @property
    def waits(self) -> bool:
        """Tell whether something is still wanted of this addressee."""
        return self.state in {DirectiveState.ISSUED, DirectiveState.ACKNOWLEDGED}

    def overdue(self, today: date) -> bool:
        """Tell whether what is still wanted is late."""
        return self.waits and self.due_on is not None and self.due_on < today

    def soon(self, today: date) -> bool:
        """Tell whether what is still wanted is due today or within the days of notice."""
        return self.waits and self.due_on is not None and today <= self.due_on <= today + timedelta(days=NOTICE_DAYS)


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """The head of a directive; `addressed` are all addressees on the paper, `state` that of the paper itself."""

    directive_id: int
    drafter: Place
    issuer: Place
    state: DirectiveState
    year: int | None
    number: int | None
    wording: Wording
    addressed: tuple[Place, ...]
    drafted_at: datetime
    drafted_by: str
    issued_on: date | None
    issued_by: str
    meeting: int | None = None

    @property
    def signed(self) -> str:
        """The number and the sign as papers write them, `01/UBND-KSTTHC`; the sign alone before it is issued."""
        return self.wording.sign if self.number is None else f"{self.number:02d}/{self.wording.sign}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A directive in a list: its head, the last day of its tasks, and how far the addressees in sight are."""

    head: DirectiveRow
    state: DirectiveState
    due_on: date | None
    addressees: int
    acknowledged: int
    reported: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Given:
    """The last paper that gave one unit a task measured by an order, and how far the unit is with it.

    `answer` is what it reported last, "" where nothing it reported stands. `issued_on` is None of a draft.
    """

    directive_id: int
    signed: str
    issued_on: date | None
    row: AddresseeRow
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the timeline of a directive."""

    event_id: int
    addressee_id: int | None
    verb: DirectiveVerb
    recorded_at: datetime
    actor: str
    reason: str


class AttachmentKind(StrEnum):
    """What a file is to its directive."""

    ORIGINAL = "original"
    """The signed and stamped paper, scanned."""
    ANNEX = "annex"
    REPORT = "report"
    """What an addressee reports with."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a directive; `addressee_id` names the addressee that reported with it."""

    attachment_id: int
    directive_id: int
    addressee_id: int | None
    kind: AttachmentKind
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole directive, as far as whoever asks may see it."""

    head: DirectiveRow
    tasks: tuple[TaskRow, ...]
    addressees: tuple[AddresseeRow, ...]
    answers: tuple[AnswerRow, ...]
    events: tuple[EventRow, ...]
    attachments: tuple[AttachmentRow, ...] = ()

    def tasks_of(self, addressee: AddresseeRow) -> list[TaskRow]:
        """Return the tasks one addressee was given: its own and those of all."""
        return [task for task in self.tasks if task.at in {None, addressee.at.number}]

    def answer_to(self, task: TaskRow, addressee: AddresseeRow) -> AnswerRow | None:
        """Return what the addressee reported of a task and was not returned, None when nothing was."""
        mine = (one for one in self.answers if not one.returned)
        found = (o for o in mine if (o.task_id, o.addressee_id) == (task.task_id, addressee.addressee_id))
        return next(found, None)


class MemberRole(StrEnum):
    """What somebody is in a Steering Committee."""

    HEAD = "head"
    DEPUTY = "deputy"
    STANDING = "standing"
    MEMBER = "member"
    SECRETARY = "secretary"


class MeetingState(StrEnum):
    """How far a meeting is."""

    CALLED = "called"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of a Steering Committee: a person, for a unit or body where there is one, until a day."""

    member_id: int
    committee: int
    name: str
    role: MemberRole
    at: Place | None
    since: date
    until: date | None
    ended_for: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What a meeting decided: a task for one unit or body, or for all who are addressed later."""

    position: int
    text: str
    due_on: date
    at: int | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; `decisions` are there once it was held, `directives` were drawn up from it."""

    meeting_id: int
    committee: int
    held_on: date
    place: str
    agenda: str
    minutes: str
    state: MeetingState
    called_by: str
    decisions: tuple[DecisionRow, ...] = ()
    directives: tuple[int, ...] = ()
