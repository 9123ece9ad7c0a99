"""Reading orders, boards and target bridges; nothing here counts people."""

from toandan.command.campaign.queries.board import BoardUnknown, board
from toandan.command.campaign.queries.bridge import bridge
from toandan.command.campaign.queries.orders import OrderUnknown, default_day, order, orders, targets

__all__ = ["BoardUnknown", "OrderUnknown", "board", "bridge", "default_day", "order", "orders", "targets"]
