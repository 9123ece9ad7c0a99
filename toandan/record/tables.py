"""The shapes that the tables of several rooms share (khuôn bảng): the line of a timeline, the file kept.

A room's table stands on a shape and adds what it is about; its constraints, guards and policies stay the room's own.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from toandan.ground import files
from toandan.ground.envelopes import seal
from toandan.ground.kernel.said import Said


def internal(*names: str) -> dict[str, str]:
    """Return the privacy class of fields that tell how the work went, and nothing of a person."""
    return dict.fromkeys(names, "internal")


def one_of(field: str, words: type[StrEnum]) -> Q:
    """Return the condition that a field holds one of the words."""
    return Q(**{f"{field}__in": [word.value for word in words]})


class TimelineLine(models.Model):
    """One thing that happened to a paper; never changed, and signed by who did it (diễn biến)."""

    event_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    verb = models.TextField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="")

    PRIVACY: ClassVar[Mapping[str, str]] = {
        **internal("event_id", "client_key", "verb", "recorded_at", "actor", "actor_id"),
        "reason": "personal",
    }

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"event:{self.event_id}"


def line(said: Said, verb: StrEnum) -> dict[str, Any]:
    """Return what a line of a timeline takes from who says it; the room adds what it is about."""
    return {
        "client_key": said.client_key,
        "verb": verb.value,
        "recorded_at": said.now,
        "actor": said.actor.name,
        "actor_id": said.actor.officer,
        "reason": said.reason.strip(),
    }


class KeptFile(models.Model):
    """One file of a paper, encrypted; never changed (tệp đính kèm). `sha256` is of what was sent."""

    attachment_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField(unique=True)
    name = models.TextField()
    media_type = models.TextField()
    size = models.IntegerField()
    sha256 = models.TextField()
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.TextField()

    PRIVACY: ClassVar[Mapping[str, str]] = {
        **internal("attachment_id", "client_key", "media_type", "size", "sha256", "added_at", "added_by"),
        "name": "personal",
        "content": "sensitive",
    }

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"attachment:{self.attachment_id}"


def kept(said: Said, name: str, content: bytes) -> dict[str, Any]:
    """Return what a kept file takes from its bytes, sealed; the room adds what it is about.

    The type is read from the bytes, and the name ends as the type asks. Raises ValueError for what `files.trouble`
    refuses: ask it first, and say so in the room's own words.
    """
    found = files.type_of(content)
    if found is None:
        raise ValueError("a file of a type that is not kept")
    media_type, end = found
    return {
        "client_key": said.client_key,
        "name": files.file_name(name, end),
        "media_type": media_type,
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
        "content": seal(content, secret=settings.DOCUMENTS_KEY, about=str(said.client_key)),
        "added_at": said.now,
        "added_by": said.actor.name,
    }
