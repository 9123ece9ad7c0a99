"""What is known of a person, in values; no database (thông tin một người trong dữ liệu dân cư)."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from toandan.ground.kernel import personal_number
from toandan.ground.kernel.partial_date import Basis as BirthBasis
from toandan.ground.kernel.partial_date import PartialDate

__all__ = [
    "FIELDS",
    "NAME_MISSING",
    "NAME_STRANGE",
    "PLACES",
    "REGISTERED",
    "SEARCH_LIMIT",
    "BirthBasis",
    "ClaimKind",
    "Correction",
    "Damage",
    "Found",
    "PartialDate",
    "PeoplePermission",
    "PersonDetails",
    "PersonField",
    "PersonRow",
    "Sex",
]

NAME_MISSING = "name_missing"
NAME_STRANGE = "name_strange"
"""Codes of what can be wrong with a name."""

SEARCH_LIMIT = 50
"""How many people one search shows; past that it asks for a year or a unit."""


class Damage(StrEnum):
    """What a spreadsheet did to a number, so that it leads to nobody for sure."""

    ZEROS_LOST = "zeros_lost"
    ROUNDED = "rounded"


class PeoplePermission(StrEnum):
    """What an officer may be allowed to do with people."""

    READ = "people.person.read"
    REVEAL = "people.number.reveal"
    REGISTER = "people.person.register"
    CORRECT = "people.person.correct"
    EXPORT = "people.person.export"


class Sex(StrEnum):
    """Sex as the register holds it."""

    MALE = personal_number.MALE
    FEMALE = personal_number.FEMALE


class ClaimKind(StrEnum):
    """What may belong to one person only, in the whole register."""

    PERSONAL_NUMBER = "personal_number"
    OLD_NUMBER = "old_number"
    CLIENT_KEY = "client_key"
    """The key of a write that has been carried out; a repeat finds the person it made."""


class PersonField(StrEnum):
    """What can be corrected about a person; the value is the name used in histories and forms."""

    FULL_NAME = "full_name"
    BIRTH = "birth_date"
    SEX = "sex"
    PERSONAL_NUMBER = "personal_number"
    OLD_NUMBER = "old_number"
    FATHER = "father_name"
    MOTHER = "mother_name"
    SPOUSE = "spouse_name"
    PERMANENT_UNIT = "permanent_unit"
    TEMPORARY_UNIT = "temporary_unit"
    PRESENT_UNIT = "present_unit"
    PRESENT_ADDRESS = "present_address"
    PHONE = "phone"
    HOME_VISIT = "home_visit"


FIELDS: tuple[PersonField, ...] = tuple(PersonField)
PLACES = frozenset({PersonField.PERMANENT_UNIT, PersonField.TEMPORARY_UNIT, PersonField.PRESENT_UNIT})
"""Details that are a unit, by its number."""
REGISTERED = frozenset({PersonField.PERMANENT_UNIT, PersonField.TEMPORARY_UNIT})
"""What a registration writes down, and what is taken back with its movement alone."""


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is written down about a person; empty text and None mean not known.

    The three unit numbers say where the person is registered and found; which unit answers for the
    person is not a detail but the ledger's standing.
    """

    full_name: str
    birth: PartialDate = field(default_factory=PartialDate)
    sex: Sex | None = None
    personal_number: str = ""
    old_number: str = ""
    father_name: str = ""
    mother_name: str = ""
    spouse_name: str = ""
    permanent_unit: int | None = None
    temporary_unit: int | None = None
    present_unit: int | None = None
    present_address: str = ""
    phone: str = ""
    home_visit: bool = False

    def text(self, name: PersonField) -> str:
        """Return one detail as text, as a history keeps it: dates in ISO with their basis, units by number."""
        if name is PersonField.BIRTH:
            assumed = self.birth.basis is BirthBasis.ASSUMED
            return f"{self.birth.text} {self.birth.basis}" if assumed else self.birth.text
        value = getattr(self, name.value)
        if isinstance(value, bool):
            return "yes" if value else ""
        return "" if value is None else str(value)

    def with_text(self, name: PersonField, text: str) -> "PersonDetails":
        """Return the details with one of them as a history kept it; the inverse of `text`.

        Raises ValueError for a text that `text` does not write.
        """
        value: object = text
        if name is PersonField.BIRTH:
            written, _, assumed = text.partition(" ")
            parts = [int(part) for part in written.split("-") if part]
            made = PartialDate.of(*parts) if parts else PartialDate()
            return replace(self, birth=replace(made, basis=BirthBasis.ASSUMED) if assumed else made)
        if name in PLACES:
            value = int(text) if text else None
        elif name is PersonField.SEX:
            value = Sex(text) if text else None
        elif name is PersonField.HOME_VISIT:
            value = text == "yes"
        return replace(self, **{name.value: value})  # type: ignore[arg-type]

    @property
    def mark(self) -> str:
        """A short mark of the details; it differs when one of them does, and tells nothing about them."""
        text = "\x1f".join(self.text(name) for name in FIELDS)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the register; `unit` is the number of the unit that answers for them now."""

    person_id: int
    unit: int
    details: PersonDetails
    created_at: datetime

    @property
    def masked_number(self) -> str:
        """The personal number as a list may show it."""
        return personal_number.mask(self.details.personal_number)

    @property
    def masked_old_number(self) -> str:
        """The old number as a list may show it."""
        return personal_number.mask(self.details.old_number)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `more` says that further people fit and a year or a unit would help."""

    people: tuple[PersonRow, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """One detail that was changed: what stood before, what stands since, on what evidence, by whom."""

    correction_id: int
    person_id: int
    name: PersonField
    old: str
    new: str
    reason: str
    evidence: str
    actor: str
    occurred_on: date
    recorded_at: datetime
    last: bool = False
    """Whether nothing was corrected about this detail since, so that the old value can be brought back."""
