"""The life of an appeal: a table a clerk could read (vòng đời khiếu nại)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.command.evaluation.words import AppealState, AppealVerb, EvaluationPermission


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb comes from (None: from nowhere), where it leads, and who may go it; each asks for a reason."""

    source: AppealState | None
    target: AppealState
    permission: EvaluationPermission


APPEALS: Mapping[AppealVerb, Way] = MappingProxyType(
    {
        AppealVerb.RAISE: Way(None, AppealState.RAISED, EvaluationPermission.APPEAL),
        AppealVerb.UPHOLD: Way(AppealState.RAISED, AppealState.UPHELD, EvaluationPermission.SCORE),
        AppealVerb.DISMISS: Way(AppealState.RAISED, AppealState.DISMISSED, EvaluationPermission.SCORE),
    }
)
"""The unit scored appeals, the unit above decides; what was decided stays, and a new appeal needs a new sheet."""


def may(verb: AppealVerb, state: AppealState) -> bool:
    """Tell whether something can happen to an appeal in this state."""
    return APPEALS[verb].source is state
