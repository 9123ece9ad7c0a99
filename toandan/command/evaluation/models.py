"""Tables of score sheets. Nothing here saves or decides; `operations` does. Only an appeal is ever changed, once.

`unit_no` is the unit a sheet is about, for ever; `kept_no` the one that carries it on since units merged, if any.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.command.evaluation.words import AppealState, Criterion
from toandan.record.tables import internal


class Criteria(models.Model):
    """The weights of an order in one version (bộ tiêu chí); never changed, only superseded."""

    criteria_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    order_code = models.TextField()
    scope_no = models.IntegerField()
    version = models.SmallIntegerField()
    weights = models.JSONField()
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "criteria_id", "client_key", "order_code", "scope_no", "version", "weights", "why", "set_at", "set_by"
    )

    class Meta:
        db_table = "evaluation_criteria"
        constraints = [models.UniqueConstraint(fields=["order_code", "version"], name="evaluation_criteria_once")]

    def __str__(self) -> str:
        return f"criteria:{self.order_code}/{self.version}"


class Sheet(models.Model):
    """One version of the score sheet of a unit for a period (phiếu chấm điểm); `run` are those scored together."""

    sheet_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    run = models.UUIDField()
    order_code = models.TextField()
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    parent_no = models.IntegerField()
    top_no = models.IntegerField()
    level = models.SmallIntegerField()
    since = models.DateField()
    until = models.DateField()
    version = models.SmallIntegerField()
    entry = models.BigIntegerField()
    criteria = models.SmallIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    raw_score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    figures = models.JSONField()
    comparison = models.JSONField()
    # How a unit was counted that came of a merger within the period: the days, and the old units by number.
    merger = models.JSONField(null=True)
    why = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "sheet_id", "client_key", "run", "order_code", "unit_no", "kept_no", "parent_no", "top_no", "level",
        "since", "until", "version", "entry", "criteria", "score", "raw_score", "figures", "comparison", "merger",
        "why", "made_at", "made_by",
    )  # fmt: skip

    class Meta:
        db_table = "evaluation_sheet"
        constraints = [
            models.UniqueConstraint(
                fields=["order_code", "top_no", "unit_no", "since", "until", "version"], name="evaluation_sheet_version"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="evaluation_sheet_from_one"),
        ]
        indexes = [models.Index("order_code", "top_no", "until", name="evaluation_sheet_list")]

    def __str__(self) -> str:
        return f"score_sheet:{self.sheet_id}"


class Appeal(models.Model):
    """One appeal of a unit against its sheet (khiếu nại), and how it was decided."""

    appeal_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+")
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    criterion = models.TextField()
    reason = models.TextField()
    state = models.TextField(default=AppealState.RAISED.value)
    raised_at = models.DateTimeField()
    raised_by = models.TextField()
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    decision_key = models.UUIDField(null=True)
    corrected = models.BigIntegerField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal(
            "appeal_id", "client_key", "sheet", "unit_no", "kept_no", "criterion", "state", "raised_at", "raised_by"
        ),
        **internal("answered_at", "answered_by", "decision_key", "corrected"),
        **dict.fromkeys(("reason", "answer"), "personal"),
    }

    class Meta:
        db_table = "evaluation_appeal"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AppealState]), name="evaluation_appeal_state"
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=[criterion.value for criterion in Criterion]),
                name="evaluation_appeal_criterion",
            ),
            models.UniqueConstraint(fields=["sheet", "criterion"], name="evaluation_appeal_once"),
        ]

    def __str__(self) -> str:
        return f"appeal:{self.appeal_id}"


class Commendation(models.Model):
    """That a unit was commended for what one sheet shows (biểu dương); never changed."""

    commendation_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")
    unit_no = models.IntegerField()
    kept_no = models.IntegerField(null=True)
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal(
        "commendation_id", "client_key", "sheet", "unit_no", "kept_no", "words", "given_at", "given_by"
    )

    class Meta:
        db_table = "evaluation_commendation"

    def __str__(self) -> str:
        return f"commendation:{self.commendation_id}"
