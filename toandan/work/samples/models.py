"""Tables of samples. Nothing here saves or decides; `operations` does. All of them are only added to.

`unit_no` is the unit a sample is about, for ever; `kept_no` the one that carries it on since units merged, if any.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.record.tables import internal, one_of
from toandan.work.samples.words import Arm, Discrepancy, Found, Subject


class Sample(models.Model):
    """One day's sample of a commune (mẫu kiểm tra); `seed` and the people of the halves tell who is drawn."""

    sample_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    day = models.DateField()
    subject = models.TextField()
    seed = models.BigIntegerField()
    entry = models.BigIntegerField()
    lot_done = models.IntegerField()
    size_done = models.IntegerField()
    faults_done = models.IntegerField()
    lot_not_done = models.IntegerField()
    size_not_done = models.IntegerField()
    faults_not_done = models.IntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "sample_id", "client_key", "unit_no", "kept_no", "day", "subject", "seed", "entry", "lot_done", "size_done",
        "faults_done", "lot_not_done", "size_not_done", "faults_not_done", "drawn_at", "drawn_by",
    )  # fmt: skip

    class Meta:
        db_table = "samples_sample"
        constraints = [
            models.UniqueConstraint(fields=["unit_no", "day", "subject"], name="samples_sample_once"),
            models.CheckConstraint(condition=one_of("subject", Subject), name="samples_sample_subject"),
        ]

    def __str__(self) -> str:
        return f"sample:{self.sample_id}"


class Drawn(models.Model):
    """One person of a sample (người được chọn); `unit_no` is the unit checked, wherever the person goes."""

    pk = models.CompositePrimaryKey("person_id", "sample_id")
    person_id = models.BigIntegerField()
    sample_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    arm = models.TextField()
    place = models.SmallIntegerField()
    state = models.IntegerField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "sample_id", "unit_no", "kept_no", "arm", "place"),
        "state": "sensitive",
    }

    class Meta:
        db_table = "samples_drawn"
        constraints = [models.CheckConstraint(condition=one_of("arm", Arm), name="samples_drawn_arm")]
        indexes = [models.Index("sample_id", name="samples_drawn_sample")]

    def __str__(self) -> str:
        return f"drawn:{self.sample_id}"


class Check(models.Model):
    """One re-check of a person (kết quả kiểm tra lại); never changed, a later one takes its place."""

    pk = models.CompositePrimaryKey("person_id", "client_key")
    person_id = models.BigIntegerField()
    client_key = models.UUIDField()
    sample_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    arm = models.TextField()
    found = models.TextField()
    kind = models.TextField(default="")
    note = models.TextField(default="")
    checked_at = models.DateTimeField()
    checked_by = models.TextField()
    checked_by_id = models.BigIntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "client_key", "sample_id", "unit_no", "kept_no", "arm", "checked_at"),
        **internal("checked_by", "checked_by_id"),
        **dict.fromkeys(("found", "kind", "note"), "personal"),
    }

    class Meta:
        db_table = "samples_check"
        constraints = [
            models.CheckConstraint(condition=one_of("found", Found), name="samples_check_found"),
            models.CheckConstraint(
                condition=Q(found=Found.WRONG.value, kind__in=[kind.value for kind in Discrepancy])
                | (~Q(found=Found.WRONG.value) & Q(kind="")),
                name="samples_check_kind",
            ),
        ]
        indexes = [models.Index("sample_id", name="samples_check_sample")]

    def __str__(self) -> str:
        return f"check:{self.sample_id}"
