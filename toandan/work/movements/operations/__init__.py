"""Writing movements: lists are drawn up, sent, answered, withdrawn (ghi biến động)."""

from toandan.work.movements.operations.lists import (
    UnableToAnswer,
    UnableToDrawUp,
    UnableToSend,
    UnableToWithdraw,
    accept,
    draw_up,
    export,
    send,
    send_back,
    settle,
    strike,
    withdraw,
)

__all__ = [
    "UnableToAnswer",
    "UnableToDrawUp",
    "UnableToSend",
    "UnableToWithdraw",
    "accept",
    "draw_up",
    "export",
    "send",
    "send_back",
    "settle",
    "strike",
    "withdraw",
]
