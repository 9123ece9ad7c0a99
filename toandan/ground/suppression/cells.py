"""The table that is published: units with their figures (bảng số liệu)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """People of one measure: all who are to be served, and those who are done; 0 ≤ done ≤ target."""

    target: int
    done: int

    @property
    def remaining(self) -> int:
        """Return the people who are not done."""
        return self.target - self.done


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit of the table: its name, that of its parent (None at the top), and a figure for each measure."""

    unit: str
    parent: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a day's publication leaves to the next about a hidden unit.

    `stays`: it must stay hidden while anybody remains there. `fresh`: it was never shown on any day.
    """

    stays: bool
    fresh: bool
