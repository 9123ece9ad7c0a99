"""Tables of the day in the field. Nothing here saves or decides; `operations` does.

What belongs to a person begins with `person_id` and carries `unit_no`, which follows the person's standing.
"""

from toandan.work.sessions.models.accounts import Activation
from toandan.work.sessions.models.homes import Home, Route, Stop, Visit
from toandan.work.sessions.models.places import Agreement, Place
from toandan.work.sessions.models.running import Crew, Event, Helper, Session, Ticket

__all__ = [
    "Activation",
    "Agreement",
    "Crew",
    "Event",
    "Helper",
    "Home",
    "Place",
    "Route",
    "Session",
    "Stop",
    "Ticket",
    "Visit",
]
