"""What follows from a birth date for the card: from when it is due, until when it is good (độ tuổi cấp, đổi thẻ)."""

from datetime import date

from toandan.ground.kernel.partial_date import PartialDate, age, birthday

AGE_DUE = 14
"""From this birthday on a citizen must hold a card."""

REPLACEMENT_AGES = (25, 40, 60)
"""At these birthdays a card ends."""

GRACE_YEARS = 2
"""A card issued within this many years before such a birthday is good until the next one."""


def is_due(birth: PartialDate, day: date) -> bool:
    """Tell whether the person must hold a card on `day`.

    Where day or month are not known the law takes the first one possible, and where nothing is known the
    person stays in the count: a gap in the papers never makes a duty smaller.
    """
    bounds = birth.age_bounds(day)
    return bounds is None or bounds[1] >= AGE_DUE


def due_from(birth: PartialDate) -> date | None:
    """Return the first day on which the person must hold a card; None when the year of birth is not known."""
    return birthday(birth.earliest, AGE_DUE) if birth.earliest else None


def expires_on(*, born: date, issued_on: date) -> date | None:
    """Return the day a card ends, the birthday at the next replacement age; None when it has no end.

    Raises ValueError when the card was issued before the birth.
    """
    if age(born, issued_on) < 0:
        raise ValueError("a card cannot be issued before its holder is born")
    for threshold in REPLACEMENT_AGES:
        if issued_on < birthday(born, threshold - GRACE_YEARS):
            return birthday(born, threshold)
    return None
