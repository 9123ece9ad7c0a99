"""Search by number, by name without marks, by year of birth; always inside the scope of the transaction."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel import personal_number
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER, Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.record.people import rules
from toandan.record.people.queries.persons import persons
from toandan.record.people.words import SEARCH_LIMIT, Found, PeoplePermission

_NOTHING_ASKED = _("Write a name, or a number.")
_NUMBER_SHORT = _("Write the whole number, or at least its last 6 digits.")


class UnableToSearch(UnableTo):
    """The search asks for nothing that can be looked up."""


def search(
    *,
    actor: Actor,
    text: str = "",
    birth_year: int | None = None,
    number: str = "",
    within: Sequence[tuple[int, int]] = ((FIRST_NUMBER, LAST_NUMBER),),
    limit: int = SEARCH_LIMIT,
) -> Found:
    """Find people by the words of a name in any order (the last may be a beginning), or by a number or its end.

    `within` narrows to spans of unit numbers from–to. Best first: names that begin as typed, then by name, year, unit.
    Call it inside `reading(actor)`; only units are searched where the actor may read people. Raises UnableToSearch.
    """
    digits = personal_number.clean(number)
    if number and not (digits.isascii() and digits.isdigit() and len(digits) >= personal_number.TAIL_LENGTH):
        raise UnableToSearch(_NUMBER_SHORT, code="number_short")
    words = rules.words(text)
    if not words and not digits:
        raise UnableToSearch(_NOTHING_ASKED, code="nothing_asked")
    readable = _spans(actor.ranges(PeoplePermission.READ), within)
    ids = _find(words, birth_year, digits, readable, limit + 1)
    people = persons([person_id for person_id in ids[:limit] if person_id is not None])
    return Found(people=tuple(people), more=len(ids) > limit or None in ids)


def _spans(granted: Iterable[tuple[int, int]], asked: Sequence[tuple[int, int]]) -> str:
    """Return the unit numbers that are both granted and asked for, as a multirange of the database."""
    both = [(max(low, first), min(high, last)) for low, high in granted for first, last in asked]
    return "{" + ",".join(f"[{low},{high}]" for low, high in both if low <= high) + "}"


def _find(words: list[str], birth_year: int | None, digits: str, spans: str, limit: int) -> list[int | None]:
    """Ask the database's door; a last None says that more was there than was looked through."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM people_search(%s, %s::integer, %s, %s::int4multirange, %s)",
            [words, birth_year, digits, spans, limit],
        )
        return [person_id for (person_id,) in cursor.fetchall()]
