"""Writing the ledger: posting, sealing, folding, opening months (ghi sổ)."""

from toandan.record.ledger.operations.errors import UnableToFold, UnableToPost, UnableToSeal
from toandan.record.ledger.operations.posting import post
from toandan.record.ledger.operations.sealing import fold, open_months, seal
from toandan.record.ledger.words import Outcome, Refusal

__all__ = ["Outcome", "Refusal", "UnableToFold", "UnableToPost", "UnableToSeal", "fold", "open_months", "post", "seal"]
