"""Tables of the room (bảng dữ liệu)."""

from toandan.work.movements.models.civil import Movement

__all__ = ["Movement"]
