"""What is written to an authority with a system of its own about a list (công văn liên thông về danh sách).

Four letters carry one list. A person counts with the sender until the sender has read that they are wanted; the letter
that hands them over is then the only place where they are, until the receiver has read it. So nobody is counted twice,
and whoever is nowhere can be named by the number of a letter.

    sender ── movements.list ───────▶ receiver      who is to be found, by what a list shows; no whole number
    sender ◀─ movements.answer ────── receiver      who is wanted, who comes back and why
    sender ── movements.handover ───▶ receiver      who has left the sender's count, whole; who has not
    sender ── movements.withdrawal ─▶ receiver      whoever still waits need not be looked for
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger.words import Card, EId, Obstacle, Residence
from toandan.record.people.words import Sex
from toandan.work.movements.words.lists import ReturnReason

Ref = Annotated[int, Field(ge=1, lt=2**62)]
"""The sender's own number of a person; it says who is meant, and nothing about them."""
Code = Annotated[str, Field(pattern=r"^[0-9]{2,5}$")]
# The database has no place for the character NUL; half of a pair of surrogates is refused by the reader itself.
Text = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]


def _a_birth(text: str) -> str:
    """Return what a list shows of a birth date, when a calendar has such a day, month or year."""
    PartialDate.of(*(int(part) for part in text.split("-"))) if text else None
    return text


Birth = Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}){0,2})?$"), AfterValidator(_a_birth)]
"""A birth date as far as it is known: `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or empty."""


class Kind(StrEnum):
    """The four letters about a list."""

    LIST = "movements.list"
    ANSWER = "movements.answer"
    HANDOVER = "movements.handover"
    WITHDRAWAL = "movements.withdrawal"


class _Body(BaseModel):
    """What a letter says; a word too many or too few, or of another kind, makes it unreadable."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    list: Ref
    """The sender's number of the list."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sought(_Part):
    """Somebody to be found, with what a list shows: the number is masked."""

    ref: Ref
    full_name: Text
    birth: Birth = ""
    sex: Sex | None = None
    masked_number: Text = ""
    present_address: Text = ""
    phone: Text = ""
    commune: Code
    residence: Residence


class Notified(_Body):
    """The list itself; `due_on` is the last day for an answer."""

    sender: Code
    receiver: Code
    reason: Text
    due_on: date
    people: list[Sought]


class Wanted(_Part):
    """Somebody whom the receiver takes over, and how they live there."""

    ref: Ref
    residence: Residence


class SentBack(_Part):
    """Somebody whom the receiver does not take over, and why."""

    ref: Ref
    reason: ReturnReason
    note: Text = ""


class AnswerGiven(_Body):
    """What the receiver answers about some of a list."""

    wanted: list[Wanted] = []
    sent_back: list[SentBack] = []


class Handed(_Part):
    """Somebody who has left the sender's count: all that is known, and how they stood."""

    ref: Ref
    full_name: Text
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    birth_basis: Basis
    sex: Sex | None = None
    personal_number: Text = ""
    old_number: Text = ""
    father_name: Text = ""
    mother_name: Text = ""
    spouse_name: Text = ""
    permanent: Code | None = None
    temporary: Code | None = None
    present_address: Text = ""
    phone: Text = ""
    home_visit: bool = False
    residence: Residence
    card: Card
    eid: EId
    obstacle: Obstacle

    @model_validator(mode="after")
    def _born(self) -> Self:
        """Refuse parts of a birth date that contradict each other or name a day that no calendar has."""
        PartialDate(self.birth_year, self.birth_month, self.birth_day, self.birth_basis)
        return self


class HandedOver(_Body):
    """Who has left the sender's count, and who has not: they had left before, or were withdrawn."""

    people: list[Handed] = []
    kept: list[Ref] = []


class Withdrawn(_Body):
    """Whoever of the list still waits need not be looked for any more."""

    reason: Text


@dataclass(frozen=True, slots=True)
class Unread:
    """A letter that could not be acted on; it waits. `peer` and `number` name it, `code` and `message` say why."""

    peer: int
    number: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Why:
    """What is wrong: a code for programs, a template for people in English, and what fills it in."""

    code: str
    message: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """Somebody whom the register does not take in: the name on the line of the list, and what is wrong."""

    name: str
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A letter that could not be acted on, the list it speaks of if that is here, and what is wrong."""

    received: int
    unit: int
    peer: int
    number: int
    kind: Kind
    list_id: int | None
    why: Why
    people: tuple[HeldPerson, ...]
    since: datetime
    tried_at: datetime


@dataclass(frozen=True, slots=True)
class Attended:
    """What reading the waiting letters came to: how many were acted on, and those that still wait."""

    done: int
    unread: tuple[Unread, ...]
