"""The one family of refusals an operation may raise; each says what could not be done and why."""

from collections.abc import Mapping


class UnableTo(Exception):
    """An operation could not be carried out for a reason its caller can tell a person.

    `code` is a stable word for programs; `message` is an English template for people, marked for
    translation where it is written and filled with `values` by the face that shows it.
    """

    def __init__(self, message: str, *, code: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.message = message
        self.code = code
        self.values = dict(values or {})


class NotAllowed(UnableTo):
    """The actor lacks the permission at this unit."""


class NotThere(UnableTo):
    """What was asked for does not exist, or lies outside the actor's scope; the two look alike on purpose."""
