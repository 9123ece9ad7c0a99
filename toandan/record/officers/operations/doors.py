"""The two doors of every operation: `acting` opens the transaction and the scope, `require` asks for permission."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.record.officers.operations.errors import KEY_TAKEN, NOT_ALLOWED
from toandan.record.officers.queries import under


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Open a transaction on the program's login under the actor's scope; nested, it sets the outer scope back.

    Raises UnableTo when a key that somebody else wrote with is used: an operation looks for a deed of its key before it
    writes, and sees neither what lies outside its scope nor what is written in the same moment.
    """
    try:
        with transaction.atomic(), under(actor):
            yield
    except IntegrityError as error:
        if not _of_a_key(error):
            raise
        raise UnableTo(KEY_TAKEN, code="key_used") from error


def _of_a_key(error: IntegrityError) -> bool:
    """Tell whether it is the key of a write that stands already."""
    told = getattr(error.__cause__, "diag", None)
    return told is not None and told.sqlstate == "23505" and "client_key" in (told.constraint_name or "")


def require(actor: Actor, permission: str, *, at: int) -> None:
    """Make sure that the actor holds the permission word at the unit with this number. Raises NotAllowed."""
    if not actor.may(str(permission), at):
        raise NotAllowed(NOT_ALLOWED, code="not_allowed", values={"permission": str(permission), "unit": at})
