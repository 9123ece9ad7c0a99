"""Reading plans and gathering what they are made from; every function works inside the scope of its transaction."""

from toandan.command.field.queries.asking import at_floors, limits
from toandan.command.field.queries.course import actual, day_of
from toandan.command.field.queries.expecting import expected
from toandan.command.field.queries.foreseen import foreseen
from toandan.command.field.queries.inputs import gather, lending, planned
from toandan.command.field.queries.legs import is_point, legs, legs_within
from toandan.command.field.queries.parameters import own_versions, parameters
from toandan.command.field.queries.versions import (
    PlanUnknown,
    approved,
    head_of,
    heads,
    last_day,
    run,
    run_of,
    runs,
    under_way,
    version,
)

__all__ = [
    "PlanUnknown",
    "actual",
    "approved",
    "at_floors",
    "day_of",
    "expected",
    "foreseen",
    "gather",
    "head_of",
    "heads",
    "is_point",
    "last_day",
    "legs",
    "legs_within",
    "lending",
    "limits",
    "own_versions",
    "parameters",
    "planned",
    "run",
    "run_of",
    "runs",
    "under_way",
    "version",
]  # fmt: skip
