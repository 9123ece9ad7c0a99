"""Writing into the journal, and signing where it stands (ghi nhật ký)."""

from toandan.record.journal.operations.appending import append, append_reads
from toandan.record.journal.operations.errors import UnableToSealJournal
from toandan.record.journal.operations.sealing import seal

__all__ = ["UnableToSealJournal", "append", "append_reads", "seal"]
