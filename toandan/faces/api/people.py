"""People for other systems: one person, search, who stands how (dân cư). Every reading is journalled."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from toandan.faces.api.door import Call, needs
from toandan.record.journal.operations import append_reads
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, StandingRow, matching
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.people import queries
from toandan.record.people.words import BirthBasis, PeoplePermission, PersonRow, Sex
from toandan.record.units import queries as units

router = Router(tags=["people"])
NO_OBSTACLE = "none"
MOST = 200


class StandingOut(Schema):
    """How a person stands, and since which day it counts."""

    residence: Residence
    card: Card
    eid: EId
    obstacle: Obstacle
    since: date


class PersonOut(Schema):
    """One person; `birth_date` is ISO as far as it is known, the number is masked in lists.

    Units are codes in the time of `unit`, the one that answers: a former unit whose code was given away again is told
    by that of what it became.
    """

    person_id: int
    full_name: str
    birth_date: str
    birth_basis: BirthBasis
    sex: Sex | None
    personal_number: str
    old_number: str
    unit: str
    permanent_unit: str | None
    temporary_unit: str | None
    present_unit: str | None
    present_address: str
    phone: str
    home_visit: bool
    standing: StandingOut | None


class SearchIn(Schema):
    """What to look for: a name in any order or a number or its end (at least 6 digits), and a year."""

    name: Annotated[str, Field(max_length=200)] = ""
    number: Annotated[str, Field(max_length=30)] = ""
    birth_year: Annotated[int | None, Field(ge=1900, le=2200)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class FoundOut(Schema):
    """Who was found, best first; `more` when further people fit."""

    people: list[PersonOut]
    more: bool


class ListIn(Schema):
    """Which people: of a unit, by the words of their standing; `after` is the last person of the page before."""

    unit: int
    residence: list[Residence] = Field(default_factory=list)
    card: list[Card] = Field(default_factory=list)
    eid: list[EId] = Field(default_factory=list)
    obstacle: list[str] = Field(default_factory=list)
    after: int | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50

    @model_validator(mode="after")
    def known_obstacles(self) -> "ListIn":
        """Refuse a word that is no obstacle; `none` stands for the empty one."""
        for word in self.obstacle:
            Obstacle("" if word == NO_OBSTACLE else word)
        return self

    def states(self) -> frozenset[int]:
        """Return the states asked for; a dimension that is not named may be anything."""
        obstacles = [Obstacle("" if word == NO_OBSTACLE else word) for word in self.obstacle]
        return matching(
            residence=self.residence or tuple(Residence),
            card=self.card or tuple(Card),
            eid=self.eid or tuple(EId),
            obstacle=obstacles or tuple(Obstacle),
        )


class PageOut(Schema):
    """One page of a list; `next_after` continues it, null at the end."""

    people: list[PersonOut]
    next_after: int | None


@router.get("/people", response=PageOut)
@needs(PeoplePermission.READ, writes=True)
def by_standing(request: Call, asked: Query[ListIn]) -> PageOut:
    """List people of a unit by standing, by rising number; numbers masked."""
    with reading(request.actor):
        unit = units.by_number(asked.unit)
        lines = ledger.line_list(
            low=unit.number, high=unit.last, states=asked.states(), after=asked.after, limit=asked.limit + 1
        )
        shown = lines[: asked.limit]
        people = queries.persons(line[0] for line in shown)
        found = _out(people, whole=False)
    _journal(request, people, "people.list")
    return PageOut(people=found, next_after=shown[-1][0] if len(lines) > asked.limit else None)


@router.get("/people/{int:person_id}", response=PersonOut)
@needs(PeoplePermission.READ, writes=True)
def person(request: Call, person_id: int) -> PersonOut:
    """Show one person; the numbers are whole for a client that may reveal them there."""
    with reading(request.actor):
        row = queries.person(person_id)
        whole = request.actor.may(PeoplePermission.REVEAL, row.unit)
        (found,) = _out([row], whole=whole)
    _journal(request, [row], "people.number.reveal" if whole else "people.person.read")
    return found


@router.post("/people/search", response=FoundOut)
@needs(PeoplePermission.READ, writes=True)
def search(request: Call, asked: SearchIn) -> FoundOut:
    """Search inside the client's units; what is asked travels in the body, never in an address."""
    with reading(request.actor):
        found = queries.search(
            actor=request.actor,
            text=asked.name,
            number=asked.number,
            birth_year=asked.birth_year,
            limit=asked.limit,
        )
        people = _out(found.people, whole=False)
    _journal(request, found.people, "people.search")
    return FoundOut(people=people, more=found.more)


def _journal(request: Call, people: Iterable[PersonRow], purpose: str) -> None:
    """Note who was shown, before the answer leaves."""
    with acting(request.actor):
        append_reads(actor=request.actor, people=[(p.person_id, p.unit) for p in people], purpose=purpose)


def _out(people: Iterable[PersonRow], *, whole: bool) -> list[PersonOut]:
    rows = list(people)
    stands = {row.person_id: row for row in ledger.standings([p.person_id for p in rows])}
    return [_one(row, stands.get(row.person_id), whole=whole) for row in rows]


def _one(row: PersonRow, stands: StandingRow | None, *, whole: bool) -> PersonOut:
    details, here = row.details, units.by_number(row.unit)
    # All codes of a person are read in the time of the unit that answers for them.
    day = here.valid_to or date.max
    return PersonOut(
        person_id=row.person_id,
        full_name=details.full_name,
        birth_date=details.birth.text,
        birth_basis=details.birth.basis,
        sex=details.sex,
        personal_number=details.personal_number if whole else row.masked_number,
        old_number=details.old_number if whole else row.masked_old_number,
        unit=here.code,
        permanent_unit=_code(details.permanent_unit, day),
        temporary_unit=_code(details.temporary_unit, day),
        present_unit=_code(details.present_unit, day),
        present_address=details.present_address,
        phone=details.phone,
        home_visit=details.home_visit,
        standing=_standing(stands) if stands else None,
    )


def _standing(stands: StandingRow) -> StandingOut:
    said = stands.standing
    return StandingOut(
        residence=said.residence, card=said.card, eid=said.eid, obstacle=said.obstacle, since=stands.effective_on
    )


def _code(unit: int | None, day: date) -> str | None:
    return units.code_for(unit, on=day) if unit else None
