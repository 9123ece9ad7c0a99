"""The life of a run, as a table a clerk could read (vòng đời một đợt sắp xếp)."""

from collections.abc import Mapping
from types import MappingProxyType

from toandan.command.reorganisation.words import RunState

MOVES: Mapping[RunState, frozenset[RunState]] = MappingProxyType(
    {
        RunState.CHECKED: frozenset({RunState.QUEUED, RunState.RUNNING}),
        RunState.QUEUED: frozenset({RunState.QUEUED, RunState.RUNNING, RunState.FAILED}),
        # A run that was killed is found running, and goes on.
        RunState.RUNNING: frozenset({RunState.QUEUED, RunState.RUNNING, RunState.DONE, RunState.FAILED}),
        # Who was undecided is decided by a later run of the same mapping.
        RunState.DONE: frozenset({RunState.QUEUED, RunState.RUNNING}),
        RunState.FAILED: frozenset({RunState.QUEUED, RunState.RUNNING}),
    }
)


def may_move(source: RunState, target: RunState) -> bool:
    """Tell whether a run may go from one state to the other."""
    return target in MOVES[source]
