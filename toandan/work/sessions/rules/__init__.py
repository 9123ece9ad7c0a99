"""Pure decisions of the day in the field (quy tắc)."""
