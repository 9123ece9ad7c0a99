"""Writing: orders and targets are given once; bulletins are drafted, worded and signed."""

from toandan.command.campaign.operations.bulletins import (
    UnableToIssue,
    draft_bulletin,
    sign_bulletin,
    word_bulletin,
)
from toandan.command.campaign.operations.leading import repoint
from toandan.command.campaign.operations.orders import (
    UnableToOrder,
    UnableToSetTarget,
    create_order,
    set_target,
)
from toandan.command.campaign.operations.outlooks import foretell, foretell_all

__all__ = [
    "UnableToIssue",
    "UnableToOrder",
    "UnableToSetTarget",
    "create_order",
    "draft_bulletin",
    "foretell",
    "foretell_all",
    "repoint",
    "set_target",
    "sign_bulletin",
    "word_bulletin",
]
