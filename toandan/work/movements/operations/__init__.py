"""Writing movements: lists are drawn up, sent, answered, withdrawn; events are recorded and undone (ghi biến động)."""

from toandan.work.movements.operations.beyond import UnableToAttend, attend
from toandan.work.movements.operations.civil import enter, record
from toandan.work.movements.operations.clock import come_of_age
from toandan.work.movements.operations.dossier import collect_dossier
from toandan.work.movements.operations.errors import UnableToRecord, UnableToServe, UnableToUndo
from toandan.work.movements.operations.leading import repoint_lists, repoint_movements
from toandan.work.movements.operations.lists import (
    UnableToAnswer,
    UnableToDrawUp,
    UnableToSend,
    UnableToWithdraw,
    accept,
    draw_up,
    export,
    forget,
    letter_file,
    notify,
    remind,
    send,
    send_back,
    settle,
    strike,
    take_out,
    withdraw,
)
from toandan.work.movements.operations.receipts import forget_receipts
from toandan.work.movements.operations.undo import undo, undo_expiry

__all__ = [
    "UnableToAnswer",
    "UnableToAttend",
    "UnableToDrawUp",
    "UnableToRecord",
    "UnableToSend",
    "UnableToServe",
    "UnableToUndo",
    "UnableToWithdraw",
    "accept",
    "attend",
    "collect_dossier",
    "come_of_age",
    "draw_up",
    "enter",
    "export",
    "forget",
    "forget_receipts",
    "letter_file",
    "notify",
    "record",
    "remind",
    "repoint_lists",
    "repoint_movements",
    "send",
    "send_back",
    "settle",
    "strike",
    "take_out",
    "undo",
    "undo_expiry",
    "withdraw",
]
