"""The room's words: why a unit is called slow, by which evidence, and since when (lý do, bằng chứng, từ ngày nào)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from toandan.command.campaign.words import BoardRow, Measure
from toandan.record.units.words import UnitLevel


class Reason(StrEnum):
    """Why a unit calls for attention, the gravest first."""

    SILENT = "silent"
    STALLED = "stalled"
    DROPPED = "dropped"
    SLOWED = "slowed"
    BEHIND = "behind"
    LISTS_OVERDUE = "lists_overdue"
    ODD = "odd"


GRAVITY: Mapping[Reason, int] = {reason: place for place, reason in enumerate(Reason)}
SLOW: frozenset[Reason] = frozenset(Reason) - {Reason.ODD}
"""Reasons that make a unit slow; an odd count is looked into, but slows nobody."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One reason with its evidence.

    `observed` and `expected` are people (for BEHIND people a day, for LISTS_OVERDUE lists) made since `since` and to be
    expected instead; None where the reason has none. `since` is the first day it holds; None when that lies before what
    the board knows.
    """

    reason: Reason
    since: date | None
    observed: Decimal
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """A unit nearby that is done and could lend its kits; `kits` are the serials of those free in the coming week."""

    code: str
    number: int
    name_vi: str
    name_en: str
    kits: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The unit with the kits it could lend, as lists and drafts name it."""
        return self.named(self.name_vi)

    def named(self, name: str) -> str:
        """Return the kits it could lend behind a name of it."""
        return f"{name} ({', '.join(self.kits)})" if self.kits else name


@dataclass(frozen=True, slots=True)
class SlowUnit:
    """A unit that calls for attention: its figures, its notices (the gravest first), what holds its people up, helpers.

    `obstacles` are words of the board's residual with people, the largest first.
    """

    row: BoardRow
    notices: tuple[Notice, ...]
    obstacles: tuple[tuple[str, int], ...]
    helpers: tuple[Helper, ...]

    @property
    def slow(self) -> bool:
        """Tell whether any of its notices makes it slow."""
        return any(notice.reason in SLOW for notice in self.notices)

    def has(self, reason: Reason) -> bool:
        """Tell whether this is one of its reasons."""
        return any(notice.reason is reason for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Attention:
    """Who calls for attention under an order at the end of `as_of`, the gravest first; `units` were looked at.

    `units_of` is the day whose units they are, when that is not the order's own time; `divided` of the old units were
    divided and are counted whole under one of their parts, as on the board of that day.
    """

    order: str
    measure: Measure
    as_of: date
    deadline: date
    level: UnitLevel
    units: int
    found: tuple[SlowUnit, ...]
    units_of: date | None = None
    divided: int = 0
