"""Pure decisions of movements (quy tắc)."""
