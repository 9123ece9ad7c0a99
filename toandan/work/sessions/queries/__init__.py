"""Reading the day in the field; every function works inside the scope of the transaction it is called in."""

from toandan.work.sessions.queries.errors import HomeUnknown, PlaceUnknown, RouteUnknown, SessionUnknown
from toandan.work.sessions.queries.homes import (
    home_requests,
    request,
    requests,
    requests_of,
    route,
    routed,
    visits,
)
from toandan.work.sessions.queries.places import (
    agreements,
    open_half_days,
    place,
    places,
    places_by_unit,
    places_in,
    sessions_by_unit,
    units_with_places,
)
from toandan.work.sessions.queries.points import points
from toandan.work.sessions.queries.public import public_sessions, public_units
from toandan.work.sessions.queries.reconciling import count_of, counts, kit_use
from toandan.work.sessions.queries.sessions import (
    announced,
    asked_of,
    crew,
    helpers,
    history,
    listed,
    served,
    served_as_expected,
    session,
    tickets,
    yields,
)

__all__ = [
    "HomeUnknown",
    "PlaceUnknown",
    "RouteUnknown",
    "SessionUnknown",
    "agreements",
    "announced",
    "asked_of",
    "count_of",
    "counts",
    "crew",
    "helpers",
    "history",
    "home_requests",
    "kit_use",
    "listed",
    "open_half_days",
    "place",
    "places",
    "places_by_unit",
    "places_in",
    "points",
    "public_sessions",
    "public_units",
    "request",
    "requests",
    "requests_of",
    "route",
    "routed",
    "served",
    "served_as_expected",
    "session",
    "sessions_by_unit",
    "tickets",
    "units_with_places",
    "visits",
    "yields",
]
