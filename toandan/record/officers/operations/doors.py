"""The two doors of every operation: `acting` opens the transaction and the scope, `require` asks for permission."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations.errors import NOT_ALLOWED
from toandan.record.officers.queries import under


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Open a transaction on the program's login under the actor's scope; nested, it sets the outer scope back."""
    with transaction.atomic(), under(actor):
        yield


def require(actor: Actor, permission: str, *, at: int) -> None:
    """Make sure that the actor holds the permission word at the unit with this number. Raises NotAllowed."""
    if not actor.may(str(permission), at):
        raise NotAllowed(NOT_ALLOWED, code="not_allowed", values={"permission": str(permission), "unit": at})
