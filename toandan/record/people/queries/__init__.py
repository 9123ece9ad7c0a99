"""Reading the register; every function works inside the scope of the transaction it is called in."""

from toandan.record.people.queries.history import corrections
from toandan.record.people.queries.persons import PersonUnknown, person, persons
from toandan.record.people.queries.search import UnableToSearch, search
from toandan.record.people.queries.taken import done, taken
from toandan.record.people.queries.whole import whole

__all__ = ["PersonUnknown", "UnableToSearch", "corrections", "done", "person", "persons", "search", "taken", "whole"]
