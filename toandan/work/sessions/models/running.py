"""Sessions, who works at them, and who waits there (buổi lưu động, tổ, số thứ tự)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record import tables
from toandan.record.tables import internal
from toandan.work.sessions.words import HelperState, Kind, Shift, State, TicketState

_HELD = ~Q(state="cancelled")


class Session(models.Model):
    """One session of one kit at one place (buổi lưu động)."""

    session_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    code = models.TextField(unique=True, db_collation="C")
    kind = models.TextField()
    place_id = models.BigIntegerField()
    place_code = models.TextField(db_collation="C")
    unit_no = models.IntegerField()
    kit = models.TextField(db_collation="C")
    day = models.DateField()
    shift = models.TextField()
    morning = models.BooleanField()
    afternoon = models.BooleanField()
    expected = models.IntegerField()
    plan = models.TextField()
    state = models.TextField()
    remaining = models.IntegerField(null=True)
    served = models.IntegerField(null=True)
    collected = models.IntegerField(null=True)
    posted = models.IntegerField(null=True)
    note = models.TextField(default="")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("session_id", "client_key", "place_id", "unit_no", "kit", "morning", "afternoon", "expected"),
        **internal("plan", "remaining", "served", "collected", "posted", "note", "opened_at", "closed_at"),
        **dict.fromkeys(("code", "kind", "place_code", "day", "shift", "state"), "public"),
    }

    class Meta:
        db_table = "sessions_session"
        indexes = [
            models.Index("unit_no", "day", name="sessions_session_unit"),
            models.Index("day", name="sessions_session_day"),
            models.Index("place_id", "day", name="sessions_session_place"),
        ]
        constraints = [
            # A kit is in one place at a time; so is a place's room.
            models.UniqueConstraint(
                fields=["kit", "day"], condition=_HELD & Q(morning=True), name="sessions_session_kit_am"
            ),
            models.UniqueConstraint(
                fields=["kit", "day"], condition=_HELD & Q(afternoon=True), name="sessions_session_kit_pm"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="sessions_session_state"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="sessions_session_kind"),
            models.CheckConstraint(condition=Q(shift__in=[s.value for s in Shift]), name="sessions_session_shift"),
            models.CheckConstraint(condition=Q(expected__gte=0), name="sessions_session_expected"),
        ]

    def __str__(self) -> str:
        return f"session:{self.code}"


class Event(tables.TimelineLine):
    """One thing that happened to a session or a route; never changed, signed by who did it (diễn biến)."""

    subject = models.TextField(db_collation="C")
    unit_no = models.IntegerField()
    detail = models.JSONField(default=dict)

    PRIVACY: ClassVar[Mapping[str, str]] = {**tables.TimelineLine.PRIVACY, **internal("subject", "unit_no", "detail")}

    class Meta:
        db_table = "sessions_event"
        indexes = [models.Index("subject", "event_id", name="sessions_event_subject")]


class Ticket(models.Model):
    """A queue number of a session; it stands for whoever holds the slip (số thứ tự)."""

    pk = models.CompositePrimaryKey("session_id", "number")
    session_id = models.BigIntegerField()
    number = models.IntegerField()
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    state = models.TextField(default=TicketState.WAITING.value)
    drawn_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "pk", "session_id", "number", "client_key", "unit_no", "state", "drawn_at", "called_at", "ended_at"
    )

    class Meta:
        db_table = "sessions_ticket"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TicketState]), name="sessions_ticket_state")
        ]

    def __str__(self) -> str:
        return f"ticket:{self.session_id}/{self.number}"


class Crew(models.Model):
    """An officer who goes with a session (thành viên tổ lưu động)."""

    crew_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    session_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    username = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.TextField()
    removed_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "crew_id", "client_key", "session_id", "unit_no", "username", "added_at", "added_by", "removed_at"
    )

    class Meta:
        db_table = "sessions_crew"
        constraints = [
            models.UniqueConstraint(
                fields=["session_id", "username"], condition=Q(removed_at=None), name="sessions_crew_once"
            )
        ]

    def __str__(self) -> str:
        return f"crew:{self.crew_id}"


class Helper(models.Model):
    """Somebody a body outside the police is asked to send along, what it said, and how long they worked."""

    helper_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    session_id = models.BigIntegerField()
    session_code = models.TextField(db_collation="C")
    day = models.DateField()
    unit_no = models.IntegerField()
    body_no = models.IntegerField()
    full_name = models.TextField(default="")
    username = models.TextField(default="")
    task = models.TextField()
    state = models.TextField(default=HelperState.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    minutes = models.IntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("helper_id", "client_key", "session_id", "session_code", "day", "unit_no", "body_no", "task"),
        **internal("username", "state", "asked_at", "asked_by", "answered_at", "answered_by", "minutes"),
        "full_name": "personal",
    }

    class Meta:
        db_table = "sessions_helper"
        indexes = [
            models.Index("session_id", name="sessions_helper_session"),
            models.Index("body_no", "day", name="sessions_helper_body"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in HelperState]), name="sessions_helper_state"),
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gte=0), name="sessions_helper_minutes"),
        ]

    def __str__(self) -> str:
        return f"helper:{self.helper_id}"
