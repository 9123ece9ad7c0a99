"""Tables of movements."""

from toandan.work.movements.models.beyond import Held
from toandan.work.movements.models.civil import Movement
from toandan.work.movements.models.lists import Deed, Line, NotificationList
from toandan.work.movements.models.receipts import Receipt

__all__ = ["Deed", "Held", "Line", "Movement", "NotificationList", "Receipt"]
