"""What an export may be narrowed to (chọn danh sách xuất)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, matching
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units


class UnableToChoose(UnableTo):
    """The list asked for names a word or unit that does not exist."""


Word = TypeVar("Word", bound=StrEnum)
_WORD_UNKNOWN = _("“%(word)s” is not one of: %(words)s.")


def chosen_states(
    *,
    residence: Sequence[str] | None = None,
    card: Sequence[str] | None = None,
    eid: Sequence[str] | None = None,
    obstacle: Sequence[str] | None = None,
) -> frozenset[int] | None:
    """Return the states that fit the words given, or None when nothing narrows the list."""
    if not any((residence, card, eid, obstacle)):
        return None
    return matching(
        residence=_words(Residence, residence),
        card=_words(Card, card),
        eid=_words(EId, eid),
        obstacle=_words(Obstacle, obstacle),
    )


def unit_of_code(*, actor: Actor, code: str, as_of: date | None = None) -> int:
    """Return the number of the unit meant by a code: on that day, or the newest that bore it and has people.

    A code outlives reforms, and a register may still stand on the units of an earlier year.
    """
    if as_of is not None:
        return units.by_code(code, as_of=as_of).number
    bearing = units.bearing(code)
    if not bearing:
        raise units.UnitUnknown(code)
    with reading(actor):
        for unit in reversed(bearing):
            if ledger.line_list(low=unit.number, high=unit.last, states=None, after=None, limit=1):
                return unit.number
    return bearing[-1].number


def _words(kind: type[Word], given: Sequence[str] | None) -> frozenset[Word]:
    """Turn words as typed into words of a kind; none given means all of them."""
    known = {word.value: word for word in kind}
    for word in given or ():
        if word not in known:
            values = {"word": word, "words": ", ".join(known)}
            raise UnableToChoose(_WORD_UNKNOWN, code="rolls.word_unknown", values=values)
    return frozenset(known[word] for word in given) if given else frozenset(kind)
