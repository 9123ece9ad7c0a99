"""The life of a question: a table a clerk could read (vòng đời câu hỏi)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.questions.words import OPEN, QuestionState, QuestionVerb


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), and whether it asks for a reason."""

    sources: frozenset[QuestionState]
    target: QuestionState | None
    reason: bool = False


_S, _V = QuestionState, QuestionVerb

LIFE: Mapping[QuestionVerb, Way] = MappingProxyType(
    {
        _V.ASKED: Way(frozenset(), _S.WAITING),
        _V.FORWARDED: Way(frozenset({_S.WAITING}), None, reason=True),
        _V.HELD: Way(frozenset({_S.WAITING}), _S.HELD, reason=True),
        _V.RELEASED: Way(frozenset({_S.HELD}), _S.WAITING),
        _V.DISCARDED: Way(frozenset({_S.HELD}), _S.DISCARDED, reason=True),
        _V.ANSWERED: Way(frozenset({_S.WAITING}), _S.ANSWERED),
        _V.HANDED_ON: Way(frozenset({_S.WAITING}), None),
        _V.ESCALATED: Way(OPEN, None),
    }
)
"""Whom it is with does all of this; the house alone takes it one level up."""


def may(verb: QuestionVerb, state: QuestionState) -> bool:
    """Tell whether something can happen in this state."""
    return state in LIFE[verb].sources


def moves() -> set[tuple[QuestionState, QuestionState]]:
    """Return every pair of states a verb leads from and to; the database lets through these and no others."""
    return {(source, way.target) for way in LIFE.values() if way.target for source in way.sources}
