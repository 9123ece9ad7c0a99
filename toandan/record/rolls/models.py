"""Tables of import runs; the people themselves are in other rooms.

`unit_no` is the unit in whose name the roll came in, so that row-level security needs no join.
"""

from typing import ClassVar

from django.db import models


class Run(models.Model):
    """One file's way into the register (lượt nhập); the same content at the same unit is the same run.

    `actor` brought the file. `mover` moved the run last, and the database lets nobody write another name there: what
    was queued is carried out for that officer alone.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "run_id": "internal",
        "unit_no": "internal",
        "digest": "internal",
        "file_name": "personal",
        "nature": "internal",
        "headings": "internal",
        "mapping": "internal",
        "on_day": "internal",
        "mode": "internal",
        "max_duplicates": "internal",
        "dry_run": "internal",
        "state": "internal",
        "reason": "internal",
        "rows": "internal",
        "rows_read": "internal",
        "accepted": "internal",
        "refused": "internal",
        "duplicates": "internal",
        "warnings": "internal",
        "counts": "internal",
        "actor": "internal",
        "actor_id": "internal",
        "mover": "internal",
        "mover_id": "internal",
        "created_at": "internal",
        "finished_at": "internal",
    }

    run_id = models.BigAutoField(primary_key=True)
    unit_no = models.IntegerField()
    digest = models.TextField(db_collation="C")
    file_name = models.TextField()
    nature = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    on_day = models.DateField(null=True)
    mode = models.TextField(default="all_or_nothing")
    max_duplicates = models.FloatField(default=5.0)
    dry_run = models.BooleanField(default=False)
    state = models.TextField(default="received")
    reason = models.TextField(default="")
    rows = models.BigIntegerField(default=0)
    rows_read = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    warnings = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    mover = models.TextField()
    mover_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rolls_run"
        constraints = [
            models.UniqueConstraint(fields=["digest", "unit_no"], name="rolls_run_once"),
            # The digest names the run's directory, so nothing else may stand there.
            models.CheckConstraint(name="rolls_run_digest", condition=models.Q(digest__regex="^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"roll:{self.run_id}"


class Batch(models.Model):
    """One batch of a run that is in the register; written by the transaction that wrote its people (lô đã ghi)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "pk": "internal",
        "run_id": "internal",
        "number": "internal",
        "unit_no": "internal",
        "accepted": "internal",
        "entry_id": "internal",
        "done_at": "internal",
    }

    pk = models.CompositePrimaryKey("run_id", "number")
    run_id = models.BigIntegerField()
    number = models.IntegerField()
    unit_no = models.IntegerField()
    accepted = models.IntegerField()
    entry_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "rolls_batch"

    def __str__(self) -> str:
        return f"roll:{self.run_id}:{self.number}"


class DroppedIndex(models.Model):
    """An index that a big opening has taken down and must build again; the owner's login alone reads it."""

    PRIVACY: ClassVar[dict[str, str]] = {"name": "internal", "definition": "internal", "dropped_at": "internal"}

    name = models.TextField(primary_key=True)
    definition = models.TextField()
    dropped_at = models.DateTimeField()

    class Meta:
        db_table = "rolls_dropped_index"

    def __str__(self) -> str:
        return self.name
