"""Tables of the ledger. Nothing here saves: every row is written by `ledger_post`, `ledger_seal` or `ledger_fold`.

Keys follow the rules for growing past one machine: what belongs to a person has a key that begins with it, the entry
is the claims table of its own client key, and states are a reference table.
"""

from typing import Any, ClassVar

from django.db import models

from toandan.record.tables import internal


class Int4MultirangeField(models.Field):  # type: ignore[type-arg]
    """A set of unit numbers as ranges; PostgreSQL's own type, for which Django has no field."""

    def db_type(self, connection: Any) -> str:
        """Return the column's type."""
        return "int4multirange"


class State(models.Model):
    """A standing's number and its words, so that SQL can be read by a person; reference data."""

    state = models.IntegerField(primary_key=True)
    residence = models.TextField()
    card = models.TextField()
    eid = models.TextField()
    obstacle = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(("state", "residence", "card", "eid", "obstacle"), "public")

    class Meta:
        db_table = "ledger_state"

    def __str__(self) -> str:
        return f"state:{self.state}"


class Follower(models.Model):
    """A table of people whose `unit_no` follows the person's standing; it has `person_id` and `unit_no`."""

    table_name = models.TextField(primary_key=True)

    PRIVACY: ClassVar[dict[str, str]] = internal("table_name")

    class Meta:
        db_table = "ledger_follower"

    def __str__(self) -> str:
        return self.table_name


class Standing(models.Model):
    """Where a person stands now; who left stands in the world, unit 0 and state 0 (tình trạng hiện tại)."""

    person_id = models.BigIntegerField(primary_key=True)
    unit_no = models.IntegerField()
    state = models.IntegerField()
    effective_on = models.DateField()
    entry_id = models.BigIntegerField()

    PRIVACY: ClassVar[dict[str, str]] = {
        "person_id": "internal",
        "unit_no": "personal",
        "state": "sensitive",
        "effective_on": "personal",
        "entry_id": "internal",
    }

    class Meta:
        db_table = "ledger_standing"
        indexes = [models.Index("unit_no", "state", "person_id", name="ledger_standing_unit")]

    def __str__(self) -> str:
        return f"standing:{self.person_id}"


class Entry(models.Model):
    """The header of a set of postings, and the stored answer to its client key (bút toán)."""

    client_key = models.UUIDField(primary_key=True)
    entry_id = models.BigIntegerField()
    verb = models.TextField()
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    evidence = models.TextField()
    session = models.TextField()
    digest = models.TextField()
    lines = models.IntegerField()
    refused = models.JSONField()
    touched = Int4MultirangeField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal(
            "client_key", "entry_id", "verb", "occurred_on", "recorded_at", "actor", "actor_id", "session", "digest",
            "lines", "touched",
        ),
        "reason": "personal",
        "evidence": "personal",
        "refused": "sensitive",
    }  # fmt: skip

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index("entry_id", name="ledger_entry_number"),
            # Sessions are set against what was posted under their code; most entries belong to none.
            models.Index("session", condition=~models.Q(session=""), name="ledger_entry_session"),
        ]

    def __str__(self) -> str:
        return f"entry:{self.entry_id}"


class Posting(models.Model):
    """One person moved from one account to another; made by SQL, because it is partitioned by month (định khoản)."""

    pk = models.CompositePrimaryKey("person_id", "entry_id", "recorded_on")
    person_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    recorded_on = models.DateField()
    unit_from = models.IntegerField()
    state_from = models.IntegerField()
    unit_to = models.IntegerField()
    state_to = models.IntegerField()
    effective_on = models.DateField()

    PRIVACY: ClassVar[dict[str, str]] = {
        **internal("pk", "person_id", "entry_id", "recorded_on"),
        "unit_from": "personal",
        "state_from": "sensitive",
        "unit_to": "personal",
        "state_to": "sensitive",
        "effective_on": "personal",
    }

    class Meta:
        db_table = "ledger_posting"
        managed = False

    def __str__(self) -> str:
        return f"posting:{self.person_id}/{self.entry_id}"


class Delta(models.Model):
    """By how much an entry changed the balance of an account from a day on; holds no people (phát sinh)."""

    pk = models.CompositePrimaryKey("unit_no", "effective_on", "state", "entry_id")
    unit_no = models.IntegerField()
    effective_on = models.DateField()
    state = models.IntegerField()
    entry_id = models.BigIntegerField()
    amount = models.IntegerField()

    PRIVACY: ClassVar[dict[str, str]] = internal("pk", "unit_no", "effective_on", "state", "entry_id", "amount")

    class Meta:
        db_table = "ledger_delta"
        managed = False

    def __str__(self) -> str:
        return f"delta:{self.unit_no}/{self.state}/{self.effective_on}/{self.entry_id}"


class Seal(models.Model):
    """A published moment: nothing numbered up to its entry can be added any more (chốt số liệu)."""

    seal_id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField()

    PRIVACY: ClassVar[dict[str, str]] = internal("seal_id", "entry_id", "sealed_at", "actor", "actor_id", "reason")

    class Meta:
        db_table = "ledger_seal"

    def __str__(self) -> str:
        return f"seal:{self.seal_id}"
