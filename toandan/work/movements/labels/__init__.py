"""The room's words for people, in both languages (nhãn)."""

from toandan.work.movements.labels.civil import CLOCKS, KINDS, VERDICTS

__all__ = ["CLOCKS", "KINDS", "VERDICTS"]
