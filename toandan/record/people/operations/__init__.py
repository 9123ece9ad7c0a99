"""Writing the register: each function is one verb, one transaction, one journal line."""

from toandan.record.people.operations.bulk import fill_names, register_many
from toandan.record.people.operations.correct import correct, set_contact, set_home_visit, take_back
from toandan.record.people.operations.errors import UnableToCorrect, UnableToRegister
from toandan.record.people.operations.register import register
from toandan.record.people.operations.reveal import reveal

__all__ = [
    "UnableToCorrect",
    "UnableToRegister",
    "correct",
    "fill_names",
    "register",
    "register_many",
    "reveal",
    "set_contact",
    "set_home_visit",
    "take_back",
]
