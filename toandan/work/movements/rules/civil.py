"""What a movement does to a standing, and what keeps it out; pure decisions (quy tắc biến động)."""

from dataclasses import dataclass
from datetime import date, timedelta

from toandan.ground.kernel.birth import is_due
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing, Verb
from toandan.work.movements.words import (
    CHECK_DUE_DAYS,
    CHECK_LATEST_DAYS,
    EVIDENCED,
    ClockState,
    Kind,
    Report,
)

AWAY = frozenset({Obstacle.ABSENT, Obstacle.ABROAD, Obstacle.WHEREABOUTS_UNKNOWN})
"""What a person who registers or comes back is not any more."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the ledger is to post: the verb, and the standing afterwards (None: the world)."""

    verb: Verb
    after: Standing | None


_LEAVING = {Kind.DEATH: Verb.DIED, Kind.EMIGRATION: Verb.EMIGRATED, Kind.DEPARTURE: Verb.MOVED_OUT}
_REGISTERED = {Kind.PERMANENT: Residence.PERMANENT, Kind.TEMPORARY: Residence.TEMPORARY}
_HINDERED = {Kind.ABSENCE: Obstacle.ABSENT, Kind.ABROAD: Obstacle.ABROAD}


def wrong(kind: Kind, report: Report, *, birth: PartialDate, today: date) -> tuple[str, str] | None:
    """Return the field and the code of the first thing that is wrong with what was reported, or None."""
    found = (
        ("reason", "reason_missing", not report.reason.strip()),
        ("occurred_on", "occurred_in_future", report.occurred_on > today),
        ("reported_on", "reported_in_future", report.reported_on > today),
        ("reported_on", "reported_too_early", report.reported_on < report.occurred_on),
        ("occurred_on", "before_birth", birth.earliest is not None and report.occurred_on < birth.earliest),
        ("evidence", "evidence_missing", kind in EVIDENCED and not report.evidence.strip()),
    )
    return next(((field, code) for field, code, is_wrong in found if is_wrong), None)


def wrong_birth(birth: PartialDate, occurred_on: date) -> tuple[str, str] | None:
    """Return what is wrong with the birth date of a newborn: it must be there, and agree with the day of the event."""
    if birth.basis is Basis.NONE:
        return "birth_date", "birth_date_missing"
    first, last = birth.earliest, birth.latest
    if first is not None and last is not None and not first <= occurred_on <= last:
        return "birth_date", "birth_date_differs"
    return None


def entering(kind: Kind, birth: PartialDate, *, permanent: bool, today: date) -> Effect:
    """Return how a new person enters: not due under 14; who is registered nowhere as such."""
    card = Card.DUE if is_due(birth, today) else Card.NOT_DUE
    if kind is Kind.BIRTH:
        residence = Residence.PERMANENT if permanent else Residence.TEMPORARY
        return Effect(Verb.BORN, Standing(residence, card, EId.NONE))
    return Effect(Verb.MOVED_IN, Standing(Residence.UNREGISTERED, card, EId.NONE))


def effect(kind: Kind, now: Standing) -> Effect | None:
    """Return what a movement does to somebody who stands in a unit; None when it changes no standing.

    Raises ValueError with a code when the movement does not fit: `already_so`, `not_away`, `not_unregistered`.
    """
    if kind in _LEAVING:
        return Effect(_LEAVING[kind], None)
    if kind in _REGISTERED:
        cleared = Obstacle.NONE if now.obstacle in AWAY else now.obstacle
        return _changed(now, now.but(residence=_REGISTERED[kind], obstacle=cleared), Verb.RESIDENCE_CHANGED)
    if kind in _HINDERED:
        return _changed(now, now.but(obstacle=_HINDERED[kind]), Verb.OBSTACLE_FOUND)
    if kind is Kind.RETURN:
        if now.obstacle not in AWAY:
            raise ValueError("not_away")
        return Effect(Verb.OBSTACLE_CLEARED, now.but(obstacle=Obstacle.NONE))
    if kind is Kind.RESIDENCE_CHECKED:
        if now.residence is not Residence.UNREGISTERED:
            raise ValueError("not_unregistered")
        return None
    raise ValueError("kind_enters")


def coming_back(left: Standing, birth: PartialDate, *, today: date) -> Effect:
    """Return how somebody stands who left the register and is back: as then, not away, and due by today's age."""
    card = Card.DUE if left.card is Card.NOT_DUE and is_due(birth, today) else left.card
    obstacle = Obstacle.NONE if left.obstacle in AWAY else left.obstacle
    return Effect(Verb.MOVED_IN, left.but(card=card, obstacle=obstacle))


def clock(since: date, on: date) -> tuple[date, date, ClockState]:
    """Return when the check of an unregistered person is due, its last day, and how it stands on a day."""
    due, latest = since + timedelta(days=CHECK_DUE_DAYS), since + timedelta(days=CHECK_LATEST_DAYS)
    if on > latest:
        return due, latest, ClockState.OVERDUE
    return due, latest, ClockState.DUE if on >= due else ClockState.RUNNING


def _changed(before: Standing, after: Standing, verb: Verb) -> Effect:
    if before == after:
        raise ValueError("already_so")
    return Effect(verb, after)
