"""The life of a case: a table a clerk could read (vòng đời hồ sơ xác minh)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.verification.words import CaseState, CaseVerb, VerificationPermission


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), and who may go it."""

    sources: frozenset[CaseState]
    target: CaseState | None
    permission: VerificationPermission


_OPEN, _ASKED, _ANSWERED, _DECIDED = CaseState
_UNDECIDED = frozenset({_OPEN, _ASKED, _ANSWERED})

LIFE: Mapping[CaseVerb, Way] = MappingProxyType(
    {
        CaseVerb.OPENED: Way(frozenset(), _OPEN, VerificationPermission.OPEN),
        CaseVerb.ASKED: Way(frozenset({_OPEN, _ANSWERED}), _ASKED, VerificationPermission.OPEN),
        CaseVerb.ANSWERED: Way(frozenset({_ASKED}), _ANSWERED, VerificationPermission.ANSWER),
        CaseVerb.STEP: Way(_UNDECIDED, None, VerificationPermission.OPEN),
        CaseVerb.RULED_OUT: Way(_UNDECIDED, None, VerificationPermission.OPEN),
        CaseVerb.DECIDED: Way(_UNDECIDED, _DECIDED, VerificationPermission.DECIDE),
        CaseVerb.REOPENED: Way(frozenset({_DECIDED}), _OPEN, VerificationPermission.DECIDE),
    }
)
"""Every verb gives its reason; what it rests on is asked for by the operations."""


def may(verb: CaseVerb, state: CaseState) -> bool:
    """Tell whether something can happen to a case in this state."""
    return state in LIFE[verb].sources


def after(verb: CaseVerb, state: CaseState) -> CaseState:
    """Return the state a verb leads to."""
    return LIFE[verb].target or state
