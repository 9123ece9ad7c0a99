"""Words of the administrative hierarchy: levels, units, links across reforms, census figures (đơn vị hành chính)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum


class UnitLevel(IntEnum):
    """How far below the country a unit stands; a country without districts simply has no unit of that level."""

    COUNTRY = 0
    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3
    BODY = 9
    """A body outside the police: no unit of people, so it never lies in the tree."""


class UnitsPermission(StrEnum):
    """What an officer may be allowed to do with units."""

    READ = "units.unit.read"
    ADD_BODY = "units.body.add"
    SUPPORT = "units.support.sign"


class BodyKind(StrEnum):
    """What a body outside the police is; each can answer for other papers."""

    JUSTICE_OFFICE = "justice_office"
    COMMUNE_COMMITTEE = "commune_committee"
    SOCIAL_PROTECTION_CENTRE = "social_protection_centre"
    HOSPITAL = "hospital"
    PEOPLES_COMMITTEE = "peoples_committee"
    STEERING_COMMITTEE = "steering_committee"
    LABOUR_OFFICE = "labour_office"
    EDUCATION_OFFICE = "education_office"
    YOUTH_UNION = "youth_union"


COMMITTEES: frozenset[BodyKind] = frozenset(
    {BodyKind.COMMUNE_COMMITTEE, BodyKind.PEOPLES_COMMITTEE, BodyKind.STEERING_COMMITTEE}
)
"""Bodies that give tasks to the units and the other bodies of their territory."""


class Territory(StrEnum):
    """Whether a unit may take the papers of a person who stands under some unit, and by what right."""

    OWN = "own"
    SUPPORTED = "supported"
    OUTSIDE = "outside"

    @property
    def allowed(self) -> bool:
        """Tell whether the unit may."""
        return self is not Territory.OUTSIDE


class Part(StrEnum):
    """How much of a predecessor went to a successor."""

    FULL = "full"
    PARTIAL = "partial"


class LinkBasis(StrEnum):
    """Why a link is believed: a legal act names it, an official change record does, or the code simply goes on.

    `NAMES` is a published table of former names: it tells which unit took a name over, for a divided one the main one.
    `LOCAL` is a reform that the operator wrote down in this installation before the data files knew of it.
    """

    RESOLUTION = "resolution"
    RECORD = "record"
    CONTINUITY = "continuity"
    NAMES = "names"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is to be founded: its code, names and legal form, and the number of the unit it lies under."""

    code: str
    name_vi: str
    name_en: str
    kind: str
    parent: int


@dataclass(frozen=True, slots=True)
class NewLink:
    """What becomes of a unit in a reform written down here: the codes of both, the part, whether it is the main one."""

    old: str
    new: str
    part: Part
    is_default: bool


ROOT_NUMBER = 1
ROOT_LAST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit over one span of days.

    `number` is its place in pre-order: everything under it has a number from `number` to `last`, both
    included. `kind` is the legal form in the country's own language. `province` and `district` are the
    numbers of the ancestors (or of the unit itself) at those levels. `valid_to` is the last day included.
    """

    number: int
    last: int
    code: str
    level: UnitLevel
    name_vi: str
    name_en: str
    kind: str
    kind_en: str
    parent: int | None
    valid_from: date | None
    until: date | None
    edition: str
    province: int | None = None
    district: int | None = None

    @property
    def valid_to(self) -> date | None:
        """The last day in force, None while it is open."""
        return None if self.until is None else self.until - timedelta(days=1)

    def in_force(self, day: date) -> bool:
        """Tell whether the unit exists on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.until is None or day < self.until)

    def holds(self, number: int) -> bool:
        """Tell whether the unit with this number is this one or lies under it."""
        return self.number <= number <= self.last

    def name(self, language: str) -> str:
        """Return the name in Vietnamese for "vi" and in English for every other language."""
        return self.name_vi if language.startswith("vi") else self.name_en


@dataclass(frozen=True, slots=True)
class Body:
    """A body outside the police that answers questions (cơ quan phối hợp): a justice office, a centre, a hospital.

    `number` is one of the spare numbers its territory keeps for itself, so that whoever answers for the territory
    answers for its posts too; nobody of the register ever stands under it.
    """

    number: int
    code: str
    kind: BodyKind
    name_vi: str
    name_en: str
    territory: int

    def name(self, language: str) -> str:
        """Return the name in Vietnamese for "vi" and in English for every other language."""
        return self.name_vi if language.startswith("vi") else self.name_en


@dataclass(frozen=True, slots=True)
class Link:
    """What a unit became: `predecessor` went to `successor` on the day `on`, wholly or in part.

    `is_default` marks the one successor a resident is placed in when nothing finer is known; `is_origin`
    marks the one predecessor a successor is traced back to. `act` names the paper, when there is one.
    """

    predecessor: int
    successor: int
    part: Part
    is_default: bool
    is_origin: bool
    basis: LinkBasis
    act: str
    on: date


@dataclass(frozen=True, slots=True)
class Step:
    """A link with the units at both its ends."""

    link: Link
    before: Unit
    after: Unit


@dataclass(frozen=True, slots=True)
class Census:
    """Census figures of one unit: people, urban and rural, and households by size (index 6: seven or more)."""

    unit: int
    year: int
    population: int
    urban: int
    rural: int
    households: int
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """People of a unit between two ages at the census, both included; `high` None means "and older"."""

    low: int
    high: int | None
    people: int
    urban: int
    rural: int


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """A place code inside personal numbers, and the province code it stands for."""

    code: str
    name_vi: str
    name_en: str
    province: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a unit's offices stand, in degrees (WGS 84)."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Support:
    """Headquarters' word that `helper` (and what lies under it) works for `helped`, from `since` to `until`.

    Both days are included. `temporary_only` lends the helper for temporary residents alone; `act` names the signed
    paper. One that was withdrawn ends on the day before `ended_on`.
    """

    support: int
    helper: int
    helped: int
    since: date
    until: date
    temporary_only: bool
    act: str
    reason: str
    signed_by: str
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the assignment is in force on this day."""
        return self.since <= day <= self.until and (self.ended_on is None or day < self.ended_on)
