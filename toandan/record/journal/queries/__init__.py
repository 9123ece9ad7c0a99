"""Reading the journal, its heads, and checking that it holds (tra cứu nhật ký)."""

from toandan.record.journal.queries.heads import heads, last_head, present_heads
from toandan.record.journal.queries.lines import Page, lines, verbs
from toandan.record.journal.queries.verifying import verify

__all__ = ["Page", "heads", "last_head", "lines", "present_heads", "verbs", "verify"]
