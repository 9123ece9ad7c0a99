"""Receipts of dossiers (biên nhận hồ sơ)."""

from typing import ClassVar

from django.db import models


class Receipt(models.Model):
    """That a person's papers were taken by an entry, and the digest of the code their receipt bears (biên nhận).

    The code itself is kept nowhere: it follows from the key of the entry and the house's secret. `unit_no` is the unit
    whose account the person stood in.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("pk", "person_id", "entry_id", "client_key", "unit_no", "made_at"), "internal"),
        "code": "secret",
    }

    pk = models.CompositePrimaryKey("person_id", "entry_id")
    person_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    client_key = models.UUIDField()
    code = models.BinaryField()
    unit_no = models.IntegerField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "movements_receipt"
        indexes = [models.Index("code", name="movements_receipt_code")]

    def __str__(self) -> str:
        return f"receipt:{self.entry_id}"
