"""Pure decisions of the room: who is slow, and what a sheet says (quy tắc)."""

from toandan.command.evaluation.rules.slow import behind_since, notices, obstacles

__all__ = ["behind_since", "notices", "obstacles"]
