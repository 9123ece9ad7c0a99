"""Tables of plans: versions that never change, the work on them, and the figures they reckon with (bảng phương án)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.command.field.words import PlanState, RunState
from toandan.record.tables import internal


class Parameters(models.Model):
    """The figures of a unit in one version (tham số); never changed, only superseded."""

    parameters_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    version = models.SmallIntegerField()
    values = models.JSONField()
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "parameters_id", "client_key", "unit_no", "version", "values", "why", "set_at", "set_by"
    )

    class Meta:
        db_table = "field_parameters"
        constraints = [models.UniqueConstraint(fields=["unit_no", "version"], name="field_parameters_once")]

    def __str__(self) -> str:
        return f"field_parameters:{self.parameters_id}"


class Leg(models.Model):
    """Minutes between two points as somebody knows them (chặng sửa tay); never changed, only entered anew.

    `start` comes before `end` by its letters' codes; without minutes the leg is taken back.
    """

    leg_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    start = models.TextField()
    end = models.TextField()
    minutes = models.FloatField(null=True)
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "leg_id", "client_key", "unit_no", "start", "end", "minutes", "why", "set_at", "set_by"
    )

    class Meta:
        db_table = "field_leg"
        indexes = [models.Index(fields=["unit_no"], name="field_leg_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__gte=0), name="field_leg_minutes"),
            models.CheckConstraint(condition=~Q(start=models.F("end")), name="field_leg_ends"),
        ]

    def __str__(self) -> str:
        return f"field_leg:{self.leg_id}"


class Version(models.Model):
    """One plan as it was made (phương án); only its state changes. Homes stand in it by their requests' codes."""

    version_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    number = models.IntegerField()
    first_day = models.DateField()
    days = models.SmallIntegerField()
    state = models.TextField(default=PlanState.DRAFTED.value)
    digest = models.TextField()
    entry = models.BigIntegerField()
    parameters = models.SmallIntegerField()
    engine = models.TextField()
    seconds = models.FloatField()
    value = models.FloatField()
    people = models.FloatField()
    homes = models.IntegerField()
    bound = models.FloatField()
    gap_pct = models.FloatField()
    promised_bound = models.FloatField(null=True)
    instance = models.JSONField()
    plan = models.JSONField()
    figures = models.JSONField()
    base = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    today = models.SmallIntegerField(null=True)
    lines = models.JSONField(default=list)
    gain_pct = models.FloatField(null=True)
    worth = models.BooleanField(null=True)
    why = models.TextField(default="")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.TextField(default="")
    approve_key = models.UUIDField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal(
            "version_id", "client_key", "unit_no", "number", "first_day", "days", "state", "digest", "entry",
            "parameters", "engine", "seconds", "value", "people", "homes", "bound", "gap_pct",
            "promised_bound", "figures", "base", "today", "gain_pct", "worth", "why", "made_at", "made_by",
            "approved_at", "approved_by", "approve_key",
        ),
        # Where homebound people live stands in these, though no name does.
        **dict.fromkeys(("instance", "plan", "lines"), "personal"),
    }  # fmt: skip

    class Meta:
        db_table = "field_version"
        constraints = [
            models.UniqueConstraint(fields=["unit_no", "number"], name="field_version_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PlanState]), name="field_version_state"
            ),
        ]

    def __str__(self) -> str:
        return f"plan:{self.version_id}"


class Run(models.Model):
    """The work on one plan: how far it is, whether it is to stop, and what came of it (lần lập phương án)."""

    run_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    first_day = models.DateField()
    days = models.SmallIntegerField()
    engine = models.TextField()
    seconds = models.FloatField()
    target = models.FloatField(null=True)
    base = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True)
    why = models.TextField(default="")
    state = models.TextField(default=RunState.QUEUED.value)
    step = models.TextField(default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    cancelled = models.BooleanField(default=False)
    faults = models.JSONField(default=list)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    actor = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "run_id", "client_key", "unit_no", "first_day", "days", "engine", "seconds", "target", "base", "why", "state",
        "step", "done", "total", "cancelled", "faults", "version", "asked_at", "asked_by", "actor",
    )  # fmt: skip

    class Meta:
        db_table = "field_run"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in RunState]), name="field_run_state"),
        ]

    def __str__(self) -> str:
        return f"plan_run:{self.run_id}"
