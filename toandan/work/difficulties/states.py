"""The life of a difficulty: a table a clerk could read (vòng đời vướng mắc)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.difficulties.words import WAITING, DifficultiesPermission, DifficultyState, DifficultyVerb


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), who may go it, whether it asks for a reason."""

    sources: frozenset[DifficultyState]
    target: DifficultyState | None
    permission: DifficultiesPermission
    reason: bool = False


_S, _V, _P = DifficultyState, DifficultyVerb, DifficultiesPermission

LIFE: Mapping[DifficultyVerb, Way] = MappingProxyType(
    {
        _V.RAISED: Way(frozenset(), _S.RAISED, _P.RAISE),
        _V.ASSIGNED: Way(WAITING, _S.ASSIGNED, _P.ASSIGN),
        _V.ANSWERED: Way(WAITING, _S.ANSWERED, _P.ANSWER, reason=True),
        _V.ACCEPTED: Way(frozenset({_S.ANSWERED}), _S.ACCEPTED, _P.RAISE),
        _V.REOPENED: Way(frozenset({_S.ANSWERED}), _S.REOPENED, _P.RAISE, reason=True),
        _V.WITHDRAWN: Way(WAITING, _S.WITHDRAWN, _P.RAISE, reason=True),
        _V.ESCALATED: Way(WAITING, _S.RAISED, _P.ASSIGN),
        _V.PUBLISHED: Way(frozenset({_S.ACCEPTED}), _S.PUBLISHED, _P.PUBLISH),
        _V.ATTACHED: Way(WAITING | {_S.ANSWERED}, None, _P.RAISE),
    }
)
"""Who raised it accepts, reopens and withdraws; the level it was taken to assigns; whom it was put to answers."""


def may(verb: DifficultyVerb, state: DifficultyState) -> bool:
    """Tell whether something can happen in this state."""
    return state in LIFE[verb].sources


def moves() -> set[tuple[DifficultyState, DifficultyState]]:
    """Return every pair of states a verb leads from and to; the database lets through these and no others."""
    return {(source, way.target) for way in LIFE.values() if way.target for source in way.sources}
