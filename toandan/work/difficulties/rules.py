"""Pure decisions about difficulties: how alike two texts are, how old one is, how its clock stands (quy tắc)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import log

from toandan.ground.kernel.days import working_days
from toandan.ground.kernel.names import key
from toandan.work.difficulties.words import Bucket, Clock, Kind

ALIKE = 0.25
"""From which likeness on a text is shown as similar."""
KIND_WEIGHT = 0.1
"""What the same kind adds: of two texts that share as much, the one about the same thing comes first."""
_SYLLABLE = re.compile(r"[a-z0-9]+")
_LAST_DAYS = ((2, Bucket.FRESH), (7, Bucket.WEEK), (14, Bucket.FORTNIGHT))


def folded(*texts: str) -> str:
    """Return texts as they are searched: lower case, without marks, a space before and behind every syllable."""
    return f" {' '.join(_SYLLABLE.findall(key(' '.join(texts))))} "


def tokens(text: str) -> frozenset[str]:
    """Return the syllables of a folded text and its neighbouring pairs, which is what Vietnamese words mostly are."""
    said = text.split()
    return frozenset(said) | {f"{one} {two}" for one, two in pairwise(said)}


def alike(asked: str, kind: Kind | None, others: Sequence[tuple[str, Kind]], *, limit: int) -> list[tuple[float, int]]:
    """Return how alike folded texts are to the one asked, as (likeness, position), the likest first.

    Each word counts by how rare it is among these texts, so that "công dân" in all of them makes none similar.
    """
    wanted = tokens(asked)
    said = [tokens(text) for text, _kind in others]
    often = Counter(token for one in said for token in one)
    weight = {token: log(1 + (1 + len(said)) / (1 + often[token])) for token in wanted}
    whole = sum(weight.values())
    if not whole:
        return []
    found = []
    for position, (one, (_text, its_kind)) in enumerate(zip(said, others, strict=True)):
        shared = sum(weight[token] for token in wanted & one) / whole
        likeness = min(1.0, shared + (KIND_WEIGHT if shared and its_kind is kind else 0.0))
        if likeness >= ALIKE:
            found.append((likeness, position))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:limit]


def bucket(raised_on: date, today: date) -> Bucket:
    """Return for how many days something has been open; the day it was raised is day 0."""
    days = (today - raised_on).days
    return next((bucket for last, bucket in _LAST_DAYS if days <= last), Bucket.OLD)


def clock(due_on: date, today: date) -> Clock:
    """Return how the clock stands: at risk from the last working day before the day it is due, breached after it."""
    if today > due_on:
        return Clock.BREACHED
    return Clock.AT_RISK if working_days(today, due_on) <= 2 else Clock.ON_TRACK


def week(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week a day lies in."""
    monday = date.fromordinal(day.toordinal() - day.weekday())
    return monday, date.fromordinal(monday.toordinal() + 6)


def under(number: int, spans: Iterable[tuple[int, int]], otherwise: int) -> int:
    """Return the first number of the span that holds a unit, `otherwise` when none does."""
    return next((low for low, high in spans if low <= number <= high), otherwise)
