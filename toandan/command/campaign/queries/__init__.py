"""Reading orders, boards and target bridges; nothing here counts people."""

from toandan.command.campaign.queries.board import BoardUnknown, board, boards
from toandan.command.campaign.queries.bridge import bridge
from toandan.command.campaign.queries.forecast import Forecast, forecast
from toandan.command.campaign.queries.orders import (
    OrderUnknown,
    default_day,
    first_unit,
    order,
    orders,
    readable_at,
    standing_day,
    targets,
)
from toandan.command.campaign.queries.plain import LEVELS, plain_board, plain_bridge, plain_order, plain_target

__all__ = [
    "LEVELS",
    "BoardUnknown",
    "Forecast",
    "OrderUnknown",
    "board",
    "boards",
    "bridge",
    "default_day",
    "first_unit",
    "forecast",
    "order",
    "orders",
    "plain_board",
    "plain_bridge",
    "plain_order",
    "plain_target",
    "readable_at",
    "standing_day",
    "targets",
]
