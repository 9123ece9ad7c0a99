"""Writing notification lists (ghi danh sách thông báo)."""

from toandan.work.movements.operations.lists.answering import accept, send_back
from toandan.work.movements.operations.lists.drawing import draw_up, notify, settle, strike
from toandan.work.movements.operations.lists.errors import (
    UnableToAnswer,
    UnableToDrawUp,
    UnableToSend,
    UnableToWithdraw,
)
from toandan.work.movements.operations.lists.exporting import export, letter_file, take_out
from toandan.work.movements.operations.lists.forgetting import forget
from toandan.work.movements.operations.lists.reminding import remind
from toandan.work.movements.operations.lists.sending import send, withdraw

__all__ = [
    "UnableToAnswer",
    "UnableToDrawUp",
    "UnableToSend",
    "UnableToWithdraw",
    "accept",
    "draw_up",
    "export",
    "forget",
    "letter_file",
    "notify",
    "remind",
    "send",
    "send_back",
    "settle",
    "strike",
    "take_out",
    "withdraw",
]
