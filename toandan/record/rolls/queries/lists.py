"""Other lists of people than rolls, read by the same reader (đọc danh sách khác)."""

from collections.abc import Sequence
from pathlib import Path

from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.ports import RollFile


def open_list(path: Path, wanted: Sequence[str]) -> RollFile:
    """Return the reader of a list whose heading row holds some of `wanted`. Raises UnableToRead."""
    return open_roll(path, wanted)
