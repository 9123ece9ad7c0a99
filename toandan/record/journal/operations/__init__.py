"""Writing into the journal, and signing where it stands (ghi nhật ký)."""

from toandan.record.journal.operations.appending import alongside, append, append_reads
from toandan.record.journal.operations.errors import UnableToSealJournal
from toandan.record.journal.operations.sealing import seal
from toandan.record.journal.operations.taking import take_sheet

__all__ = ["UnableToSealJournal", "alongside", "append", "append_reads", "seal", "take_sheet"]
