"""Tables of orders, their targets and their bulletins (mệnh lệnh, chỉ tiêu, bản tin).

Orders and targets are written once and never changed; a bulletin is not changed any more once it is signed.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from toandan.command.campaign.words import BulletinState, Measure, Product


class Order(models.Model):
    """A campaign order: what is counted, for which unit and everything below it, from when to when."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "order_id": "public",
        "client_key": "internal",
        "code": "public",
        "title_vi": "public",
        "title_en": "public",
        "measure": "public",
        "other_measure": "public",
        "starts_on": "public",
        "deadline": "public",
        "scope": "public",
        "kept_no": "public",
        "issuer": "public",
        "number": "public",
        "created_at": "internal",
        "created_by": "internal",
    }

    order_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    code = models.CharField(max_length=32, unique=True)
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    measure = models.CharField(max_length=20)
    other_measure = models.CharField(max_length=20, blank=True, default="")
    starts_on = models.DateField()
    deadline = models.DateField()
    # The unit's number; a plain integer, because a unit list may be reloaded while orders stand.
    scope = models.IntegerField()
    # The unit that answers for the order since its own ended; the order stays about the units of its time.
    kept_no = models.IntegerField(null=True)
    issuer = models.CharField(max_length=200, blank=True, default="")
    number = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    class Meta:
        """One code, one order; the period cannot end before it begins."""

        db_table = "campaign_order"
        constraints = [
            models.CheckConstraint(name="campaign_order_period", condition=Q(deadline__gte=F("starts_on"))),
            models.CheckConstraint(name="campaign_order_measure", condition=Q(measure__in=[m.value for m in Measure])),
        ]

    def __str__(self) -> str:
        return self.code


class Target(models.Model):
    """The percentage a unit must reach for one product, from a day on; a later row replaces an earlier one."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "target_id": "public",
        "client_key": "internal",
        "order": "public",
        "unit": "public",
        "product": "public",
        "percent": "public",
        "since": "public",
        "reason": "internal",
        "created_at": "internal",
        "created_by": "internal",
    }

    target_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.IntegerField()
    product = models.CharField(max_length=8)
    percent = models.SmallIntegerField()
    since = models.DateField()
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    class Meta:
        """One target a unit, product and day."""

        db_table = "campaign_target"
        constraints = [
            # The index also serves every reading, which starts with the order.
            models.UniqueConstraint(name="campaign_target_version", fields=["order", "unit", "product", "since"]),
            models.CheckConstraint(name="campaign_target_percent", condition=Q(percent__gte=1, percent__lte=100)),
            models.CheckConstraint(name="campaign_target_product", condition=Q(product__in=[p.value for p in Product])),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.unit}/{self.product}/{self.since}"


class Bulletin(models.Model):
    """The daily situation report of an order and a day; signed, it carries its figures and a number without gaps."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "bulletin_id": "public",
        "client_key": "internal",
        "sign_key": "internal",
        "order": "public",
        "unit": "public",
        "as_of": "public",
        "state": "public",
        "version": "internal",
        "remarks": "public",
        "number": "public",
        "entry": "public",
        "figures": "public",
        "digest": "public",
        "drafted_at": "internal",
        "drafted_by": "internal",
        "changed_at": "internal",
        "changed_by": "internal",
        "signed_at": "public",
        "signed_by": "internal",
    }

    bulletin_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    sign_key = models.UUIDField(null=True, unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The order's own unit; row-level security asks here who may draft and sign.
    unit = models.IntegerField()
    as_of = models.DateField()
    state = models.CharField(max_length=10, default=BulletinState.DRAFTED.value)
    version = models.IntegerField(default=1)
    remarks = models.JSONField(default=dict)
    number = models.IntegerField(null=True)
    entry = models.BigIntegerField(null=True)
    figures = models.JSONField(null=True)
    digest = models.CharField(max_length=64, null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=150, null=True)

    class Meta:
        """One bulletin an order and day, one number an order; what is signed is complete, what is not has no number."""

        db_table = "campaign_bulletin"
        constraints = [
            models.UniqueConstraint(name="campaign_bulletin_day", fields=["order", "as_of"]),
            models.UniqueConstraint(name="campaign_bulletin_number", fields=["order", "number"]),
            models.CheckConstraint(
                name="campaign_bulletin_signed",
                condition=Q(
                    state="signed", number__gte=1, entry__isnull=False, figures__isnull=False, digest__isnull=False,
                    signed_at__isnull=False, signed_by__isnull=False, sign_key__isnull=False,
                )
                | Q(
                    state="drafted", number__isnull=True, entry__isnull=True, figures__isnull=True,
                    digest__isnull=True, signed_at__isnull=True, signed_by__isnull=True, sign_key__isnull=True,
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id}/{self.as_of}"


class Outlook(models.Model):
    """What was foreseen of one unit from the end of a day: written once a night, and never changed (dự báo).

    `bands` are people done at the end of each coming day: the 10th, 25th, 50th, 75th and 90th percentiles. All units of
    an order and a day come from one drawing, so that what a district says is what its communes say.
    """

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "outlook_id", "order", "as_of", "unit", "measure", "entry", "goal", "done", "probability", "p10", "p50",
            "p90", "bands", "drawn_at", "half_days", "planned_until",
        ),
        "public",
    )  # fmt: skip

    outlook_id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    as_of = models.DateField()
    unit = models.IntegerField()
    measure = models.CharField(max_length=20)
    entry = models.BigIntegerField()
    goal = models.IntegerField()
    done = models.IntegerField()
    probability = models.FloatField()
    p10 = models.DateField(null=True)
    p50 = models.DateField(null=True)
    p90 = models.DateField(null=True)
    bands = models.JSONField(default=list)
    drawn_at = models.DateTimeField()
    # What was known of sessions ahead; nothing where no plan was.
    half_days = models.IntegerField(null=True)
    planned_until = models.DateField(null=True)

    class Meta:
        """One outlook an order, unit and day."""

        db_table = "campaign_outlook"
        constraints = [
            # The index serves every reading: a unit's latest outlook, and those of its parts of the same day.
            models.UniqueConstraint(name="campaign_outlook_once", fields=["order", "unit", "as_of"]),
            models.CheckConstraint(
                name="campaign_outlook_probability", condition=Q(probability__gte=0, probability__lte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.unit}/{self.as_of}"
