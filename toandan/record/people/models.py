"""Tables of the register: people, what belongs to one person only, and what was corrected.

Nothing here saves, counts or checks by itself; `operations` does. `unit_no` is the unit that answers for
the person; it is moved by the ledger's door only, so that row-level security needs no join.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Now

from toandan.record.people.words import BirthBasis, Sex


class Person(models.Model):
    """One person of the register (người)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "person_id": "internal",
        "unit_no": "internal",
        "full_name": "personal",
        "name_key": "personal",
        "birth_year": "personal",
        "birth_month": "personal",
        "birth_day": "personal",
        "birth_basis": "internal",
        "sex": "personal",
        "personal_number": "sensitive",
        "old_number": "sensitive",
        "father_name": "personal",
        "mother_name": "personal",
        "spouse_name": "personal",
        "permanent_unit": "personal",
        "temporary_unit": "personal",
        "present_unit": "personal",
        "present_address": "personal",
        "phone": "personal",
        "home_visit": "sensitive",
        "created_at": "internal",
    }

    person_id = models.BigIntegerField(primary_key=True)
    unit_no = models.IntegerField()
    full_name = models.TextField()
    name_key = models.TextField(db_collation="C")
    birth_year = models.SmallIntegerField(null=True)
    birth_month = models.SmallIntegerField(null=True)
    birth_day = models.SmallIntegerField(null=True)
    birth_basis = models.TextField(default=BirthBasis.NONE.value)
    sex = models.TextField(null=True)
    personal_number = models.TextField(null=True, db_collation="C")
    old_number = models.TextField(null=True, db_collation="C")
    father_name = models.TextField(default="")
    mother_name = models.TextField(default="")
    spouse_name = models.TextField(default="")
    permanent_unit = models.IntegerField(null=True)
    temporary_unit = models.IntegerField(null=True)
    present_unit = models.IntegerField(null=True)
    present_address = models.TextField(default="")
    phone = models.TextField(default="")
    home_visit = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "people_person"
        constraints = [
            models.CheckConstraint(
                name="people_person_basis", condition=models.Q(birth_basis__in=[b.value for b in BirthBasis])
            ),
            models.CheckConstraint(name="people_person_sex", condition=models.Q(sex__in=[s.value for s in Sex])),
        ]
        indexes = [
            # Within one name the search goes by year, then by unit, so that a scope narrows inside the index.
            models.Index(F("name_key"), F("birth_year"), F("unit_no"), F("person_id"), name="people_person_name"),
            # Turned round, an index serves the whole number and its last digits alike.
            models.Index(Func(F("personal_number"), function="reverse"), name="people_person_number"),
            models.Index(Func(F("old_number"), function="reverse"), name="people_person_old_number"),
            models.Index(F("unit_no"), F("person_id"), name="people_person_unit"),
        ]

    def __str__(self) -> str:
        return f"person:{self.person_id}"


class Claim(models.Model):
    """A value that belongs to one person in the whole register; the program may add but not read (mã định danh)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "pk": "internal",
        "kind": "internal",
        "value": "sensitive",
        "person_id": "internal",
    }

    # The value leads: numbers differ in their first letters and are sorted by them, kinds hardly differ at all.
    pk = models.CompositePrimaryKey("value", "kind")
    kind = models.TextField(db_collation="C")
    value = models.TextField(db_collation="C")
    person_id = models.BigIntegerField()

    class Meta:
        db_table = "people_claim"

    def __str__(self) -> str:
        return f"claim:{self.kind}"


class Name(models.Model):
    """Every name key that occurs in the register, once: the dictionary a search looks its words up in.

    A register of eight million holds about a million different names. Looking words up here, then people by
    whole name, keeps the commonest words from being looked up in millions of rows.
    """

    PRIVACY: ClassVar[dict[str, str]] = {"name_key": "personal"}

    name_key = models.TextField(primary_key=True, db_collation="C")

    class Meta:
        db_table = "people_name"
        indexes = [
            GinIndex(
                Func(
                    Func(F("name_key"), Value(" "), function="string_to_array"),
                    function="array_to_tsvector",
                ),
                name="people_name_words",
            ),
        ]

    def __str__(self) -> str:
        return "name"


class Correction(models.Model):
    """One detail of a person that was changed, with what stood before (lịch sử chỉnh sửa)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "pk": "internal",
        "person_id": "internal",
        "correction_id": "internal",
        "unit_no": "internal",
        "name": "internal",
        "old": "sensitive",
        "new": "sensitive",
        "reason": "personal",
        "evidence": "personal",
        "actor": "internal",
        "actor_id": "internal",
        "occurred_on": "internal",
        "recorded_at": "internal",
    }

    pk = models.CompositePrimaryKey("person_id", "correction_id")
    person_id = models.BigIntegerField()
    correction_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    name = models.TextField()
    old = models.TextField(default="")
    new = models.TextField(default="")
    reason = models.TextField()
    evidence = models.TextField(default="")
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "people_correction"

    def __str__(self) -> str:
        return f"correction:{self.correction_id}"
