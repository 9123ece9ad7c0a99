"""What a router looks like to this room (cổng hỏi thời gian đi lại)."""

from collections.abc import Sequence
from typing import Protocol

Where = tuple[float, float]
"""Latitude and longitude in degrees."""


class NoRouter(Exception):
    """The router cannot be asked, or did not answer; `why` is a word of `words.RoadsFailed`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Router(Protocol):
    """Tells how long driving takes."""

    def minutes(self, sources: Sequence[Where], targets: Sequence[Where]) -> list[list[float | None]]:
        """Return a row of minutes to every target for each source; None where no road leads. Raises NoRouter."""
