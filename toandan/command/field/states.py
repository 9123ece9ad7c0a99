"""The life of a version, and of the work on one: tables a clerk could read (vòng đời phương án)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.command.field.words import FieldPermission, PlanState, PlanVerb, RunState


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb comes from (None: from nowhere), where it leads, and who may go it."""

    source: PlanState | None
    target: PlanState
    permission: FieldPermission


PLANS: Mapping[PlanVerb, Way] = MappingProxyType(
    {
        PlanVerb.DRAFT: Way(None, PlanState.DRAFTED, FieldPermission.MAKE),
        PlanVerb.APPROVE: Way(PlanState.DRAFTED, PlanState.APPROVED, FieldPermission.APPROVE),
        PlanVerb.SUPERSEDE: Way(PlanState.APPROVED, PlanState.SUPERSEDED, FieldPermission.APPROVE),
    }
)
"""A plan counts from its approval until another is approved for the same days; what it says never changes."""

RUNS: Mapping[RunState, frozenset[RunState]] = MappingProxyType(
    {
        RunState.QUEUED: frozenset({RunState.RUNNING, RunState.FAILED}),
        # Work that was killed is found running, and is begun again.
        RunState.RUNNING: frozenset({RunState.RUNNING, RunState.DONE, RunState.FAILED}),
        RunState.DONE: frozenset(),
        RunState.FAILED: frozenset(),
    }
)


def may(verb: PlanVerb, state: PlanState) -> bool:
    """Tell whether something can happen to a version in this state."""
    return PLANS[verb].source is state


def may_move(source: RunState, target: RunState) -> bool:
    """Tell whether the work on a plan may go from one state to the other."""
    return target in RUNS[source]
