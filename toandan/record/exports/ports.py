"""What makes a table's file, as this room sees it (cổng lập bảng)."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from toandan.ground.kernel.actor import Actor
from toandan.record.exports.words import Heard, Made, Wish


class Press(Protocol):
    """Writes what is wished for into a file, as the officer may read it at this moment."""

    def __call__(self, *, actor: Actor, now: datetime, wish: Wish, path: Path, heard: Heard) -> Made:
        """Write the file, and leave no transaction open while it is written. Raises UnableTo, OSError."""
        ...


class Stopped(Exception):
    """Nobody waits for this table any more: it was cancelled, or somebody else works on it."""
