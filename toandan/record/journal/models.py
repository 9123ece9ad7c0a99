"""Tables of the journal: lines, where each strand stands, and the signed heads.

The program may append through `journal_append` and read under a policy; it may write none of these itself.
"""

from typing import ClassVar

from django.db import models


class Line(models.Model):
    """One line of one strand; `hash` covers the line and the hash before it (dòng nhật ký)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "pk": "internal",
        "strand": "internal",
        "line_no": "internal",
        "at": "internal",
        "day": "internal",
        "actor_id": "internal",
        "actor_name": "internal",
        "unit_no": "internal",
        "verb": "internal",
        "subject": "internal",
        "detail": "internal",
        "previous": "internal",
        "hash": "internal",
    }

    pk = models.CompositePrimaryKey("strand", "line_no")
    strand = models.SmallIntegerField()
    line_no = models.BigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.TextField()
    unit_no = models.IntegerField()
    verb = models.TextField()
    subject = models.TextField(db_collation="C")
    detail = models.JSONField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_line"
        indexes = [
            # The page shows the newest first, of everyone, of one unit, of one officer or about one subject.
            models.Index(fields=["at"], name="journal_line_at"),
            models.Index(fields=["unit_no", "at"], name="journal_line_unit"),
            models.Index(fields=["actor_name", "at"], name="journal_line_actor"),
            models.Index(fields=["subject", "at"], name="journal_line_subject"),
        ]

    def __str__(self) -> str:
        return f"line:{self.strand}.{self.line_no}"


class Strand(models.Model):
    """Where one strand stands now (đầu chuỗi)."""

    PRIVACY: ClassVar[dict[str, str]] = {"strand": "internal", "line_no": "internal", "hash": "internal"}

    strand = models.SmallIntegerField(primary_key=True)
    line_no = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_strand"

    def __str__(self) -> str:
        return f"strand:{self.strand}"


class DayHead(models.Model):
    """Where all strands stood at one moment, signed with a key the database does not have (đầu nhật ký đã ký)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "seal_no": "internal",
        "day": "internal",
        "made_at": "internal",
        "heads": "internal",
        "previous": "internal",
        "signature": "internal",
    }

    seal_no = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    made_at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        db_table = "journal_day_head"

    def __str__(self) -> str:
        return f"seal:{self.seal_no}"
