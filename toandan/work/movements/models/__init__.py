"""Tables of movements."""

from toandan.work.movements.models.beyond import Held
from toandan.work.movements.models.civil import Movement
from toandan.work.movements.models.lists import Deed, Line, NotificationList

__all__ = ["Deed", "Held", "Line", "Movement", "NotificationList"]
