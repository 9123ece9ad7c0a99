"""The table of civil movements; rows are only added, and marked once when undone (sổ biến động).

`unit_no` is the unit the movement was recorded at, and stays. When that unit merges, `kept_no` is the one that answers
for the person from then on, and sees and undoes what was recorded.
"""

from typing import ClassVar

from django.db import models


class Movement(models.Model):
    """One movement of one person (biến động)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            (
                "pk", "person_id", "movement_id", "unit_no", "kind", "reported_on", "entry_id", "undone_by", "undoes",
                "actor", "actor_id", "recorded_at", "client_key", "kept_no",
            ),
            "internal",
        ),
        "occurred_on": "personal",
        "reason": "personal",
        "evidence": "personal",
        "unit_from": "personal",
        "state_from": "sensitive",
        "unit_to": "personal",
        "state_to": "sensitive",
        "place_before": "personal",
    }  # fmt: skip

    pk = models.CompositePrimaryKey("person_id", "movement_id")
    person_id = models.BigIntegerField()
    movement_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    kind = models.TextField()
    occurred_on = models.DateField()
    reported_on = models.DateField()
    reason = models.TextField()
    evidence = models.TextField(default="")
    entry_id = models.BigIntegerField(null=True)
    unit_from = models.IntegerField()
    state_from = models.IntegerField()
    unit_to = models.IntegerField()
    state_to = models.IntegerField()
    place_before = models.IntegerField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undoes = models.BigIntegerField(null=True)
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    client_key = models.UUIDField()
    kept_no = models.IntegerField(null=True)

    class Meta:
        db_table = "movements_civil"
        indexes = [
            models.Index(fields=["unit_no", "-movement_id"], name="movements_civil_unit"),
            models.Index(fields=["client_key"], name="movements_civil_key"),
            models.Index(
                fields=["kept_no", "-movement_id"],
                condition=models.Q(kept_no__isnull=False),
                name="movements_civil_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"movement:{self.movement_id}"
