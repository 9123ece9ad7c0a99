"""Reading orders, boards, target bridges and bulletins; nothing here counts people."""

from toandan.command.campaign.queries.board import board, boards
from toandan.command.campaign.queries.bridge import bridge
from toandan.command.campaign.queries.bulletins import (
    BulletinUnknown,
    bulletin,
    bulletin_figures,
    bulletins,
    edition,
    edition_for,
    filled_in,
    last_signed,
    plain_bulletin,
    plain_edition,
    prove,
)
from toandan.command.campaign.queries.effect import effect_of, paces_of
from toandan.command.campaign.queries.forecast import Forecast, forecast
from toandan.command.campaign.queries.foreseen import Foreseen, foreseen
from toandan.command.campaign.queries.hindsight import Hindsight, hindsight
from toandan.command.campaign.queries.orders import (
    OrderUnknown,
    default_day,
    first_unit,
    order,
    orders,
    orders_by_unit,
    readable_at,
    standing_day,
    targets,
)
from toandan.command.campaign.queries.outlooks import last_outlook, outlooks
from toandan.command.campaign.queries.plain import LEVELS, plain_board, plain_bridge, plain_order, plain_target
from toandan.command.campaign.queries.redrawn import BoardUnknown, Family, kin, meant, redrawn_since

__all__ = [
    "LEVELS",
    "BoardUnknown",
    "BulletinUnknown",
    "Family",
    "Forecast",
    "Foreseen",
    "Hindsight",
    "OrderUnknown",
    "board",
    "boards",
    "bridge",
    "bulletin",
    "bulletin_figures",
    "bulletins",
    "default_day",
    "edition",
    "edition_for",
    "effect_of",
    "filled_in",
    "first_unit",
    "forecast",
    "foreseen",
    "hindsight",
    "kin",
    "last_outlook",
    "last_signed",
    "meant",
    "order",
    "orders",
    "orders_by_unit",
    "outlooks",
    "paces_of",
    "plain_board",
    "plain_bridge",
    "plain_bulletin",
    "plain_edition",
    "plain_order",
    "plain_target",
    "prove",
    "readable_at",
    "redrawn_since",
    "standing_day",
    "targets",
]
