"""Reading plans and gathering what they are made from; every function works inside the scope of its transaction."""

from toandan.command.field.queries.inputs import gather
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
    version,
)

__all__ = [
    "PlanUnknown", "approved", "gather", "head_of", "heads", "last_day", "own_versions", "parameters", "run", "run_of",
    "runs", "version",
]  # fmt: skip
