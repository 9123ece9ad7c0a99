"""Words of publication: permission, states, and what is shown of a day (công bố)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class PublicationPermission(StrEnum):
    """What an officer may do in this room."""

    PUBLISH = "publication.order.publish"
    """Open an order to the public, stop and resume it, withhold a unit."""


class PublicationState(StrEnum):
    """Whether the public is shown anything of an order."""

    OPEN = "open"
    STOPPED = "stopped"


class PublicationVerb(StrEnum):
    """What changes the state."""

    OPEN = "open"
    STOP = "stop"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """How an order stands before the public; `unit` is the number of the order's own unit."""

    order: str
    unit: int
    state: PublicationState
    reason: str
    opened_at: datetime
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class WithheldRow:
    """A unit whose figures an officer keeps back, why, and until when; open while `until` is None."""

    withheld_id: int
    unit: str
    name_vi: str
    reason: str
    since: datetime
    by: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """People of one measure as they are published: rate in percent with one decimal, rounded down."""

    target: int
    done: int
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """One unit on one day. `figures` by measure; empty when the unit's figures are not shown."""

    code: str
    parent: str
    level: int
    name_vi: str
    name_en: str
    figures: Mapping[str, Shown]

    @property
    def shown(self) -> bool:
        """Tell whether its figures are shown."""
        return bool(self.figures)

    @property
    def complete(self) -> bool:
        """Tell whether everybody is done in every measure, as far as is shown."""
        return self.shown and all(one.target == one.done > 0 for one in self.figures.values())


@dataclass(frozen=True, slots=True)
class PublicDay:
    """What is published of one order and day: the order's own words, and its units, the top first.

    `redrawn_on` is the day from which on days are published by other units than the order began with, None before any
    is. A day stays under the units of its own time: laid under two divisions of the same people, what is hidden in
    either could be worked out of the other.
    """

    order: str
    title_vi: str
    title_en: str
    issuer: str
    measures: tuple[str, ...]
    starts_on: date
    deadline: date
    as_of: date
    threshold: int
    published_at: datetime
    units: tuple[PublicUnit, ...]
    redrawn_on: date | None = None

    @property
    def top(self) -> PublicUnit:
        """Return the order's own unit."""
        return self.units[0]

    def below(self, code: str) -> tuple[PublicUnit, ...]:
        """Return the units next below one."""
        return tuple(one for one in self.units if one.parent == code)

    def unit(self, code: str) -> PublicUnit | None:
        """Return the unit with this code."""
        return next((one for one in self.units if one.code == code), None)
