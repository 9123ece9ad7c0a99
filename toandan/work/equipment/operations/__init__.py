"""Writing about devices: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.work.equipment.operations.blocking import lift, report_gone
from toandan.work.equipment.operations.custody import decline, hand_over, take
from toandan.work.equipment.operations.errors import SENTENCES, UnableToEquip
from toandan.work.equipment.operations.health import begin_repair, fault, repaired, report
from toandan.work.equipment.operations.intake import add, correct, retire, take_in
from toandan.work.equipment.operations.inventory import read_inventory
from toandan.work.equipment.operations.leading import repoint
from toandan.work.equipment.operations.lending import agree_loan, ask_loan, end_loan, refuse_loan

__all__ = [
    "SENTENCES",
    "UnableToEquip",
    "add",
    "agree_loan",
    "ask_loan",
    "begin_repair",
    "correct",
    "decline",
    "end_loan",
    "fault",
    "hand_over",
    "lift",
    "read_inventory",
    "refuse_loan",
    "repaired",
    "repoint",
    "report",
    "report_gone",
    "retire",
    "take",
    "take_in",
]
