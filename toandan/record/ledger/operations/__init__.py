"""Writing the ledger: posting, sealing, folding, opening months (ghi sổ)."""

from toandan.record.ledger.operations.errors import UnableToFold, UnableToPost, UnableToSeal
from toandan.record.ledger.operations.leading import lead_with_people
from toandan.record.ledger.operations.posting import post
from toandan.record.ledger.operations.sealing import fold, open_months, seal
from toandan.record.ledger.words import Outcome, Refusal

__all__ = [
    "Outcome", "Refusal", "UnableToFold", "UnableToPost", "UnableToSeal", "fold", "lead_with_people", "open_months",
    "post", "seal",
]  # fmt: skip
