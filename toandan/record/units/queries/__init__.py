"""Reading the hierarchy; what other rooms may ask of it (tra cứu đơn vị)."""

from toandan.record.units.queries.errors import UnitUnknown
from toandan.record.units.queries.figures import age_groups, census, place_codes, population_2019, seat, seats
from toandan.record.units.queries.lookups import (
    ancestors,
    any_year,
    any_year_table,
    bearing,
    became,
    by_code,
    by_number,
    by_numbers,
    children,
    descendants,
    find,
    leaves,
    predecessors,
    root,
    spanning,
    successors,
)
from toandan.record.units.queries.memory import forget, warm

__all__ = [
    "UnitUnknown",
    "age_groups",
    "ancestors",
    "any_year",
    "any_year_table",
    "bearing",
    "became",
    "by_code",
    "by_number",
    "by_numbers",
    "census",
    "children",
    "descendants",
    "find",
    "forget",
    "leaves",
    "place_codes",
    "population_2019",
    "predecessors",
    "root",
    "seat",
    "seats",
    "spanning",
    "successors",
    "warm",
]
