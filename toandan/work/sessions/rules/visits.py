"""What a visit at home means for how somebody stands (kết quả đến nhà)."""

from dataclasses import dataclass
from datetime import date

from toandan.record.ledger.words import Card, Obstacle, Standing, Verb
from toandan.work.sessions.words import COME_AGAIN, HomeState, Outcome


@dataclass(frozen=True, slots=True)
class Move:
    """A posting that follows: the verb, and the standing afterwards."""

    verb: Verb
    target: Standing


@dataclass(frozen=True, slots=True)
class Over:
    """A home where nobody is to be visited any more: the routes on which somebody was there, and the last day of it."""

    routes: frozenset[int] = frozenset()
    last: date = date.min

    def after(self, route: int | None, day: date) -> "Over":
        """Return the same after one more visit, on a route or on none that is known."""
        return Over(self.routes | ({route} if route is not None else set()), max(self.last, day))

    def still_on(self, route: int, day: date) -> bool:
        """Tell whether the home stays on a route of a day: somebody was there then, or it was due before the end."""
        return route in self.routes or day <= self.last


def follows(outcome: Outcome, before: Outcome | None, here: Standing) -> Move | None:
    """Return what is posted for an outcome; None when the person goes on standing as now.

    Who refused is hindered by it; who was written down as refusing by mistake is homebound as before. Papers that were
    taken are posted by the movement that takes them, and a suspected death by its case.
    """
    if here.card is not Card.DUE:
        return None
    if outcome is Outcome.REFUSED and here.obstacle is not Obstacle.REFUSED:
        return Move(Verb.OBSTACLE_FOUND, here.but(obstacle=Obstacle.REFUSED))
    taken_back = before is Outcome.REFUSED and here.obstacle is Obstacle.REFUSED
    if taken_back and outcome not in {Outcome.REFUSED, Outcome.DONE, Outcome.DECEASED}:
        return Move(Verb.OBSTACLE_FOUND, here.but(obstacle=Obstacle.HOMEBOUND))
    return None


def state_after(outcome: Outcome) -> HomeState:
    """Return how a request stands after a visit: after a closed door somebody comes again."""
    return HomeState.WAITING if outcome in COME_AGAIN else HomeState.SETTLED
