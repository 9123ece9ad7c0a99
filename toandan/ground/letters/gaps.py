"""Numbers that should have come and have not (số công văn còn thiếu)."""

from collections.abc import Iterable


def missing(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of numbers, first and last, that lie between 1 and the highest one given and are not among them.

    What comes after the highest cannot be known to be missing.
    """
    gaps, expected = [], 1
    for number in sorted(set(numbers)):
        if number > expected:
            gaps.append((expected, number - 1))
        expected = max(expected, number + 1)
    return gaps
