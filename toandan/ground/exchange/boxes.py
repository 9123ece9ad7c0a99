"""What has come from one sender: each message once, whatever order and however often it comes (hộp thư đến).

A box holds every number up to `through`, and some beyond it with a gap before them. Messages are carried out in the
order of their numbers, so that an answer never overtakes what it answers; what comes early waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Arrival(StrEnum):
    """What a message that came is."""

    NEW = "new"
    REPEATED = "repeated"
    CONFLICTING = "conflicting"
    """Another message of this number came before: the sender counts wrongly, or was restored from an old copy."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The digests of what has come from one sender, by number; `through` is the last one with none missing before."""

    through: int = 0
    digests: Mapping[int, str] = field(default_factory=dict)

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """Return the numbers that are missing before the last one that came, as ranges with both ends included."""
        missing, last = [], self.through
        for number in sorted(n for n in self.digests if n > self.through):
            if number > last + 1:
                missing.append((last + 1, number - 1))
            last = number
        return tuple(missing)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Return the numbers that came early and wait for those before them."""
        return tuple(sorted(n for n in self.digests if n > self.through))


def receive(box: Inbox, number: int, digest: str) -> tuple[Inbox, Arrival, tuple[int, ...]]:
    """Take a message in; return the box after it, what it is, and the numbers that can be carried out now, in order.

    A message that came before changes nothing. Raises ValueError for a number below 1.
    """
    if number < 1:
        raise ValueError("messages are numbered from 1")
    known = box.digests.get(number)
    if known is not None:
        return box, Arrival.REPEATED if known == digest else Arrival.CONFLICTING, ()
    digests = {**box.digests, number: digest}
    through = box.through
    while through + 1 in digests:
        through += 1
    return Inbox(through, digests), Arrival.NEW, tuple(range(box.through + 1, through + 1))
