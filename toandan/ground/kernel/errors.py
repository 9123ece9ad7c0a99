"""The one family of refusals an operation may raise; each says what could not be done and why."""

import errno
from collections.abc import Iterator, Mapping

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_ROOM_IN_DATABASE = "53100"
"""SQLSTATE `disk_full`."""


class UnableTo(Exception):
    """An operation could not be carried out for a reason its caller can tell a person.

    `code` is a stable word for programs; `message` is an English template for people, marked for
    translation where it is written and filled with `values` by the face that shows it. `facts` are told to programs
    beside the code, so that they can take the way out that people find as a button.
    """

    def __init__(self, message: str, *, code: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.message = message
        self.code = code
        self.values = dict(values or {})
        self.facts: dict[str, str | int] = {}


class NotAllowed(UnableTo):
    """The actor lacks the permission at this unit."""


class NotThere(UnableTo):
    """What was asked for does not exist, or lies outside the actor's scope; the two look alike on purpose."""


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, what caused it, and what was being handled when it came up; each once."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__context__, one.__cause__]


def database_out_of_room(error: BaseException) -> bool:
    """Tell whether the database said that its disk is full."""
    return any(getattr(one, "sqlstate", None) == _NO_ROOM_IN_DATABASE for one in chain(error))


def out_of_room(error: BaseException) -> bool:
    """Tell whether a full disk, this machine's or the database's, is behind an error."""
    return database_out_of_room(error) or any(_is_full(one) for one in chain(error) if isinstance(one, OSError))


def _is_full(error: OSError) -> bool:
    # Libraries written in Rust put the number into the sentence only.
    return error.errno in _NO_ROOM or (error.errno is None and f"(os error {errno.ENOSPC})" in str(error))
