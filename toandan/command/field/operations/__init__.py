"""Writing plans: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.command.field.operations.approving import approve
from toandan.command.field.operations.errors import SENTENCES, UnableToPlan, unable
from toandan.command.field.operations.running import MOST_DAYS, ask, ask_again, cancel, carry_out, give_up
from toandan.command.field.operations.setting import MOST_LEG, set_leg, set_parameters

__all__ = [
    "MOST_DAYS", "MOST_LEG", "SENTENCES", "UnableToPlan", "approve", "ask", "ask_again", "cancel", "carry_out",
    "give_up", "set_leg", "set_parameters", "unable",
]  # fmt: skip
