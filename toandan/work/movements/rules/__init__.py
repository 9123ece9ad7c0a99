"""Pure decisions of the room (quy tắc)."""
