"""Who says what is to be written, when, why, and under which key (lời khai của mỗi lần ghi)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """What every write brings along; `client_key` makes it repeatable without effect, `reason` may be empty."""

    actor: Actor
    now: datetime
    reason: str
    client_key: UUID
