"""Who acts: an officer with the posts held now, or the house itself (người thực hiện)."""

from dataclasses import dataclass

FIRST_NUMBER = 1
LAST_NUMBER = 2_000_000_000
"""Unit numbers lie between these two; the root unit spans them all."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Permission words held over one unit and everything below it: unit numbers `low` to `high`, both included."""

    low: int
    high: int
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who reads or writes; every operation and every scoped query is given one.

    `officer` is the account's number, or None when the house itself acts (a nightly job, the operator at
    the machine). `at` is the number of the unit in whose name the actor works.
    """

    officer: int | None
    name: str
    at: int
    grants: tuple[Grant, ...]
    everywhere: bool = False

    def may(self, permission: str, unit: int) -> bool:
        """Tell whether `permission` is held at the unit with this number."""
        if self.everywhere:
            return True
        return any(permission in g.permissions and g.low <= unit <= g.high for g in self.grants)

    def may_somewhere(self, permission: str) -> bool:
        """Tell whether `permission` is held at any unit at all."""
        return self.everywhere or any(permission in g.permissions for g in self.grants)

    def ranges(self, permission: str | None = None) -> tuple[tuple[int, int], ...]:
        """Return the unit ranges in scope, both ends included; narrowed to one permission when given."""
        if self.everywhere:
            return ((FIRST_NUMBER, LAST_NUMBER),)
        return tuple((g.low, g.high) for g in self.grants if permission is None or permission in g.permissions)


def the_house(name: str = "toandan") -> Actor:
    """Return the actor for work that no officer does: jobs, the demonstration, the operator's own commands."""
    return Actor(officer=None, name=name, at=FIRST_NUMBER, grants=(), everywhere=True)
