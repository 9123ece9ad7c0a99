"""Tables of difficulties and guidance. Nothing here saves or decides; `operations` does.

`…_no` is a unit or a body outside the police, `…_body` tells which. `search` is the text as it is searched: lower case,
without marks.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record import tables
from toandan.record.tables import internal, one_of
from toandan.work.difficulties.words import DifficultyState, DifficultyVerb, Kind


class Difficulty(models.Model):
    """What stands in a unit's way (vướng mắc); `desk_no` is the level it was taken to, `at_no` must answer."""

    difficulty_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    unit_body = models.BooleanField()
    kind = models.TextField()
    people = models.IntegerField()
    text = models.TextField()
    search = models.TextField()
    state = models.TextField(default=DifficultyState.RAISED.value)
    desk_no = models.IntegerField()
    at_no = models.IntegerField()
    at_body = models.BooleanField(default=False)
    due_on = models.DateField()
    raised_at = models.DateTimeField()
    raised_by = models.TextField()
    answer = models.TextField(default="")
    answer_search = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    in_time = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)
    escalations = models.SmallIntegerField(default=0)
    guidance = models.BigIntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal(
            "difficulty_id", "client_key", "unit_no", "unit_body", "kind", "people", "state", "desk_no", "at_no"
        ),
        **internal("at_body", "due_on", "raised_at", "raised_by", "answered_at", "answered_by", "in_time"),
        **internal("settled_at", "escalations", "guidance"),
        **dict.fromkeys(("text", "search", "answer", "answer_search"), "personal"),
    }

    class Meta:
        db_table = "difficulties_difficulty"
        constraints = [
            models.CheckConstraint(condition=one_of("state", DifficultyState), name="difficulties_difficulty_state"),
            models.CheckConstraint(condition=one_of("kind", Kind), name="difficulties_difficulty_kind"),
            models.CheckConstraint(condition=Q(people__gte=0), name="difficulties_difficulty_people"),
        ]
        indexes = [
            models.Index("unit_no", "raised_at", name="difficulties_difficulty_unit"),
            models.Index("at_no", "state", "due_on", name="difficulties_difficulty_desk"),
            models.Index(
                "due_on", condition=Q(state__in=["raised", "assigned", "reopened"]), name="difficulties_difficulty_due"
            ),
        ]

    def __str__(self) -> str:
        return f"difficulty:{self.difficulty_id}"


class Named(models.Model):
    """One person of the unit's own roll whom a difficulty names; `unit_no` is the unit that raised it."""

    pk = models.CompositePrimaryKey("person_id", "difficulty_id")
    person_id = models.BigIntegerField()
    difficulty_id = models.BigIntegerField()
    unit_no = models.IntegerField()

    PRIVACY: ClassVar[dict[str, str]] = internal("pk", "person_id", "difficulty_id", "unit_no")

    class Meta:
        db_table = "difficulties_named"
        indexes = [models.Index("difficulty_id", name="difficulties_named_difficulty")]

    def __str__(self) -> str:
        return f"named:{self.difficulty_id}"


class Event(tables.TimelineLine):
    """One thing that happened to a difficulty; never changed, and signed by who did it (diễn biến)."""

    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="+")
    at_no = models.IntegerField(null=True)

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.TimelineLine.PRIVACY, **internal("difficulty", "at_no")}

    class Meta:
        db_table = "difficulties_event"
        constraints = [models.CheckConstraint(condition=one_of("verb", DifficultyVerb), name="difficulties_event_verb")]


class Attachment(tables.KeptFile):
    """One file of a difficulty or its answer, encrypted; never changed (tệp đính kèm)."""

    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="+")
    answering = models.BooleanField()

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.KeptFile.PRIVACY, **internal("difficulty", "answering")}

    class Meta:
        db_table = "difficulties_attachment"
        indexes = [models.Index("difficulty_id", name="difficulties_attachment_of")]


class Guidance(models.Model):
    """One piece of guidance under its number (hướng dẫn); `latest` is the version in force.

    `numbered_no` is whoever drew its number; it stays when the issuer merges into another unit.
    """

    guidance_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    issuer_no = models.IntegerField()
    issuer_body = models.BooleanField()
    numbered_no = models.IntegerField()
    year = models.SmallIntegerField()
    number = models.IntegerField()
    kind = models.TextField()
    difficulty = models.BigIntegerField(null=True)
    latest = models.SmallIntegerField(default=1)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "guidance_id", "client_key", "issuer_no", "issuer_body", "numbered_no", "year", "number", "kind", "difficulty",
        "latest",
    )  # fmt: skip

    class Meta:
        db_table = "difficulties_guidance"
        constraints = [
            models.UniqueConstraint(fields=["numbered_no", "year", "number"], name="difficulties_guidance_number"),
            models.CheckConstraint(condition=one_of("kind", Kind), name="difficulties_guidance_kind"),
        ]

    def __str__(self) -> str:
        return f"guidance:{self.guidance_id}"


class Version(models.Model):
    """One version of a piece of guidance; never changed, only superseded (phiên bản)."""

    version_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="+")
    version = models.SmallIntegerField()
    title = models.TextField()
    text = models.TextField()
    search = models.TextField()
    why = models.TextField(default="")
    published_at = models.DateTimeField()
    published_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "version_id", "client_key", "guidance", "version", "title", "text", "search", "why", "published_at",
        "published_by",
    )  # fmt: skip

    class Meta:
        db_table = "difficulties_version"
        constraints = [models.UniqueConstraint(fields=["guidance", "version"], name="difficulties_version_once")]

    def __str__(self) -> str:
        return f"version:{self.version_id}"


class Reading(models.Model):
    """That an officer has read a version, once each; never changed (đã đọc)."""

    reading_id = models.BigAutoField(primary_key=True)
    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="+")
    version = models.SmallIntegerField()
    officer_id = models.BigIntegerField()
    officer = models.TextField()
    unit_no = models.IntegerField()
    read_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "reading_id", "guidance", "version", "officer_id", "officer", "unit_no", "read_at"
    )

    class Meta:
        db_table = "difficulties_reading"
        constraints = [
            models.UniqueConstraint(fields=["guidance", "version", "officer_id"], name="difficulties_reading_once")
        ]

    def __str__(self) -> str:
        return f"reading:{self.reading_id}"
