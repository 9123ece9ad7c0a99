"""What another authority's system looks like to this room (cổng gửi công văn)."""

from dataclasses import dataclass
from typing import Protocol

from toandan.ground.kernel.errors import UnableTo


class UnableToPush(UnableTo):
    """The other system cannot be reached or does not take the letter; what it took before it has."""


@dataclass(frozen=True, slots=True)
class Come:
    """Which letters of ours are there: all below `next` but those in `missing`, runs of first and last number."""

    next: int
    missing: tuple[tuple[int, int], ...] = ()

    def lacks(self, number: int) -> bool:
        """Tell whether this letter is not there."""
        return number >= self.next or any(first <= number <= last for first, last in self.missing)


class Door(Protocol):
    """Where letters are delivered; both raise UnableToPush."""

    def come(self, sender: str) -> Come:
        """Return which letters of the sender with this fingerprint are there."""

    def deliver(self, content: bytes) -> None:
        """Deliver one letter; delivering it again changes nothing there."""
