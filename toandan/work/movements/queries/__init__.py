"""Reading the room (tra cứu)."""

from toandan.work.movements.queries.civil import MovementUnknown, by_key, last_posted, movement, movements, of_person
from toandan.work.movements.queries.clock import Reached, came_of_age, expired, unregistered

__all__ = [
    "MovementUnknown",
    "Reached",
    "by_key",
    "came_of_age",
    "expired",
    "last_posted",
    "movement",
    "movements",
    "of_person",
    "unregistered",
]
