"""Places and the agreements with them (địa điểm, thỏa thuận sử dụng)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from toandan.record.tables import internal
from toandan.work.sessions.words import Located, PlaceKind, Shift


class Place(models.Model):
    """Where sessions may be held (địa điểm)."""

    place_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    code = models.TextField(unique=True, db_collation="C")
    unit_no = models.IntegerField()
    kind = models.TextField()
    name = models.TextField()
    address = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    located = models.TextField()
    share = models.FloatField()
    serves = ArrayField(models.TextField(), default=list)
    closed_on = models.DateField(null=True)
    contact = models.TextField(default="")
    phone = models.TextField(default="")
    created_at = models.DateTimeField()
    created_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("place_id", "client_key", "unit_no", "share", "serves", "created_at", "created_by", "located"),
        **dict.fromkeys(("code", "kind", "name", "address", "latitude", "longitude", "closed_on"), "public"),
        **dict.fromkeys(("contact", "phone"), "personal"),
    }

    class Meta:
        db_table = "sessions_place"
        indexes = [models.Index("unit_no", "code", name="sessions_place_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in PlaceKind]), name="sessions_place_kind"),
            models.CheckConstraint(condition=Q(located__in=[w.value for w in Located]), name="sessions_place_located"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="sessions_place_share"),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="sessions_place_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"place:{self.code}"


class Agreement(models.Model):
    """On which weekdays and halves a place may be used; `weekdays` has a bit for each, Monday the lowest."""

    agreement_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    place_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    weekdays = models.SmallIntegerField()
    shift = models.TextField()
    since = models.DateField()
    until = models.DateField()
    paper = models.TextField()
    signed_at = models.DateTimeField()
    signed_by = models.TextField()
    ended_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "agreement_id", "client_key", "place_id", "unit_no", "weekdays", "shift", "since", "until", "paper",
        "signed_at", "signed_by", "ended_on",
    )  # fmt: skip

    class Meta:
        db_table = "sessions_agreement"
        indexes = [models.Index("place_id", name="sessions_agreement_place")]
        constraints = [
            models.CheckConstraint(condition=Q(shift__in=[s.value for s in Shift]), name="sessions_agreement_shift"),
            models.CheckConstraint(condition=Q(weekdays__gte=1, weekdays__lte=127), name="sessions_agreement_days"),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="sessions_agreement_span"),
        ]

    def __str__(self) -> str:
        return f"agreement:{self.agreement_id}"
