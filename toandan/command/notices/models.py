"""Tables of the daily e-mail: who wishes it, what was told of, and the outbox (thư nhắc việc).

An address is encrypted. A digest keeps counts alone; its words are made of them anew whenever it is tried.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from toandan.command.notices.words import MOST_LETTERS, DigestState, Kind


class Wish(models.Model):
    """That an officer wishes the daily e-mail, and where it goes; nothing goes there before it was confirmed."""

    officer_id = models.BigIntegerField(primary_key=True)
    address = models.BinaryField()
    changed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        "officer_id": "internal", "address": "sensitive", "changed_at": "internal", "confirmed_at": "internal",
    }  # fmt: skip

    class Meta:
        db_table = "notices_wish"

    def __str__(self) -> str:
        return f"wish:{self.officer_id}"


class Confirmation(models.Model):
    """One letter that asks whether an address is the officer's; of its code a keyed digest is kept (thư xác nhận)."""

    confirmation_id = models.BigAutoField(primary_key=True)
    officer_id = models.BigIntegerField()
    day = models.DateField()
    number = models.SmallIntegerField()
    code_digest = models.BinaryField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    unsent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {"code_digest": "secret"} | dict.fromkeys(
        ("confirmation_id", "officer_id", "day", "number", "asked_at", "expires_at", "unsent_at", "used_at"), "internal"
    )

    class Meta:
        db_table = "notices_confirmation"
        constraints = [
            models.UniqueConstraint(fields=["officer_id", "day", "number"], name="notices_confirmation_daily"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_LETTERS), name="notices_confirmation_most"
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation:{self.confirmation_id}"


class Digest(models.Model):
    """One e-mail to an officer, once a day at most; `message_id` never changes (hộp thư đi)."""

    digest_id = models.BigAutoField(primary_key=True)
    officer_id = models.BigIntegerField()
    day = models.DateField()
    message_id = models.TextField(unique=True)
    lines = models.JSONField()
    again = models.BooleanField(default=False)
    state = models.TextField(default=DigestState.QUEUED.value)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(
        ("digest_id", "officer_id", "day", "message_id", "lines", "again", "state", "made_at", "claimed_at",
         "settled_at"), "internal",
    )  # fmt: skip

    class Meta:
        db_table = "notices_digest"
        constraints = [
            models.UniqueConstraint(fields=["officer_id", "day"], name="notices_digest_daily"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DigestState]), name="notices_digest_state"
            ),
        ]
        indexes = [
            models.Index("state", condition=Q(state__in=["queued", "sending"]), name="notices_digest_open"),
        ]

    def __str__(self) -> str:
        return f"digest:{self.digest_id}"


class Told(models.Model):
    """That an officer was told of one thing that waits; `thing` is its number in the room it belongs to."""

    told_id = models.BigAutoField(primary_key=True)
    officer_id = models.BigIntegerField()
    kind = models.TextField()
    thing = models.BigIntegerField()
    digest = models.ForeignKey(Digest, models.PROTECT, related_name="+")

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(("told_id", "officer_id", "kind", "thing", "digest"), "internal")

    class Meta:
        db_table = "notices_told"
        constraints = [
            models.UniqueConstraint(fields=["officer_id", "kind", "thing"], name="notices_told_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="notices_told_kind"),
        ]

    def __str__(self) -> str:
        return f"told:{self.told_id}"
