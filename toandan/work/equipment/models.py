"""Tables of equipment. Nothing here saves or decides; `operations` does.

`unit_no` has a device in custody, `home_no` is where it belongs, `bound_no` the unit a waiting hand-over goes to.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from toandan.record import tables
from toandan.record.tables import internal, one_of
from toandan.work.equipment.words import (
    Condition,
    DeviceState,
    DeviceVerb,
    FaultKind,
    HandoverState,
    Kind,
    LoanState,
)


class Device(models.Model):
    """One kit, reader or printer (thiết bị); `holder` is the officer who answers for it."""

    device_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    serial = models.TextField(unique=True)
    kind = models.TextField()
    model = models.TextField(default="")
    state = models.TextField(default=DeviceState.READY.value)
    unit_no = models.IntegerField()
    home_no = models.IntegerField()
    bound_no = models.IntegerField(null=True)
    place = models.TextField(default="")
    holder = models.TextField(default="")
    holder_id = models.BigIntegerField(null=True)
    software = models.TextField(default="")
    key_made_on = models.DateField(null=True)
    condition = models.TextField(default=Condition.GOOD.value)
    reported_at = models.DateTimeField(null=True)
    suspect_from = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    added_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "device_id", "client_key", "serial", "kind", "model", "state", "unit_no", "home_no", "bound_no", "place",
        "holder", "holder_id", "software", "key_made_on", "condition", "reported_at", "suspect_from", "added_at",
        "added_by",
    )  # fmt: skip

    class Meta:
        db_table = "equipment_device"
        constraints = [
            models.CheckConstraint(condition=one_of("state", DeviceState), name="equipment_device_state"),
            models.CheckConstraint(condition=one_of("kind", Kind), name="equipment_device_kind"),
            models.CheckConstraint(condition=one_of("condition", Condition), name="equipment_device_condition"),
            models.CheckConstraint(
                condition=Q(suspect_from=None) | Q(state__in=["stolen", "lost", "retired"]),
                name="equipment_device_suspect",
            ),
        ]
        indexes = [
            models.Index("unit_no", "kind", name="equipment_device_unit"),
            models.Index("home_no", name="equipment_device_home"),
            models.Index("bound_no", condition=~Q(bound_no=None), name="equipment_device_bound"),
        ]

    def __str__(self) -> str:
        return f"device:{self.device_id}"


class Event(tables.TimelineLine):
    """One thing that happened to a device; never changed, and signed by who did it (diễn biến).

    What was reported stolen or lost, from when its work is suspect and who lifted it are such lines, so they stay.
    """

    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    PRIVACY: ClassVar[Mapping[str, str]] = {
        **tables.TimelineLine.PRIVACY,
        **internal("device", "occurred_at", "detail"),
    }

    class Meta:
        db_table = "equipment_event"
        constraints = [models.CheckConstraint(condition=one_of("verb", DeviceVerb), name="equipment_event_verb")]


class Fault(models.Model):
    """One fault of a device, from when it was there to when it was repaired (sự cố)."""

    fault_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    kind = models.TextField()
    stops = models.BooleanField()
    text = models.TextField()
    since = models.DateField()
    reported_at = models.DateTimeField()
    reported_by = models.TextField()
    repair_since = models.DateField(null=True)
    back_on = models.DateField(null=True)
    repaired_on = models.DateField(null=True)
    repair = models.TextField(default="")

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "fault_id", "client_key", "device", "kind", "stops", "text", "since", "reported_at", "reported_by",
        "repair_since", "back_on", "repaired_on", "repair",
    )  # fmt: skip

    class Meta:
        db_table = "equipment_fault"
        constraints = [models.CheckConstraint(condition=one_of("kind", FaultKind), name="equipment_fault_kind")]
        indexes = [models.Index("device", condition=Q(repaired_on=None), name="equipment_fault_open")]

    def __str__(self) -> str:
        return f"fault:{self.fault_id}"


class Handover(models.Model):
    """One hand-over of custody with both officers (bàn giao)."""

    handover_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    source_no = models.IntegerField()
    target_no = models.IntegerField()
    state = models.TextField(default=HandoverState.WAITING.value)
    place = models.TextField(default="")
    reason = models.TextField(default="")
    given_by = models.TextField()
    given_by_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()
    answered_by = models.TextField(default="")
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "handover_id", "client_key", "device", "source_no", "target_no", "state", "place", "reason", "given_by",
        "given_by_id", "given_at", "answered_by", "answered_by_id", "answered_at", "answer",
    )  # fmt: skip

    class Meta:
        db_table = "equipment_handover"
        constraints = [
            models.CheckConstraint(condition=one_of("state", HandoverState), name="equipment_handover_state"),
            models.UniqueConstraint("device", condition=Q(state="waiting"), name="equipment_handover_once"),
        ]
        indexes = [models.Index("target_no", condition=Q(state="waiting"), name="equipment_handover_to")]

    def __str__(self) -> str:
        return f"handover:{self.handover_id}"


class Loan(models.Model):
    """One loan of a device to another unit, from a day to a day (cho mượn)."""

    loan_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+")
    serial = models.TextField()
    kind = models.TextField()
    lender_no = models.IntegerField()
    borrower_no = models.IntegerField()
    since = models.DateField()
    until = models.DateField()
    state = models.TextField(default=LoanState.ASKED.value)
    asked_no = models.IntegerField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    reason = models.TextField()
    answered_by = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    ended_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "loan_id", "client_key", "device", "serial", "kind", "lender_no", "borrower_no", "since", "until", "state",
        "asked_no", "asked_by", "asked_at", "reason", "answered_by", "answered_at", "answer", "ended_on",
    )  # fmt: skip

    class Meta:
        db_table = "equipment_loan"
        constraints = [
            models.CheckConstraint(condition=one_of("state", LoanState), name="equipment_loan_state"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="equipment_loan_days"),
            models.CheckConstraint(condition=~Q(lender_no=F("borrower_no")), name="equipment_loan_two"),
        ]
        indexes = [
            models.Index("device", "until", name="equipment_loan_device"),
            models.Index("borrower_no", "until", name="equipment_loan_borrower"),
            models.Index("lender_no", "until", name="equipment_loan_lender"),
        ]

    def __str__(self) -> str:
        return f"loan:{self.loan_id}"
