"""Tables of citizens' questions. Nothing here saves or decides; `operations` does.

`content` and `answer` are encrypted; `code` and `likeness` are keyed digests of code and text. Nobody's name,
telephone or address is asked for, and none is kept.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record import tables
from toandan.record.tables import internal, one_of
from toandan.work.questions.words import QuestionState, QuestionVerb, Sort, Topic


class Question(models.Model):
    """What a citizen asked or complained about (câu hỏi, phản ánh); `at_no` must answer by `due_on`."""

    question_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    code = models.BinaryField(max_length=32, unique=True)
    likeness = models.BinaryField(max_length=32)
    sort = models.TextField()
    topic = models.TextField()
    language = models.TextField()
    content = models.BinaryField()
    unit_no = models.IntegerField()
    at_no = models.IntegerField()
    from_no = models.IntegerField(null=True)
    state = models.TextField()
    marks = models.TextField(default="")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    answer = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    in_time = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    escalations = models.SmallIntegerField(default=0)
    difficulty = models.BigIntegerField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("question_id", "client_key", "sort", "topic", "language", "unit_no", "at_no", "from_no", "state"),
        **internal("marks", "due_on", "asked_at", "answered_at", "answered_by", "in_time", "closed_at"),
        **internal("escalations", "difficulty", "forgotten_at"),
        **dict.fromkeys(("content", "answer"), "sensitive"),
        **dict.fromkeys(("code", "likeness"), "secret"),
    }

    class Meta:
        db_table = "questions_question"
        constraints = [
            models.CheckConstraint(condition=one_of("state", QuestionState), name="questions_question_state"),
            models.CheckConstraint(condition=one_of("sort", Sort), name="questions_question_sort"),
            models.CheckConstraint(condition=one_of("topic", Topic), name="questions_question_topic"),
        ]
        indexes = [
            models.Index("at_no", "state", "due_on", name="questions_question_desk"),
            models.Index("unit_no", "asked_at", name="questions_question_unit"),
            models.Index("likeness", "asked_at", name="questions_question_likeness"),
            models.Index("due_on", condition=Q(state__in=["waiting", "held"]), name="questions_question_due"),
            models.Index("closed_at", condition=Q(forgotten_at=None), name="questions_question_closed"),
        ]

    def __str__(self) -> str:
        return f"question:{self.question_id}"


class Event(tables.TimelineLine):
    """One thing that happened to a question; signed by who did it (diễn biến)."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    at_no = models.IntegerField(null=True)

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.TimelineLine.PRIVACY, **internal("question", "at_no")}

    class Meta:
        db_table = "questions_event"
        constraints = [models.CheckConstraint(condition=one_of("verb", QuestionVerb), name="questions_event_verb")]
