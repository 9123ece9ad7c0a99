"""Reading the register; every function works inside the scope of the transaction it is called in."""

from toandan.record.people.queries.history import corrections
from toandan.record.people.queries.numbers import by_numbers, by_written
from toandan.record.people.queries.persons import (
    PersonUnknown,
    how_many_elsewhere,
    living_elsewhere,
    person,
    persons,
    to_visit,
    without_birth_date,
)
from toandan.record.people.queries.places import PlaceRow, places_at, places_of
from toandan.record.people.queries.search import UnableToSearch, search
from toandan.record.people.queries.taken import done, taken
from toandan.record.people.queries.whole import whole

__all__ = [
    "PersonUnknown",
    "PlaceRow",
    "UnableToSearch",
    "by_numbers",
    "by_written",
    "corrections",
    "done",
    "how_many_elsewhere",
    "living_elsewhere",
    "person",
    "persons",
    "places_at",
    "places_of",
    "search",
    "taken",
    "to_visit",
    "whole",
    "without_birth_date",
]
