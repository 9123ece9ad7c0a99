"""Peers, letters sent and letters received (cơ quan liên thông, công văn đi, công văn đến).

A letter is kept whole, as the signed bytes of its file: it can be sent again to the last byte, and shown to a judge.
Some time after it has come and was acted on, only its first line is left, the signature, beside number and SHA-256.
"""

from typing import ClassVar

from django.db import models


class Peer(models.Model):
    """An authority with a system of its own (cơ quan liên thông).

    `territory_no` is the first of its territories, for the release before this one; nothing here reads it any more.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "peer_id": "internal",
        "name": "public",
        "fingerprint": "public",
        "public_key": "public",
        "territory_no": "public",
        "kept_by": "internal",
        "since": "internal",
        "until": "internal",
    }

    peer_id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    fingerprint = models.TextField(unique=True)
    public_key = models.TextField()
    territory_no = models.IntegerField(null=True)
    kept_by = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "letters_peer"

    def __str__(self) -> str:
        return f"peer:{self.peer_id}"


class Territory(models.Model):
    """A unit that a peer answers for with everything below it (địa bàn phụ trách); one peer for a unit at a time."""

    PRIVACY: ClassVar[dict[str, str]] = dict.fromkeys(("territory_id", "peer_id", "unit_no", "until"), "public")

    territory_id = models.BigAutoField(primary_key=True)
    peer_id = models.BigIntegerField()
    unit_no = models.IntegerField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "letters_territory"
        constraints = [
            models.UniqueConstraint(fields=["unit_no"], condition=models.Q(until=None), name="letters_territory_once")
        ]

    def __str__(self) -> str:
        return f"territory:{self.territory_id}"


class _Letter(models.Model):
    """What letters of both ways have in common; `answers` is the number of the other side's letter it replies to."""

    SHARED: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("peer_id", "number", "unit_no", "kind", "answers", "digest", "actor", "actor_id"), "internal"),
        "content": "sensitive",
        "content_removed_at": "internal",
    }

    peer_id = models.BigIntegerField()
    number = models.IntegerField()
    unit_no = models.IntegerField()
    kind = models.TextField()
    answers = models.IntegerField(null=True)
    content = models.BinaryField()
    digest = models.BinaryField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    content_removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"letter:{self.pk}"


class Sent(_Letter):
    """A letter of ours, in the transaction of what it speaks of (công văn đi); numbered without a gap for each peer."""

    PRIVACY: ClassVar[dict[str, str]] = {
        **_Letter.SHARED,
        **dict.fromkeys(("sent_id", "client_key", "reason", "sent_at", "delivered_at", "file_digest"), "internal"),
    }

    sent_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    reason = models.TextField()
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    file_digest = models.BinaryField(null=True)

    class Meta:
        db_table = "letters_sent"
        constraints = [models.UniqueConstraint(fields=["peer_id", "number"], name="letters_sent_once")]


class Received(_Letter):
    """A letter that came, once (công văn đến)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        **_Letter.SHARED,
        **dict.fromkeys(("received_id", "received_at", "settled_at"), "internal"),
    }

    received_id = models.BigAutoField(primary_key=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "letters_received"
        constraints = [models.UniqueConstraint(fields=["peer_id", "number"], name="letters_received_once")]
