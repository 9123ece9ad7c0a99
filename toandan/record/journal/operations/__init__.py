"""Writing into the journal, and sealing and checking it (ghi nhật ký)."""

from toandan.record.journal.operations.appending import append, append_reads

__all__ = ["append", "append_reads"]
