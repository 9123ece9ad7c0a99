"""Tables of the room: runs of a reorganisation; no person stands in them (bảng các đợt sắp xếp)."""

from typing import ClassVar

from django.db import models

from toandan.command.reorganisation.words import RunState


class Run(models.Model):
    """One mapping from one day, and how far it has been carried out; `digest` is that of the mapping and the day."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "run_id": "internal",
        "digest": "internal",
        "file_name": "internal",
        "on": "public",
        "rest": "public",
        "reason": "public",
        "mapping": "public",
        "state": "internal",
        "done": "internal",
        "total": "internal",
        "before": "public",
        "entry_before": "internal",
        "result": "public",
        "created_at": "internal",
        "finished_at": "internal",
        "actor": "internal",
        "actor_id": "internal",
    }

    run_id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=200)
    on = models.DateField(db_column="on_day")
    rest = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    mapping = models.JSONField()
    state = models.CharField(max_length=10, default=RunState.CHECKED.value)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    # People of the area by state, counted before the first of them was moved.
    before = models.JSONField(null=True)
    entry_before = models.BigIntegerField(null=True)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    actor = models.CharField(max_length=150)
    actor_id = models.BigIntegerField(null=True)

    class Meta:
        """A run is known by what it asks for."""

        db_table = "reorganisation_run"
        constraints = [
            models.CheckConstraint(
                name="reorganisation_run_state", condition=models.Q(state__in=[s.value for s in RunState])
            ),
        ]

    def __str__(self) -> str:
        return f"reorganisation:{self.run_id}"
