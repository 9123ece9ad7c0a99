"""Who says what is to be written, when, why, and under which key (lời khai của mỗi lần ghi)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from toandan.ground.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """What every write brings along; `client_key` makes it repeatable without effect, `reason` may be empty."""

    actor: Actor
    now: datetime
    reason: str
    client_key: UUID
    detail: Mapping[str, object] = field(default_factory=dict)

    def key(self, use: str) -> UUID:
        """Return the key of a write that this one makes elsewhere; the same each time."""
        return uuid5(self.client_key, use)
