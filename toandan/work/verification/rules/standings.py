"""Which posting a doubt and a decision make (bút toán của hồ sơ xác minh)."""

from dataclasses import dataclass
from datetime import date

from toandan.ground.kernel.birth import is_due
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing, Verb
from toandan.work.verification.words import Kind

OBSTACLES = {
    Kind.SUSPECTED_DEAD: Obstacle.SUSPECTED_DEAD,
    Kind.BIRTH_DATE_MISSING: Obstacle.BIRTH_DATE_MISSING,
    Kind.NO_PAPERS: Obstacle.NO_PAPERS,
    Kind.IDENTITY_MISMATCH: Obstacle.DATA_MISMATCH,
}
"""What stands in somebody's way while a case of this kind is open; other kinds hinder nobody."""


@dataclass(frozen=True, slots=True)
class Move:
    """A posting: its verb and the standing it leads to, None for the world."""

    verb: Verb
    target: Standing | None


def finished(standing: Standing) -> bool:
    """Tell whether nothing is left to do for the person: under age, or card in hand and account at work.

    An obstacle says why somebody cannot be served; who has been served already is not suspended, only looked into.
    """
    return standing.card is Card.NOT_DUE or (standing.card is Card.ISSUED and standing.eid is EId.ACTIVATED)


def doubted(kind: Kind, standing: Standing) -> Move | None:
    """Return the posting that opening a case makes, or None."""
    obstacle = OBSTACLES.get(kind)
    if obstacle is None or standing.obstacle is obstacle or finished(standing):
        return None
    return Move(Verb.OBSTACLE_FOUND, standing.but(obstacle=obstacle))


def cleared(kind: Kind, standing: Standing, before: Obstacle) -> Move | None:
    """Return the posting that takes the doubt away and gives back what hindered before it; None when none is there."""
    if standing.obstacle is not OBSTACLES.get(kind):
        return None
    if before is Obstacle.NONE or before is standing.obstacle:
        return Move(Verb.OBSTACLE_CLEARED, standing.but(obstacle=Obstacle.NONE))
    return Move(Verb.OBSTACLE_FOUND, standing.but(obstacle=before))


def dated(standing: Standing, birth: PartialDate, today: date, before: Obstacle) -> Move | None:
    """Return the posting a birth date makes: due or not by age, and nothing in the way for want of a date any more."""
    due = is_due(birth, today)
    kept = standing.obstacle
    left = (
        (Obstacle.NONE if before is Obstacle.BIRTH_DATE_MISSING else before)
        if (kept is Obstacle.BIRTH_DATE_MISSING)
        else kept
    )
    if due and standing.card is Card.NOT_DUE:
        return Move(Verb.CAME_OF_AGE, standing.but(card=Card.DUE, obstacle=left))
    if not due and standing.card is Card.DUE:
        return Move(Verb.CORRECTED, standing.but(card=Card.NOT_DUE, obstacle=Obstacle.NONE))
    return cleared(Kind.BIRTH_DATE_MISSING, standing, before)


def papered(standing: Standing) -> Move | None:
    """Return the posting that makes somebody whose papers are complete due."""
    if standing.card is Card.NOT_DUE:
        return Move(Verb.CAME_OF_AGE, standing.but(card=Card.DUE, obstacle=Obstacle.NONE))
    return cleared(Kind.NO_PAPERS, standing, Obstacle.NONE)


def housed(standing: Standing, residence: Residence) -> Move | None:
    """Return the posting of a residence that was registered."""
    if standing.residence is residence:
        return None
    return Move(Verb.RESIDENCE_CHANGED, standing.but(residence=residence))


def lost(standing: Standing) -> Move | None:
    """Return the posting of somebody who was not found where they should live; they stay in the count."""
    if standing.obstacle is Obstacle.WHEREABOUTS_UNKNOWN:
        return None
    return Move(Verb.OBSTACLE_FOUND, standing.but(obstacle=Obstacle.WHEREABOUTS_UNKNOWN))
