"""Tables of directives. Nothing here saves or decides; `operations` does.

`…_no` is a unit or a body outside the police, `…_body` tells which: the rows of a body are seen by that body alone and
not by the police around it. What only lists and policies need is copied down, so that a policy needs no second table.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record import tables
from toandan.record.tables import internal, one_of
from toandan.work.directives.words import AttachmentKind, DirectiveState, DirectiveVerb, MeetingState, MemberRole


class Directive(models.Model):
    """One paper: who drafts it, who issues it, what it says (công văn).

    `numbered_no` is whoever drew its number; it stays when the issuer merges into another unit.
    """

    directive_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    drafter_no = models.IntegerField()
    drafter_body = models.BooleanField()
    issuer_no = models.IntegerField()
    issuer_body = models.BooleanField()
    numbered_no = models.IntegerField()
    state = models.TextField(default=DirectiveState.DRAFTED.value)
    was_proposed = models.BooleanField(default=False)
    sign = models.TextField()
    year = models.SmallIntegerField(null=True)
    number = models.IntegerField(null=True)
    subject = models.TextField()
    text = models.TextField()
    place = models.TextField(default="")
    signer_title = models.TextField(default="")
    signer = models.TextField(default="")
    copies = models.TextField(default="")
    addressed = models.JSONField(default=list)
    meeting = models.BigIntegerField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.TextField()
    issued_on = models.DateField(null=True)
    issued_by = models.TextField(default="")

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "directive_id", "client_key", "drafter_no", "drafter_body", "issuer_no", "issuer_body", "numbered_no", "state",
        "was_proposed", "sign", "year", "number", "subject", "text", "place", "signer_title", "signer", "copies",
        "addressed", "meeting", "drafted_at", "drafted_by", "issued_on", "issued_by",
    )  # fmt: skip

    class Meta:
        db_table = "directives_directive"
        constraints = [
            models.UniqueConstraint(
                fields=["numbered_no", "year", "sign", "number"], name="directives_directive_number"
            ),
            models.CheckConstraint(condition=one_of("state", DirectiveState), name="directives_directive_state"),
            # What went out has a number and a day, what did not has neither.
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "proposed"], number=None, issued_on=None)
                | Q(state__in=["issued", "closed"], number__isnull=False, year__isnull=False, issued_on__isnull=False)
                | Q(state="withdrawn"),
                name="directives_directive_issued",
            ),
        ]
        indexes = [
            models.Index("issuer_no", "directive_id", name="directives_directive_issuer"),
            models.Index("drafter_no", "directive_id", name="directives_directive_drafter"),
        ]

    def __str__(self) -> str:
        return f"directive:{self.directive_id}"


class Addressee(models.Model):
    """One addressee of a paper and how far it is (nơi nhận thực hiện)."""

    addressee_id = models.BigAutoField(primary_key=True)
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    at_no = models.IntegerField()
    at_body = models.BooleanField()
    drafter_no = models.IntegerField()
    drafter_body = models.BooleanField()
    issuer_no = models.IntegerField()
    issuer_body = models.BooleanField()
    state = models.TextField(default=DirectiveState.DRAFTED.value)
    due_on = models.DateField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.TextField(default="")
    reported_at = models.DateTimeField(null=True)
    reported_by = models.TextField(default="")
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "addressee_id", "directive", "at_no", "at_body", "drafter_no", "drafter_body", "issuer_no", "issuer_body",
        "state", "due_on", "acknowledged_at", "acknowledged_by", "reported_at", "reported_by", "reminded_on",
        "escalated_on",
    )  # fmt: skip

    class Meta:
        db_table = "directives_addressee"
        constraints = [
            models.UniqueConstraint(fields=["directive", "at_no"], name="directives_addressee_once"),
            models.CheckConstraint(condition=one_of("state", DirectiveState), name="directives_addressee_state"),
        ]
        indexes = [
            models.Index("at_no", "state", "due_on", name="directives_addressee_desk"),
            models.Index("due_on", condition=Q(state__in=["issued", "acknowledged"]), name="directives_addressee_open"),
        ]

    def __str__(self) -> str:
        return f"addressee:{self.addressee_id}"


class Task(models.Model):
    """One task of a paper: for one addressee or all, by a day, with a measure where one exists (nhiệm vụ)."""

    task_id = models.BigAutoField(primary_key=True)
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    text = models.TextField()
    due_on = models.DateField()
    at_no = models.IntegerField(null=True)
    order_code = models.TextField(default="")
    measure = models.TextField(default="")
    percent = models.SmallIntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "task_id", "directive", "position", "text", "due_on", "at_no", "order_code", "measure", "percent"
    )

    class Meta:
        db_table = "directives_task"
        constraints = [
            models.UniqueConstraint(fields=["directive", "position"], name="directives_task_once"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__range=(1, 100)), name="directives_task_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"task:{self.task_id}"


class Answer(models.Model):
    """What an addressee reported of a task; never changed, only returned (báo cáo kết quả)."""

    answer_id = models.BigAutoField(primary_key=True)
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.TextField()
    returned_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("answer_id", "directive", "task", "addressee", "answered_at", "answered_by", "returned_at"),
        "text": "personal",
    }

    class Meta:
        db_table = "directives_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "addressee"], condition=Q(returned_at=None), name="directives_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer:{self.answer_id}"


class Event(tables.TimelineLine):
    """One thing that happened to a paper; never changed, and signed by who did it (diễn biến)."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Addressee, models.PROTECT, null=True, related_name="+")

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.TimelineLine.PRIVACY, **internal("directive", "addressee")}

    class Meta:
        db_table = "directives_event"
        constraints = [models.CheckConstraint(condition=one_of("verb", DirectiveVerb), name="directives_event_verb")]


class Attachment(tables.KeptFile):
    """One file of a paper, encrypted; never changed (tệp đính kèm)."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Addressee, models.PROTECT, null=True, related_name="+")
    kind = models.TextField()

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.KeptFile.PRIVACY, **internal("directive", "addressee", "kind")}

    class Meta:
        db_table = "directives_attachment"
        constraints = [
            models.CheckConstraint(condition=one_of("kind", AttachmentKind), name="directives_attachment_kind")
        ]
        indexes = [models.Index("directive_id", name="directives_attachment_paper")]


class Member(models.Model):
    """One member of a Steering Committee, which is a body of its own (thành viên Ban Chỉ đạo)."""

    member_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    committee_no = models.IntegerField()
    territory_no = models.IntegerField()
    name = models.TextField()
    role = models.TextField()
    at_no = models.IntegerField(null=True)
    at_body = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_for = models.TextField(default="")
    added_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("member_id", "client_key", "committee_no", "territory_no", "role", "at_no", "at_body", "since"),
        **internal("until", "added_by"),
        **dict.fromkeys(("name", "ended_for"), "personal"),
    }

    class Meta:
        db_table = "directives_member"
        constraints = [models.CheckConstraint(condition=one_of("role", MemberRole), name="directives_member_role")]
        indexes = [models.Index("committee_no", name="directives_member_committee")]

    def __str__(self) -> str:
        return f"member:{self.member_id}"


class Meeting(models.Model):
    """One meeting of a Steering Committee (cuộc họp)."""

    meeting_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    committee_no = models.IntegerField()
    territory_no = models.IntegerField()
    held_on = models.DateField()
    place = models.TextField(default="")
    agenda = models.TextField()
    minutes = models.TextField(default="")
    state = models.TextField(default=MeetingState.CALLED.value)
    called_at = models.DateTimeField()
    called_by = models.TextField()
    held_key = models.UUIDField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("meeting_id", "client_key", "committee_no", "territory_no", "held_on", "place", "agenda", "state"),
        **internal("called_at", "called_by", "held_key"),
        "minutes": "personal",
    }

    class Meta:
        db_table = "directives_meeting"
        constraints = [models.CheckConstraint(condition=one_of("state", MeetingState), name="directives_meeting_state")]
        indexes = [models.Index("committee_no", "held_on", name="directives_meeting_committee")]

    def __str__(self) -> str:
        return f"meeting:{self.meeting_id}"


class Decision(models.Model):
    """What a meeting decided, to become a task of a directive; never changed (kết luận cuộc họp)."""

    decision_id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    text = models.TextField()
    due_on = models.DateField()
    at_no = models.IntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal("decision_id", "meeting", "position", "text", "due_on", "at_no")

    class Meta:
        db_table = "directives_decision"
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="directives_decision_once")]

    def __str__(self) -> str:
        return f"decision:{self.decision_id}"
