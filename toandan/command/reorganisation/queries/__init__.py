"""Reading a reorganisation: the plan behind a mapping, what it would move, who is undecided, runs and reports."""

from toandan.command.reorganisation.queries.along import OF_UNITS
from toandan.command.reorganisation.queries.dividing import targets
from toandan.command.reorganisation.queries.forecast import forecast
from toandan.command.reorganisation.queries.mapping import UnableToReadUnits, links_of, new_units
from toandan.command.reorganisation.queries.planning import listed, planned, undecided
from toandan.command.reorganisation.queries.runs import RunUnknown, plan_of, report_of, run_row, run_rows, under_way
from toandan.command.reorganisation.queries.shares import shares

__all__ = [
    "OF_UNITS",
    "RunUnknown",
    "UnableToReadUnits",
    "forecast",
    "links_of",
    "listed",
    "new_units",
    "plan_of",
    "planned",
    "report_of",
    "run_row",
    "run_rows",
    "shares",
    "targets",
    "undecided",
    "under_way",
]
