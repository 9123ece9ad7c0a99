"""Reading the register; every function works inside the scope of the transaction it is called in."""

from toandan.record.people.queries.history import corrections
from toandan.record.people.queries.persons import PersonUnknown, by_numbers, living_elsewhere, person, persons
from toandan.record.people.queries.search import UnableToSearch, search
from toandan.record.people.queries.taken import done, taken

__all__ = [
    "PersonUnknown",
    "UnableToSearch",
    "by_numbers",
    "corrections",
    "done",
    "living_elsewhere",
    "person",
    "persons",
    "search",
    "taken",
]
