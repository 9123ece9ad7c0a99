"""The life of a directive and the standing of each addressee: tables a clerk could read (vòng đời công văn)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.directives.words import DirectivesPermission, DirectiveState, DirectiveVerb


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), who may go it, whether it asks for a reason."""

    sources: frozenset[DirectiveState]
    target: DirectiveState | None
    permission: DirectivesPermission
    reason: bool = False


_S, _V, _P = DirectiveState, DirectiveVerb, DirectivesPermission

LIFE: Mapping[DirectiveVerb, Way] = MappingProxyType(
    {
        _V.DRAWN_UP: Way(frozenset(), _S.DRAFTED, _P.DRAFT),
        _V.CHANGED: Way(frozenset({_S.DRAFTED}), None, _P.DRAFT),
        _V.PROPOSED: Way(frozenset({_S.DRAFTED}), _S.PROPOSED, _P.DRAFT),
        _V.SENT_BACK: Way(frozenset({_S.PROPOSED}), _S.DRAFTED, _P.ISSUE, reason=True),
        _V.ISSUED: Way(frozenset({_S.DRAFTED, _S.PROPOSED}), _S.ISSUED, _P.ISSUE),
        _V.CLOSED: Way(frozenset({_S.ISSUED}), _S.CLOSED, _P.ISSUE, reason=True),
        _V.WITHDRAWN: Way(frozenset({_S.DRAFTED, _S.PROPOSED, _S.ISSUED}), _S.WITHDRAWN, _P.DRAFT, reason=True),
    }
)
"""The paper. Only its own drafter may issue a draft; what was drafted for somebody else is proposed first. An issued
paper is withdrawn by its issuer."""

STANDING: Mapping[DirectiveVerb, Way] = MappingProxyType(
    {
        _V.ISSUED: Way(frozenset({_S.DRAFTED}), _S.ISSUED, _P.ISSUE),
        _V.ACKNOWLEDGED: Way(frozenset({_S.ISSUED}), _S.ACKNOWLEDGED, _P.ANSWER),
        _V.ANSWERED: Way(frozenset({_S.ACKNOWLEDGED}), _S.REPORTED, _P.ANSWER),
        _V.RETURNED: Way(frozenset({_S.REPORTED}), _S.ACKNOWLEDGED, _P.ISSUE, reason=True),
        _V.CLOSED: Way(frozenset({_S.ISSUED, _S.ACKNOWLEDGED, _S.REPORTED}), _S.CLOSED, _P.ISSUE, reason=True),
        _V.WITHDRAWN: Way(frozenset({_S.ISSUED, _S.ACKNOWLEDGED, _S.REPORTED}), _S.WITHDRAWN, _P.ISSUE, reason=True),
    }
)
"""Each addressee. An answer leads to "reported" once it is the last one; until then nothing but the answer is added."""

_DONE = frozenset({_S.REPORTED, _S.CLOSED, _S.WITHDRAWN})


def may(verb: DirectiveVerb, state: DirectiveState, *, of: Mapping[DirectiveVerb, Way] = LIFE) -> bool:
    """Tell whether something can happen in this state."""
    return verb in of and state in of[verb].sources


def moves(of: Mapping[DirectiveVerb, Way]) -> set[tuple[DirectiveState, DirectiveState]]:
    """Return every pair of states a verb leads from and to; the database lets through these and no others."""
    return {(source, way.target) for way in of.values() if way.target for source in way.sources}


def shown(state: DirectiveState, addressees: Iterable[DirectiveState]) -> DirectiveState:
    """Return the state of the whole: an issued directive is as far as the last of its addressees."""
    held = set(addressees)
    if state is not _S.ISSUED or not held:
        return state
    if held <= _DONE:
        return _S.REPORTED
    return _S.ACKNOWLEDGED if held <= _DONE | {_S.ACKNOWLEDGED} else state
