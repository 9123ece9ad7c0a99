"""Tables of verification. Nothing here saves or decides; `operations` does.

What belongs to a person begins with `person_id` and carries `unit_no`, which follows the person's standing.
`body_no` is the body outside the police a case was put to; its officers see those rows and no others.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record.tables import internal
from toandan.work.verification.words import CaseState, Kind


class Case(models.Model):
    """One doubt about one person (hồ sơ xác minh)."""

    pk = models.CompositePrimaryKey("person_id", "case_id")
    person_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    kind = models.TextField()
    state = models.TextField(default=CaseState.OPEN.value)
    source = models.TextField(default="")
    origin = models.TextField(default="", db_collation="C")
    suspended = models.BooleanField(default=False)
    obstacle_before = models.TextField(default="")
    other_person = models.BigIntegerField(null=True)
    body_no = models.IntegerField(null=True)
    due_on = models.DateField(null=True)
    outcome = models.TextField(default="")
    entry_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "case_id", "unit_no", "state", "source", "origin", "suspended", "other_person"),
        **internal("body_no", "due_on", "entry_id", "opened_at"),
        **dict.fromkeys(("kind", "obstacle_before", "outcome"), "sensitive"),
    }

    class Meta:
        db_table = "verification_case"
        constraints = [
            # A second doubt of the same kind is a line in the first case's timeline, not a case of its own.
            models.UniqueConstraint(
                fields=["person_id", "kind"], condition=~Q(state="decided"), name="verification_case_once"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in CaseState]), name="verification_case_state"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="verification_case_kind"),
        ]
        indexes = [
            models.Index("unit_no", "state", "kind", "person_id", name="verification_case_unit"),
            models.Index("case_id", name="verification_case_number"),
            models.Index("body_no", name="verification_case_body"),
        ]

    def __str__(self) -> str:
        return f"case:{self.case_id}"


class Event(models.Model):
    """One thing that happened to a case; never changed, and signed by who did it (diễn biến hồ sơ)."""

    pk = models.CompositePrimaryKey("person_id", "event_id")
    person_id = models.BigIntegerField()
    event_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    body_no = models.IntegerField(null=True)
    client_key = models.UUIDField()
    verb = models.TextField()
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    evidence = models.TextField(default="")
    detail = models.JSONField(default=dict)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "event_id", "case_id", "unit_no", "body_no", "client_key", "verb"),
        **internal("occurred_on", "recorded_at", "actor", "actor_id"),
        **dict.fromkeys(("reason", "evidence", "detail"), "sensitive"),
    }

    class Meta:
        db_table = "verification_event"
        constraints = [models.UniqueConstraint(fields=["person_id", "client_key"], name="verification_event_once")]
        indexes = [models.Index("person_id", "case_id", "event_id", name="verification_event_case")]

    def __str__(self) -> str:
        return f"event:{self.event_id}"


class RequestList(models.Model):
    """A numbered list of questions to one body, with a day by which answers are due (danh sách đề nghị xác minh).

    `numbered_no` is the unit that sent it and gave its number; `unit_no` the one that took its place when units merged.
    """

    list_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    numbered_no = models.IntegerField()
    body_no = models.IntegerField()
    year = models.SmallIntegerField()
    number = models.IntegerField()
    due_on = models.DateField()
    question = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.TextField()
    reminded_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("list_id", "client_key", "unit_no", "body_no", "year", "number", "due_on", "created_at"),
        **internal("numbered_no", "created_by", "reminded_on"),
        "question": "personal",
    }

    class Meta:
        db_table = "verification_list"
        constraints = [
            models.UniqueConstraint(fields=["numbered_no", "year", "number"], name="verification_list_number")
        ]
        indexes = [models.Index("unit_no", name="verification_list_unit")]

    def __str__(self) -> str:
        return f"list:{self.list_id}"


class Request(models.Model):
    """One question on a list: the few identity fields its receiver needs, and the answer (dòng đề nghị).

    `released_on` is the day its case was decided without the answer: nobody waits for it any more.
    """

    pk = models.CompositePrimaryKey("person_id", "list_id", "case_id")
    person_id = models.BigIntegerField()
    list_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    body_no = models.IntegerField()
    number = models.TextField()
    kind = models.TextField()
    question = models.TextField()
    full_name = models.TextField()
    birth = models.TextField(default="")
    sex = models.TextField(default="")
    parents = models.TextField(default="")
    place = models.TextField(default="")
    due_on = models.DateField()
    expires_on = models.DateField()
    answer = models.TextField(default="")
    answer_text = models.TextField(default="")
    evidence = models.TextField(default="")
    found_day = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    released_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "list_id", "case_id", "unit_no", "body_no", "number", "due_on", "expires_on"),
        **internal("answered_at", "answered_by", "released_on"),
        **dict.fromkeys(("full_name", "birth", "sex", "parents", "place", "question", "answer_text"), "personal"),
        **dict.fromkeys(("kind", "answer", "evidence", "found_day"), "sensitive"),
    }

    class Meta:
        db_table = "verification_request"
        indexes = [
            models.Index("body_no", "answered_at", "due_on", name="verification_request_body"),
            models.Index("list_id", name="verification_request_list"),
            models.Index("due_on", condition=Q(answer=""), name="verification_request_open"),
        ]

    def __str__(self) -> str:
        return f"request:{self.list_id}"


class Review(models.Model):
    """Two records that may be one person, waiting for eyes (rà soát ghép nối)."""

    pk = models.CompositePrimaryKey("person_id", "review_id")
    person_id = models.BigIntegerField()
    review_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    kind = models.TextField()
    source = models.TextField()
    reason = models.TextField()
    origin = models.TextField(db_collation="C")
    weight = models.FloatField()
    probability = models.FloatField()
    conflict = models.BooleanField(default=False)
    waterfall = models.JSONField(default=list)
    record = models.JSONField(default=dict)
    runner_up = models.JSONField(null=True)
    state = models.TextField(default="waiting")
    verdict = models.TextField(default="")
    made_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "review_id", "unit_no", "source", "reason", "origin", "weight", "probability"),
        **internal("conflict", "state", "made_at"),
        **dict.fromkeys(("kind", "waterfall", "record", "runner_up", "verdict"), "sensitive"),
    }

    class Meta:
        db_table = "verification_review"
        constraints = [models.UniqueConstraint(fields=["person_id", "origin"], name="verification_review_once")]
        indexes = [
            models.Index("unit_no", "state", "person_id", name="verification_review_unit"),
            models.Index("review_id", name="verification_review_number"),
        ]

    def __str__(self) -> str:
        return f"review:{self.review_id}"


class Opinion(models.Model):
    """What one reviewer said of a review, and why; never changed (ý kiến rà soát)."""

    pk = models.CompositePrimaryKey("person_id", "opinion_id")
    person_id = models.BigIntegerField()
    opinion_id = models.BigIntegerField()
    review_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    client_key = models.UUIDField()
    verdict = models.TextField()
    reason = models.TextField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "opinion_id", "review_id", "unit_no", "client_key", "actor", "actor_id"),
        "given_at": "internal",
        "verdict": "sensitive",
        "reason": "personal",
    }

    class Meta:
        db_table = "verification_opinion"
        constraints = [models.UniqueConstraint(fields=["person_id", "client_key"], name="verification_opinion_once")]

    def __str__(self) -> str:
        return f"opinion:{self.opinion_id}"


class SamplePair(models.Model):
    """One pair of a blind sample: a person, a record, and nothing of what the machine thought (cặp mẫu gán nhãn)."""

    pk = models.CompositePrimaryKey("person_id", "pair_id")
    person_id = models.BigIntegerField()
    pair_id = models.BigIntegerField()
    sample_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    client_key = models.UUIDField()
    kind = models.TextField()
    source = models.TextField()
    reason = models.TextField()
    list_id = models.TextField()
    record = models.JSONField(default=dict)
    groups = models.JSONField(default=list)
    drawn_at = models.DateTimeField()
    drawn_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "pair_id", "sample_id", "unit_no", "client_key", "source", "reason", "list_id"),
        **internal("drawn_at", "drawn_by"),
        **dict.fromkeys(("kind", "record", "groups"), "sensitive"),
    }

    class Meta:
        db_table = "verification_sample_pair"
        constraints = [
            models.UniqueConstraint(fields=["person_id", "sample_id", "list_id"], name="verification_sample_pair_once")
        ]
        indexes = [
            models.Index("sample_id", "pair_id", name="verification_sample_order"),
            models.Index("unit_no", name="verification_sample_unit"),
        ]

    def __str__(self) -> str:
        return f"pair:{self.pair_id}"


class SampleLabel(models.Model):
    """What one labeller says of a pair of a sample, without knowing what others say; never changed (nhãn)."""

    pk = models.CompositePrimaryKey("person_id", "label_id")
    person_id = models.BigIntegerField()
    label_id = models.BigIntegerField()
    pair_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    client_key = models.UUIDField()
    verdict = models.TextField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "label_id", "pair_id", "unit_no", "client_key", "actor", "actor_id", "given_at"),
        "verdict": "sensitive",
    }

    class Meta:
        db_table = "verification_sample_label"
        constraints = [
            # The first word of a labeller stands: whoever labels twice has thought about what is wanted.
            models.UniqueConstraint(fields=["person_id", "pair_id", "actor"], name="verification_sample_label_once")
        ]

    def __str__(self) -> str:
        return f"label:{self.label_id}"
