"""Asking for tables, making, taking and forgetting them: one verb, one transaction, one line each (nghiệp vụ)."""

from toandan.record.exports.operations.asking import MOST_KEPT, ask, cancel, remove
from toandan.record.exports.operations.errors import UnableToExport
from toandan.record.exports.operations.forgetting import forget
from toandan.record.exports.operations.making import MOST_ATTEMPTS, carry_out, give_up
from toandan.record.exports.operations.taking import take

__all__ = [
    "MOST_ATTEMPTS", "MOST_KEPT", "UnableToExport", "ask", "cancel", "carry_out", "forget", "give_up", "remove", "take",
]  # fmt: skip
