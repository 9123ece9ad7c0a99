"""Writing directives: each function is one verb, one transaction, one journal line (nghiệp vụ công văn chỉ đạo)."""

from toandan.work.directives.operations.answering import acknowledge, report
from toandan.work.directives.operations.attaching import attach
from toandan.work.directives.operations.drafting import change, draw_up, propose
from toandan.work.directives.operations.errors import SENTENCES, UnableToDirect
from toandan.work.directives.operations.issuing import close, give_back, issue, send_back, withdraw
from toandan.work.directives.operations.leading import follow_committee, repoint, repoint_committees
from toandan.work.directives.operations.meeting import add_member, call, conclude, end_member
from toandan.work.directives.operations.reminding import escalate, remind

__all__ = [
    "SENTENCES",
    "UnableToDirect",
    "acknowledge",
    "add_member",
    "attach",
    "call",
    "change",
    "close",
    "conclude",
    "draw_up",
    "end_member",
    "escalate",
    "follow_committee",
    "give_back",
    "issue",
    "propose",
    "remind",
    "repoint",
    "repoint_committees",
    "report",
    "send_back",
    "withdraw",
]
