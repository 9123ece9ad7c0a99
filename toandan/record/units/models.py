"""Tables of the hierarchy; reference data, the same for every officer, without any person (bảng đơn vị)."""

from typing import ClassVar

from django.db import models


def _public(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "public")


class Unit(models.Model):
    """One unit over one span of days; `until` is the first day it is no longer there."""

    number = models.IntegerField(primary_key=True)
    last = models.IntegerField()
    code = models.CharField(max_length=12)
    level = models.SmallIntegerField()
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_column="parent")
    valid_from = models.DateField(null=True)
    until = models.DateField(null=True)
    edition = models.CharField(max_length=12)
    province = models.IntegerField(null=True)
    district = models.IntegerField(null=True)
    name_key = models.CharField(max_length=120)

    PRIVACY: ClassVar[dict[str, str]] = _public(
        "number", "last", "code", "level", "name_vi", "name_en", "kind", "parent",
        "valid_from", "until", "edition", "province", "district", "name_key",
    )  # fmt: skip

    class Meta:
        db_table = "units_unit"
        indexes = [
            models.Index("code", "number", name="units_unit_code"),
            models.Index("name_key", name="units_unit_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("number")), name="units_unit_span"),
        ]


class Body(models.Model):
    """A body outside the police, under one of the spare numbers of its territory (cơ quan phối hợp)."""

    number = models.IntegerField(primary_key=True)
    code = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=30)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    territory = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_column="territory")

    PRIVACY: ClassVar[dict[str, str]] = _public("number", "code", "kind", "name_vi", "name_en", "territory")

    class Meta:
        db_table = "units_body"


class Kind(models.Model):
    """A legal form: its names, the words a name begins with, and its usual abbreviations split by a bar."""

    kind = models.CharField(max_length=60, primary_key=True)
    kind_en = models.CharField(max_length=60)
    prefix = models.CharField(max_length=60)
    short = models.CharField(max_length=30)

    PRIVACY: ClassVar[dict[str, str]] = _public("kind", "kind_en", "prefix", "short")

    class Meta:
        db_table = "units_kind"


class Link(models.Model):
    """What a unit became on a day."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_column="predecessor")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_column="successor")
    part = models.CharField(max_length=8)
    is_default = models.BooleanField()
    is_origin = models.BooleanField()
    basis = models.CharField(max_length=12)
    act = models.CharField(max_length=40)
    on = models.DateField(db_column="on_day")

    PRIVACY: ClassVar[dict[str, str]] = _public(
        "id", "predecessor", "successor", "part", "is_default", "is_origin", "basis", "act", "on"
    )

    class Meta:
        db_table = "units_link"
        constraints = [models.UniqueConstraint("predecessor", "successor", name="units_link_once")]


class Census(models.Model):
    """Counted people and households of a unit; `size_7` are households of seven and more."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_column="unit")
    year = models.SmallIntegerField()
    population = models.IntegerField()
    urban = models.IntegerField()
    rural = models.IntegerField()
    households = models.IntegerField()
    size_1 = models.IntegerField()
    size_2 = models.IntegerField()
    size_3 = models.IntegerField()
    size_4 = models.IntegerField()
    size_5 = models.IntegerField()
    size_6 = models.IntegerField()
    size_7 = models.IntegerField()

    PRIVACY: ClassVar[dict[str, str]] = _public(
        "id", "unit", "year", "population", "urban", "rural", "households",
        "size_1", "size_2", "size_3", "size_4", "size_5", "size_6", "size_7",
    )  # fmt: skip

    class Meta:
        db_table = "units_census"
        constraints = [models.UniqueConstraint("unit", "year", name="units_census_once")]


class AgeGroup(models.Model):
    """Counted people of a unit between two ages, both included; no `high` means "and older"."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_column="unit")
    year = models.SmallIntegerField()
    low = models.SmallIntegerField()
    high = models.SmallIntegerField(null=True)
    people = models.IntegerField()
    urban = models.IntegerField()
    rural = models.IntegerField()

    PRIVACY: ClassVar[dict[str, str]] = _public("id", "unit", "year", "low", "high", "people", "urban", "rural")

    class Meta:
        db_table = "units_agegroup"
        constraints = [models.UniqueConstraint("unit", "year", "low", name="units_agegroup_once")]


class Seat(models.Model):
    """Where a unit's offices stand, in degrees."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+", primary_key=True, db_column="unit")
    longitude = models.FloatField()
    latitude = models.FloatField()

    PRIVACY: ClassVar[dict[str, str]] = _public("unit", "longitude", "latitude")

    class Meta:
        db_table = "units_seat"


class PlaceCode(models.Model):
    """A place code inside personal numbers and the province it stands for."""

    code = models.CharField(max_length=3, primary_key=True)
    name_vi = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    province = models.CharField(max_length=12)

    PRIVACY: ClassVar[dict[str, str]] = _public("code", "name_vi", "name_en", "province")

    class Meta:
        db_table = "units_placecode"


class Revision(models.Model):
    """One row: the digest of the data loaded last, so that every process knows when its copy is old."""

    single = models.BooleanField(primary_key=True, default=True)
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar[dict[str, str]] = _public("single", "digest")

    class Meta:
        db_table = "units_revision"
        constraints = [models.CheckConstraint(condition=models.Q(single=True), name="units_revision_single")]


class Support(models.Model):
    """A signed assignment: one unit helps another for some days; it names no person (phân công hỗ trợ)."""

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "support_id", "helper", "helped", "since", "until", "temporary_only", "act", "reason", "signed_by",
            "signed_by_id", "signed_at", "ended_on", "ended_by", "client_key",
        ),
        "internal",
    )  # fmt: skip

    support_id = models.BigAutoField(primary_key=True)
    helper = models.IntegerField()
    helped = models.IntegerField()
    since = models.DateField()
    until = models.DateField()
    temporary_only = models.BooleanField(default=False)
    act = models.TextField()
    reason = models.TextField()
    signed_by = models.TextField()
    signed_by_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_by = models.TextField(default="")
    client_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "units_support"
        constraints = [
            models.CheckConstraint(name="units_support_two", condition=~models.Q(helper=models.F("helped"))),
            models.CheckConstraint(name="units_support_days", condition=models.Q(until__gte=models.F("since"))),
        ]
        indexes = [
            models.Index(fields=["helper", "until"], name="units_support_helper"),
            models.Index(fields=["helped", "until"], name="units_support_helped"),
        ]

    def __str__(self) -> str:
        return f"support:{self.support_id}"


class BodyMove(models.Model):
    """That a body was given another territory by decision, since its own ended (giao địa bàn mới); never changed."""

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(
        ("move_id", "client_key", "body_no", "old_no", "new_no", "reason", "moved_at", "moved_by"), "internal"
    )

    move_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    body_no = models.IntegerField()
    old_no = models.IntegerField()
    new_no = models.IntegerField()
    reason = models.TextField()
    moved_at = models.DateTimeField()
    moved_by = models.TextField()

    class Meta:
        db_table = "units_bodymove"

    def __str__(self) -> str:
        return f"body_move:{self.move_id}"
