"""A small register worked with through the rooms' own doors, and the same register counted person by person."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import polars as pl

from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Card, EId, Line, Obstacle, Residence, Standing, Verb
from toandan.record.officers.operations import acting
from toandan.record.people.operations import register_many
from toandan.record.units import queries as units

START, DEADLINE = date(2023, 5, 20), date(2023, 6, 30)
LATER = datetime(2023, 7, 20, 4, tzinfo=UTC)
WORLD = (0, 0)
DUE = Standing(Residence.PERMANENT, Card.DUE, EId.NONE).code
CHILD = Standing(Residence.PERMANENT, Card.NOT_DUE, EId.NONE).code
APPLIED = Standing(Residence.PERMANENT, Card.APPLIED, EId.NONE).code
ISSUED = Standing(Residence.PERMANENT, Card.ISSUED, EId.NONE).code
GRANTED = Standing(Residence.PERMANENT, Card.ISSUED, EId.GRANTED).code
ACTIVE = Standing(Residence.PERMANENT, Card.ISSUED, EId.ACTIVATED).code
ABSENT = Standing(Residence.PERMANENT, Card.DUE, EId.NONE, Obstacle.ABSENT).code
LODGER = Standing(Residence.TEMPORARY, Card.PRODUCED, EId.APPLIED).code


def unit(code, day=START):
    """The number of the unit that bears this code."""
    return units.by_code(code, as_of=day).number


@dataclass
class Town:
    """People by number, each with the list of (day it counts from, unit, state); the truth the boards must show."""

    histories: dict[int, list[tuple[date, int, int]]] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)
    _days: dict[tuple[date, int], Counter] = field(default_factory=dict)

    def open(self, at, state, how_many, on=START - timedelta(days=30), verb=Verb.REGISTER_OPENED):
        """Register people at a unit, all with the same standing."""
        with acting(the_house()):
            ids = register_many(actor=the_house(), now=LATER, people=_frame(at, how_many))
            return self.post(verb, on, [(int(i), WORLD, (at, state)) for i in ids])

    def post(self, verb, on, lines):
        """Post (person, source, target) lines; all of them must be taken."""
        made = [Line(person, source, target) for person, source, target in lines]
        outcome = ledger.post(
            actor=the_house(), now=LATER, verb=verb, occurred_on=on, client_key=uuid4(), lines=made, reason="thử",
            evidence="giấy tờ thử",
        )  # fmt: skip
        assert not outcome.refused
        for person, _, (at, state) in lines:
            history = self.histories.setdefault(person, [])
            history.append((max(on, history[-1][0]) if history else on, at, state))
        self.entries.append(outcome.entry)
        return [person for person, _, _ in lines]

    def move(self, verb, on, people, state=None, at=None):
        """Post people to another state, another unit, or both."""
        lines = []
        for person in people:
            _, here, now = self.histories[person][-1]
            lines.append((person, (here, now), (here if at is None else at, now if state is None else state)))
        return self.post(verb, on, lines)

    def serve(self, on, people):
        """Take people who are due all the way to the card in their hand, on one day."""
        for verb, card in (
            (Verb.DOSSIER_COLLECTED, Card.APPLIED),
            (Verb.CARD_PRODUCED, Card.PRODUCED),
            (Verb.CARD_DELIVERED, Card.ISSUED),
        ):
            lines = []
            for person in people:
                _, at, state = self.histories[person][-1]
                after = Standing.of(state).but(card=card, obstacle=Obstacle.NONE).code
                lines.append((person, (at, state), (at, after)))
            self.post(verb, on, lines)

    def leave(self, verb, on, people):
        """Post people out of the register."""
        return self.post(verb, on, [(person, self.histories[person][-1][1:], WORLD) for person in people])

    def standing(self, person, day):
        """Where a person stood at the end of a day; the world before the first posting."""
        return next(((u, s) for since, u, s in reversed(self.histories[person]) if since <= day), WORLD)

    def count(self, low, high, states, day):
        """Count people one by one: how many stood in these states at these units at the end of a day."""
        # A day is counted once, until something more is posted; boards are compared cell by cell.
        asked = day, len(self.entries)
        if asked not in self._days:
            self._days[asked] = Counter(self.standing(person, day) for person in self.histories)
        return sum(n for (at, state), n in self._days[asked].items() if low <= at <= high and state in states)


def _frame(at, how_many):
    texts = ("father_name", "mother_name", "spouse_name", "present_address", "phone")
    return pl.DataFrame(
        {
            "unit_no": pl.Series([at] * how_many, dtype=pl.Int32),
            "full_name": ["Nguyễn Văn An"] * how_many,
            "name_key": ["nguyen van an"] * how_many,
            "birth_basis": ["year"] * how_many,
            "sex": ["M"] * how_many,
            "personal_number": pl.Series([None] * how_many, dtype=pl.String),
            "old_number": pl.Series([None] * how_many, dtype=pl.String),
            **{name: [""] * how_many for name in texts},
            "birth_year": pl.Series([1980] * how_many, dtype=pl.Int16),
            "birth_month": pl.Series([None] * how_many, dtype=pl.Int16),
            "birth_day": pl.Series([None] * how_many, dtype=pl.Int16),
            "permanent_unit": pl.Series([at] * how_many, dtype=pl.Int32),
            "temporary_unit": pl.Series([None] * how_many, dtype=pl.Int32),
            "present_unit": pl.Series([at] * how_many, dtype=pl.Int32),
            "home_visit": [False] * how_many,
        }
    )


def places():
    """Five communes of two districts of Hà Nội."""
    return [unit(code) for code in ("00091", "00094", "00097", "00115", "00118")]


def lived_in(seed, days=14):
    """Two weeks in five communes of two districts: work, moves, birthdays, deaths, corrections, late reports."""
    chance, town = random.Random(seed), Town()
    for at in places()[:-1]:
        for state in (DUE, CHILD, APPLIED, ISSUED, ABSENT):
            town.open(at, state, chance.randint(1, 4))
    for i in range(days):
        day = START + timedelta(days=i)
        for _ in range(chance.randint(1, 4)):
            something(town, chance, day - timedelta(days=chance.choice([0, 0, 0, 1, 3])))
    return town


def something(town, chance, day):
    """Let one thing happen on a day; nothing, when nobody is there to whom it could."""
    here = [p for p, history in town.histories.items() if history[-1][1:] != WORLD]
    some = chance.sample(here, min(len(here), chance.randint(1, 3)))
    kind = chance.choice(["serve", "state", "state", "move", "mixed", "death", "birth", "age"])
    if kind == "birth" or not some:
        town.open(chance.choice(places()), chance.choice([DUE, CHILD, ISSUED]), 1, on=day, verb=Verb.REGISTERED)
    elif kind == "death":
        town.leave(chance.choice([Verb.DIED, Verb.MOVED_OUT, Verb.EMIGRATED]), day, some[:1])
    elif kind == "move":
        at = chance.choice(places())
        _if_any(town.move, Verb.HANDED_OVER, day, [p for p in some if town.histories[p][-1][1] != at], at=at)
    elif kind == "serve":
        _if_any(town.serve, day, [p for p in some if town.histories[p][-1][2] in {DUE, ABSENT}])
    elif kind == "age":
        people = [p for p in some if town.histories[p][-1][2] == CHILD]
        _if_any(town.move, Verb.CAME_OF_AGE, day, people, state=DUE)
    else:
        state = chance.choice([APPLIED, ISSUED, ACTIVE, CHILD, ABSENT, LODGER])
        at = chance.choice(places()) if kind == "mixed" else None
        people = [p for p in some if town.histories[p][-1][1:] != (at or town.histories[p][-1][1], state)]
        _if_any(town.move, Verb.CORRECTED, day, people, state=state, at=at)


def _if_any(act, *facts, **more):
    """Post only when somebody is left to be posted; an entry about nobody is refused."""
    if facts[-1]:
        act(*facts, **more)
