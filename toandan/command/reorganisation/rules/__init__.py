"""Pure decisions of the room: reading a mapping, judging it, dividing a unit (quy tắc sắp xếp)."""
