"""Carrying a request out once, and the list it is about, held until the transaction ends (chống ghi trùng)."""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.errors import UnableTo
from toandan.work.movements.models import Deed, NotificationList
from toandan.work.movements.operations.lists import errors
from toandan.work.movements.queries import ListUnknown
from toandan.work.movements.words import Answered, ListState


def digest(*said: object) -> str:
    """Return what tells one request from another."""
    return hashlib.blake2b(json.dumps(said, default=str, sort_keys=True).encode(), digest_size=16).hexdigest()


def locked(list_id: int) -> NotificationList:
    """Return the list, kept from other writers until the transaction ends. Raises ListUnknown."""
    found = NotificationList.objects.select_for_update().filter(list_id=list_id).first()
    if found is None:
        raise ListUnknown
    return found


def before(client_key: UUID, said: str) -> Answered | None:
    """Return what this request did when it came the first time. Raises UnableTo for a key of another request."""
    done = Deed.objects.filter(client_key=client_key).first()
    if done is None:
        return None
    if done.digest != said:
        raise UnableTo(errors.KEY_REUSED, code="key_reused")
    kept = done.outcome
    return Answered(
        list_id=done.list_id,
        done=kept["done"],
        refused=tuple(kept["refused"]),
        entry=kept["entry"],
        state=ListState(kept["state"]),
        repeated=True,
    )


def keep(client_key: UUID, said: str, outcome: Answered, now: datetime) -> Answered:
    """Write down what a request did, in its own transaction, and return it."""
    Deed.objects.create(
        client_key=client_key,
        list_id=outcome.list_id,
        digest=said,
        done_at=now,
        outcome={
            "done": outcome.done,
            "refused": list(outcome.refused),
            "entry": outcome.entry,
            "state": outcome.state.value,
        },
    )
    return outcome
