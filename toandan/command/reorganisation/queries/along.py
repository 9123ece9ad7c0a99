"""What each new unit would get along with the people: officers, lists, cases, papers, devices, days (kéo theo).

Nothing is led here; the rules are those by which the rooms lead what is theirs, read beforehand.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from toandan.command.evaluation import queries as evaluation
from toandan.command.reorganisation.queries.lists import body_moves, paper_moves
from toandan.command.reorganisation.queries.posts import leads
from toandan.command.reorganisation.words import Along, PairRow, Plan, PostMove, Thing
from toandan.record.ledger.words import Ints
from toandan.record.units import queries as units
from toandan.work.difficulties import queries as difficulties
from toandan.work.directives import queries as directives
from toandan.work.equipment import queries as equipment
from toandan.work.movements import queries as movements
from toandan.work.questions import queries as questions
from toandan.work.samples import queries as samples
from toandan.work.sessions import queries as sessions
from toandan.work.verification import queries as verification

ByUnit = Callable[[int, int], Mapping[int, Collection[object]]]
"""What the units numbered from the first number to the last have, by unit."""

OF_UNITS: Sequence[tuple[Thing, ByUnit]] = (
    (Thing.DIRECTIVES, directives.papers_by_unit),
    (Thing.DIFFICULTIES, difficulties.difficulties_by_unit),
    (Thing.QUESTIONS, questions.questions_by_unit),
    (Thing.DEVICES, equipment.devices_by_unit),
    (Thing.PLACES, sessions.places_by_unit),
    (Thing.SESSIONS, sessions.sessions_by_unit),
    (Thing.SAMPLES, samples.samples_by_unit),
    (Thing.SCORE_SHEETS, evaluation.sheets_by_unit),
)
"""What belongs to a unit and goes over to the one that carries it on."""


@dataclass(frozen=True, slots=True)
class Following:
    """What goes where its people go: people waited for on lists, lines of lists to bodies, undecided cases.

    `goes` is filled while the divided units are looked at: the new unit of whoever of them a rule decides about.
    """

    waited: Sequence[tuple[int, int, int, int, bool]]
    asked: Sequence[tuple[int, int, int, int]]
    cases: Sequence[tuple[int, int]]
    goes: dict[int, int] = field(default_factory=dict)

    def note(self, persons: Ints, targets: Ints) -> None:
        """Keep where those of these people go whom something follows."""
        wanted = {line[1] for line in self.waited} | {line[2] for line in self.asked} | {one[0] for one in self.cases}
        found = np.flatnonzero(np.isin(persons, np.array(sorted(wanted), dtype=np.int64)))
        self.goes.update(zip(persons[found].tolist(), targets[found].tolist(), strict=True))


def following(plan: Plan) -> Following:
    """Return what follows the people of a plan, before it is known where they go."""
    return Following(
        sorted({line for span in plan.spans for line in movements.waited_for(*span)}),
        [line for span in plan.spans for line in verification.open_list_lines(*span)],
        [case for span in plan.spans for case in verification.undecided_cases(*span)],
    )


def along(
    plan: Plan, kept: Following, pairs: Iterable[PairRow], posts: Iterable[PostMove], waiting: Collection[int]
) -> tuple[Along, ...]:
    """Return what every new unit would get, in the order of numbers; `waiting` are units with undecided people."""
    people: Counter[int] = Counter()
    for pair in pairs:
        people[pair.new] += pair.people
    where = _Where(plan, kept, waiting)
    things = {thing: _led(plan, having) for thing, having in OF_UNITS} | {
        Thing.BODIES: _bodies(plan),
        Thing.OFFICERS: _gathered((post.new, post.officer) for post in posts if post.new is not None),
        Thing.NOTIFICATION_LISTS: _gathered(where.notified()),
        Thing.REQUEST_LISTS: _gathered(where.asked()),
        Thing.CASES: _gathered(where.cases()),
    }
    named = {*people, *(unit for got in things.values() for unit in got)}
    return tuple(
        Along(unit, people[unit], {thing: len(things[thing][unit]) for thing in Thing if things[thing].get(unit)})
        for unit in sorted(named)
    )


def _led(plan: Plan, having: ByUnit) -> Mapping[int, Collection[object]]:
    """Return what each new unit gets of a thing that belongs to units; what two of them shared is one thing."""
    held = {unit: things for span in plan.spans for unit, things in having(*span).items()}
    moves = paper_moves(plan, lambda low, high: [unit for unit in held if low <= unit <= high])
    return _gathered((move.new, thing) for move in moves for thing in held[move.old])


def _bodies(plan: Plan) -> Mapping[int, Collection[object]]:
    held = {unit: bodies for span in plan.spans for unit, bodies in units.bodies_by_unit(*span).items()}
    return _gathered((move.new, body) for move in body_moves(plan) for body in held[move.old])


def _gathered(rows: Iterable[tuple[int, object]]) -> Mapping[int, Collection[object]]:
    found: dict[int, set[object]] = defaultdict(set)
    for unit, thing in rows:
        found[unit].add(thing)
    return found


class _Where:
    """Where what follows people goes: with whoever is decided about, and nowhere while somebody of the unit is not."""

    def __init__(self, plan: Plan, kept: Following, waiting: Collection[int]) -> None:
        self.kept, self.waiting, self.mains, self.on = kept, waiting, leads(plan), plan.on
        self.whole = {origin.unit.number: origin.whole for origin in plan.origins}

    def person(self, person: int, unit: int) -> int | None:
        """Return the new unit of somebody who stands in a unit; None for who stays."""
        new = self.whole.get(unit) or (self.kept.goes.get(person) if unit in self.whole else None)
        return new or None

    def stays(self, unit: int) -> bool:
        """Tell whether somebody of a unit, or of one under it, is undecided."""
        held = units.by_number(unit)
        return any(held.holds(one) for one in self.waiting)

    def notified(self) -> Iterable[tuple[int, int]]:
        """Yield new unit and list of whoever is waited for; between two units that become one no list is left."""
        for number, person, stood, meant, sent in self.kept.waited:
            sender = None if self.stays(stood) else self.person(person, stood)
            receiver = None if self.stays(meant) else self.mains.get(meant)
            if (sender or stood) == (receiver or meant):
                continue
            if sender is not None:
                yield sender, number
            if receiver is not None and sent:
                yield receiver, number

    def asked(self) -> Iterable[tuple[int, int]]:
        """Yield new unit and list: a list to a body goes where most of its people go, else with the unit itself."""
        lists: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for number, made, person, stood in self.kept.asked:
            new = self.person(person, stood)
            lists[number, made].update([] if new is None else [new])
        for (number, made), found in lists.items():
            most = min(found, key=lambda unit: (-found[unit], unit), default=self.mains.get(made))
            if most is not None and not units.by_number(made).in_force(self.on) and not self.stays(made):
                yield most, number

    def cases(self) -> Iterable[tuple[int, int]]:
        """Yield new unit and a number of its own for every case that goes with its person."""
        for number, (person, stood) in enumerate(self.kept.cases):
            new = self.person(person, stood)
            if new is not None:
                yield new, number
