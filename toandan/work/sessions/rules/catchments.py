"""Dividing whom no address assigns among the places of their unit (chia phần còn lại)."""

from collections.abc import Sequence

from toandan.work.sessions.words import PlaceKind, PlaceRow


def divided(people: int, places: Sequence[PlaceRow]) -> tuple[dict[str, int], int]:
    """Return how many of them each place gets by its share, in whole people, and how many no place gets.

    The unit's first office gets what the shares of the others leave, whatever its own share.
    """
    offices = [row for row in places if row.kind is PlaceKind.OFFICE]
    others = [row for row in places if row not in offices[:1]]
    found: dict[str, int] = {}
    begun, done = 0.0, 0
    for row in others:
        begun = min(begun + row.share, 1.0)
        # Rounding the sum and not the parts, so that the parts never come to more than the whole.
        until = round(begun * people)
        found[row.code], done = until - done, until
    if offices:
        found[offices[0].code] = people - done
        return found, 0
    return found, people - done
