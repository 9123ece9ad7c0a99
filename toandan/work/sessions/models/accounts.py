"""Accounts that were activated, at a session or at the unit (kích hoạt tài khoản định danh điện tử)."""

from typing import ClassVar

from django.db import models

from toandan.record.tables import internal


class Activation(models.Model):
    """One account that was activated, and the counter-entry that undid it if one did (lượt kích hoạt)."""

    pk = models.CompositePrimaryKey("person_id", "activation_id")
    person_id = models.BigIntegerField()
    activation_id = models.BigIntegerField()
    client_key = models.UUIDField()
    session_id = models.BigIntegerField(null=True)
    unit_no = models.IntegerField()
    entry_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    undone_entry = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")
    undone_key = models.UUIDField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "activation_id", "client_key", "session_id", "unit_no", "entry_id", "made_at"),
        **internal("actor", "actor_id", "undone_entry", "undone_at", "undone_by", "undone_key"),
    }

    class Meta:
        db_table = "sessions_activation"
        indexes = [models.Index("session_id", name="sessions_activation_session")]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "client_key"], name="sessions_activation_key"),
        ]

    def __str__(self) -> str:
        return f"activation:{self.activation_id}"
