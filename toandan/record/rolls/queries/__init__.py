"""Reading import runs, and what an export may be narrowed to."""

from toandan.record.rolls.ports import blocks
from toandan.record.rolls.queries.choosing import UnableToChoose, chosen_states, unit_of_code
from toandan.record.rolls.queries.lists import Table, open_list, read_table
from toandan.record.rolls.queries.reports import RunUnknown, report, run_row, run_rows, under_way

__all__ = [
    "RunUnknown",
    "Table",
    "UnableToChoose",
    "blocks",
    "chosen_states",
    "open_list",
    "read_table",
    "report",
    "run_row",
    "run_rows",
    "under_way",
    "unit_of_code",
]
