"""The life of a table made in the background, as a table a clerk could read (vòng đời)."""

from collections.abc import Mapping
from types import MappingProxyType

from toandan.record.exports.words import ExportState

MOVES: Mapping[ExportState, frozenset[ExportState]] = MappingProxyType(
    {
        ExportState.QUEUED: frozenset({ExportState.RUNNING, ExportState.FAILED, ExportState.CANCELLED}),
        # Work that was killed is found running, and is begun again.
        ExportState.RUNNING: frozenset(
            {ExportState.RUNNING, ExportState.READY, ExportState.FAILED, ExportState.CANCELLED}
        ),
        ExportState.READY: frozenset(),
        ExportState.FAILED: frozenset(),
        ExportState.CANCELLED: frozenset(),
    }
)


def may_move(source: ExportState, target: ExportState) -> bool:
    """Tell whether a table may go from one state to the other."""
    return target in MOVES[source]
