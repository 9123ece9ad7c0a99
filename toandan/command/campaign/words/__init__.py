"""What the campaign room calls things (mệnh lệnh, chỉ tiêu, tiến độ): measures, statuses, rows of board and bridge."""

from toandan.command.campaign.words.board import (
    Board,
    BoardRow,
    Counters,
    DayPoint,
    DividedUnit,
    RequiredLine,
    Status,
)
from toandan.command.campaign.words.bridge import Bridge, BridgeStep
from toandan.command.campaign.words.measures import (
    IN_PROGRESS,
    MEASURES,
    RESIDUAL_KINDS,
    UNTOUCHED,
    Measure,
    MeasureStates,
    Product,
)
from toandan.command.campaign.words.orders import MOST_DAYS, CampaignPermission, OrderRow, TargetRow

__all__ = [
    "IN_PROGRESS",
    "MEASURES",
    "MOST_DAYS",
    "RESIDUAL_KINDS",
    "UNTOUCHED",
    "Board",
    "BoardRow",
    "Bridge",
    "BridgeStep",
    "CampaignPermission",
    "Counters",
    "DayPoint",
    "DividedUnit",
    "Measure",
    "MeasureStates",
    "OrderRow",
    "Product",
    "RequiredLine",
    "Status",
    "TargetRow",
]
