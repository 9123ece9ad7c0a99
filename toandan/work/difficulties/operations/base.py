"""What the operations of this room share: the row locked, its states, the line in its timeline (phần chung)."""

from typing import Any

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.said import Said
from toandan.record.tables import line
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.difficulties import states
from toandan.work.difficulties.models import Difficulty, Event
from toandan.work.difficulties.operations.errors import unable
from toandan.work.difficulties.queries.sheets import DifficultyUnknown
from toandan.work.difficulties.words import DifficultiesPermission, DifficultyState, DifficultyVerb
from toandan.work.directives.queries import permitted
from toandan.work.directives.words import Place


def locked(difficulty_id: int) -> Difficulty:
    """Return the difficulty, kept from other writers until the transaction ends. Raises DifficultyUnknown."""
    found = Difficulty.objects.select_for_update(of=("self",)).filter(difficulty_id=difficulty_id).first()
    if found is None:
        raise DifficultyUnknown
    return found


def on_behalf(actor: Actor, permission: DifficultiesPermission, at: Place) -> None:
    """Make sure that the actor works for this very unit or body: nobody speaks for another one. Raises NotAllowed."""
    permitted(actor, permission, at)
    if not actor.everywhere and actor.at != at.number:
        raise NotAllowed("You may not do this.", code="not_allowed")


def repeated(said: Said, difficulty_id: int, verb: DifficultyVerb) -> bool:
    """Tell whether this very write has been carried out. Raises UnableToResolve when its key was used otherwise."""
    done = Event.objects.filter(client_key=said.client_key).first()
    if done is not None and (done.difficulty_id, done.verb) != (difficulty_id, verb.value):
        raise unable("key_used")
    return done is not None


def fits(verb: DifficultyVerb, one: Difficulty, reason: str) -> None:
    """Refuse what the table of states does not let happen, or what lacks its reason."""
    if not states.may(verb, DifficultyState(one.state)):
        raise unable("wrong_state")
    if states.LIFE[verb].reason and not reason.strip():
        raise unable("reason_missing")


def record(said: Said, difficulty_id: int, verb: DifficultyVerb, *, at: int | None = None) -> None:
    """Write the line of the timeline; `at` is whom the difficulty was put to."""
    Event(difficulty_id=difficulty_id, at_no=at, **line(said, verb)).save(force_insert=True)


def change(one: Difficulty, **values: Any) -> None:
    """Write new values of a difficulty; the one place where its state changes."""
    Difficulty.objects.filter(difficulty_id=one.difficulty_id).update(**values)


def raiser_of(one: Difficulty) -> Place:
    """Return who raised it."""
    return Place(one.unit_no, one.unit_body)


def asked_of(one: Difficulty) -> Place:
    """Return who must answer it."""
    return Place(one.at_no, one.at_body)


def above(at: Place) -> int | None:
    """Return the unit a difficulty goes to from a unit or body; None above a province, where nobody works."""
    if at.body:
        return units.body(at.number).territory
    unit = units.by_number(at.number)
    if unit.parent is None or units.by_number(unit.parent).level is UnitLevel.COUNTRY:
        return None
    return unit.parent
