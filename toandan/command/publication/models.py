"""Tables of what is published; a row that was shown is never changed, only hidden (bảng công bố)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from toandan.command.publication.words import PublicationState


class Publication(models.Model):
    """An order before the public: open or stopped, since when, by whom and why."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "publication_id": "public",
        "client_key": "internal",
        "order": "public",
        "unit": "public",
        "state": "public",
        "reason": "internal",
        "opened_at": "public",
        "changed_at": "public",
        "changed_by": "internal",
    }

    publication_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    order = models.OneToOneField("campaign.Order", on_delete=models.PROTECT, related_name="+")
    unit = models.IntegerField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        """One order is before the public once."""

        db_table = "publication_publication"
        constraints = [
            models.CheckConstraint(
                name="publication_state", condition=Q(state__in=[state.value for state in PublicationState])
            )
        ]

    def __str__(self) -> str:
        return f"publication:{self.order_id}"


class Withheld(models.Model):
    """A unit whose figures, and those of all units below it, are kept back for a reason."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "withheld_id": "internal",
        "client_key": "internal",
        "publication": "internal",
        "unit": "internal",
        "code": "internal",
        "name_vi": "internal",
        "reason": "internal",
        "since": "internal",
        "by": "internal",
        "until": "internal",
    }

    withheld_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    unit = models.IntegerField()
    code = models.CharField(max_length=20)
    name_vi = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    by = models.CharField(max_length=150)
    until = models.DateTimeField(null=True)

    class Meta:
        """A unit is withheld once at a time."""

        db_table = "publication_withheld"
        constraints = [
            models.UniqueConstraint(
                name="publication_withheld_once", fields=["publication", "code"], condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"withheld:{self.publication_id}/{self.code}"


class Day(models.Model):
    """One published day of an order, the sealed ledger entry it was counted at, and the threshold it was made with."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "day_id": "public",
        "publication": "public",
        "unit": "public",
        "as_of": "public",
        "entry": "internal",
        "threshold": "public",
        "measures": "public",
        "published_at": "public",
        "published_by": "internal",
    }

    day_id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.IntegerField()
    as_of = models.DateField()
    entry = models.BigIntegerField()
    threshold = models.IntegerField()
    measures = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    class Meta:
        """A day is published once."""

        db_table = "publication_day"
        constraints = [models.UniqueConstraint(name="publication_day_once", fields=["publication", "as_of"])]

    def __str__(self) -> str:
        return f"day:{self.publication_id}/{self.as_of}"


class Row(models.Model):
    """What is shown of one unit and measure on one day; figures stand there, or none of them do."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "row_id": "public",
        "day": "public",
        "place": "public",
        "code": "public",
        "parent": "public",
        "level": "public",
        "name_vi": "public",
        "name_en": "public",
        "measure": "public",
        "target": "public",
        "done": "public",
        "rate": "public",
    }

    row_id = models.BigAutoField(primary_key=True)
    day = models.ForeignKey(Day, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.IntegerField()
    code = models.CharField(max_length=20)
    parent = models.CharField(max_length=20, blank=True)
    level = models.SmallIntegerField()
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    measure = models.CharField(max_length=20)
    target = models.IntegerField(null=True)
    done = models.IntegerField(null=True)
    rate = models.DecimalField(max_digits=4, decimal_places=1, null=True)

    class Meta:
        """Read by day, in the order of places."""

        db_table = "publication_row"
        constraints = [
            models.UniqueConstraint(name="publication_row_once", fields=["day", "place", "measure"]),
            models.CheckConstraint(
                name="publication_row_whole",
                condition=Q(target__isnull=True, done__isnull=True, rate__isnull=True)
                | Q(done__isnull=False, target__isnull=False, done__gte=0, target__gte=F("done")),
            ),
        ]

    def __str__(self) -> str:
        return f"row:{self.day_id}/{self.code}/{self.measure}"


class Memory(models.Model):
    """What days to come must know of this one; not for the public, since it tells what was hidden, and why.

    `hidden` holds what `Kept` says of each hidden unit; `table` every unit with its true figures, its number first,
    and is None of days that were published before it was kept.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "day": "internal",
        "unit": "internal",
        "hidden": "internal",
        "table": "internal",
    }

    day = models.OneToOneField(Day, on_delete=models.PROTECT, related_name="+", primary_key=True)
    unit = models.IntegerField()
    hidden = models.JSONField()
    table = models.JSONField(null=True)

    class Meta:
        """One a day."""

        db_table = "publication_memory"

    def __str__(self) -> str:
        return f"memory:{self.day_id}"
