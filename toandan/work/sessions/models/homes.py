"""Homes to visit, days of visits, and what came of them (đến nhà người không đi lại được)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record.tables import internal
from toandan.work.sessions.words import HomeState, Located, Outcome, State, Urgency, Wanted


class Home(models.Model):
    """A request to visit somebody who cannot come (đề nghị đến nhà)."""

    pk = models.CompositePrimaryKey("person_id", "home_id")
    person_id = models.BigIntegerField()
    home_id = models.BigIntegerField()
    client_key = models.UUIDField()
    unit_no = models.IntegerField()
    urgency = models.TextField()
    service_minutes = models.SmallIntegerField()
    since = models.DateField()
    until = models.DateField()
    shift = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    located = models.TextField()
    state = models.TextField(default=HomeState.WAITING.value)
    outcome = models.TextField(default="")
    asked_at = models.DateTimeField()
    asked_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "home_id", "client_key", "unit_no", "service_minutes", "since", "until", "shift"),
        **internal("located", "state", "asked_at", "asked_by"),
        **dict.fromkeys(("urgency", "latitude", "longitude", "outcome"), "sensitive"),
    }

    class Meta:
        db_table = "sessions_home"
        indexes = [
            models.Index("unit_no", "state", name="sessions_home_unit"),
            models.Index("home_id", name="sessions_home_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person_id"], condition=Q(state="waiting"), name="sessions_home_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in HomeState]), name="sessions_home_state"),
            models.CheckConstraint(condition=Q(urgency__in=[u.value for u in Urgency]), name="sessions_home_urgency"),
            models.CheckConstraint(condition=Q(shift__in=[w.value for w in Wanted]), name="sessions_home_shift"),
            models.CheckConstraint(condition=Q(located__in=[w.value for w in Located]), name="sessions_home_located"),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="sessions_home_window"),
        ]

    def __str__(self) -> str:
        return f"home:{self.home_id}"


class Route(models.Model):
    """A kit's day of home visits (tuyến đến nhà)."""

    route_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    code = models.TextField(unique=True, db_collation="C")
    kit = models.TextField(db_collation="C")
    unit_no = models.IntegerField()
    day = models.DateField()
    travel_minutes = models.IntegerField()
    plan = models.TextField()
    state = models.TextField(default=State.PLANNED.value)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "route_id", "client_key", "code", "kit", "unit_no", "day", "travel_minutes", "plan", "state"
    )

    class Meta:
        db_table = "sessions_route"
        indexes = [models.Index("unit_no", "day", name="sessions_route_unit")]
        constraints = [
            models.UniqueConstraint(fields=["kit", "day"], condition=~Q(state="cancelled"), name="sessions_route_kit"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="sessions_route_state"),
        ]

    def __str__(self) -> str:
        return f"route:{self.code}"


class Stop(models.Model):
    """One home on a route, with the minutes after midnight of coming and going (điểm dừng)."""

    pk = models.CompositePrimaryKey("person_id", "route_id")
    person_id = models.BigIntegerField()
    route_id = models.BigIntegerField()
    home_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    place = models.SmallIntegerField()
    arrive = models.SmallIntegerField()
    leave = models.SmallIntegerField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "route_id", "home_id", "unit_no", "place"),
        **dict.fromkeys(("arrive", "leave"), "personal"),
    }

    class Meta:
        db_table = "sessions_stop"
        indexes = [models.Index("route_id", "place", name="sessions_stop_route")]
        constraints = [models.CheckConstraint(condition=Q(leave__gte=models.F("arrive")), name="sessions_stop_times")]

    def __str__(self) -> str:
        return f"stop:{self.route_id}/{self.place}"


class Visit(models.Model):
    """What came of a visit; never changed: a later one takes its place (kết quả đến nhà)."""

    pk = models.CompositePrimaryKey("person_id", "visit_id")
    person_id = models.BigIntegerField()
    visit_id = models.BigIntegerField()
    client_key = models.UUIDField()
    home_id = models.BigIntegerField()
    route_id = models.BigIntegerField(null=True)
    unit_no = models.IntegerField()
    outcome = models.TextField()
    day = models.DateField()
    note = models.TextField(default="")
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    entry_id = models.BigIntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "visit_id", "client_key", "home_id", "route_id", "unit_no", "day"),
        **internal("recorded_at", "actor", "actor_id", "entry_id"),
        **dict.fromkeys(("outcome", "note"), "sensitive"),
    }

    class Meta:
        db_table = "sessions_visit"
        indexes = [models.Index("unit_no", "day", name="sessions_visit_unit")]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "client_key"], name="sessions_visit_once"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="sessions_visit_outcome"),
        ]

    def __str__(self) -> str:
        return f"visit:{self.visit_id}"
