"""Tables of the room: what was asked for, and the pieces of its file, encrypted (bảng xuất và nội dung)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record.exports.words import UNDER_WAY, ExportState, Reason
from toandan.record.tables import internal, one_of


class Export(models.Model):
    """One table somebody asked for; only who asked sees it (bảng đã yêu cầu)."""

    export_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField()
    owner_id = models.BigIntegerField(null=True)
    owner = models.TextField()
    sheet = models.TextField()
    arguments = models.JSONField()
    query = models.TextField()
    form = models.TextField()
    language = models.TextField()
    table = models.TextField()
    title = models.TextField()
    about = models.TextField()
    unit_no = models.IntegerField()
    expected = models.IntegerField(null=True)
    state = models.TextField(default=ExportState.QUEUED.value)
    reason = models.TextField(default=Reason.NONE.value)
    rows = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    attempts = models.SmallIntegerField(default=0)
    size = models.BigIntegerField(null=True)
    grants = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal(
            "export_id", "client_key", "owner_id", "owner", "sheet", "arguments", "form", "language", "table", "title",
            "about", "unit_no", "expected", "state", "reason", "rows", "people", "attempts", "size", "grants",
            "asked_at", "ended_at", "expires_at",
        ),
        # An address holds no names, but the number of a person whose lines of the journal were asked for.
        "query": "personal",
    }  # fmt: skip

    class Meta:
        db_table = "exports_export"
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_key"], name="exports_export_key"),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=sorted(state.value for state in UNDER_WAY)),
                name="exports_export_one",
            ),
            models.CheckConstraint(condition=one_of("state", ExportState), name="exports_export_state"),
            models.CheckConstraint(condition=one_of("reason", Reason), name="exports_export_reason"),
        ]

    def __str__(self) -> str:
        return f"export:{self.export_id}"


class Piece(models.Model):
    """A piece of the file, encrypted; the database removes it with what it is a piece of (nội dung tệp)."""

    piece_id = models.BigAutoField(primary_key=True)
    export = models.ForeignKey(Export, models.DO_NOTHING, related_name="+", db_constraint=False)
    number = models.IntegerField()
    content = models.BinaryField()

    PRIVACY: ClassVar[dict[str, str]] = {**internal("piece_id", "export", "number"), "content": "sensitive"}

    class Meta:
        db_table = "exports_piece"
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="exports_piece_once")]

    def __str__(self) -> str:
        return f"piece:{self.piece_id}"
