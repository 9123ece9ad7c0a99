"""Reading import runs."""

from toandan.record.rolls.queries.reports import RunUnknown, report, run_row, run_rows

__all__ = ["RunUnknown", "report", "run_row", "run_rows"]
