"""How many half-days of sessions units had and are going to have, as it was known at the end of a day (số buổi)."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from toandan.work.sessions.models import Event, Session
from toandan.work.sessions.words import HALVES, HalfDaysRow, Kind, SessionVerb, Shift, State


def half_days(
    *, low: int, high: int, since: date, until: date, as_of: date, kinds: Collection[Kind] = tuple(Kind)
) -> list[HalfDaysRow]:
    """Return the half-days of sessions of the units `low` to `high` on these days, by unit, day and plan.

    Of days after `as_of` only what had been announced by its end counts, and what was cancelled later counts still:
    whoever asks again gets the same. A session that was moved since stands where it stands now.
    """
    known = datetime.combine(as_of + timedelta(days=1), time(), tzinfo=get_current_timezone())
    found = Session.objects.filter(unit_no__range=(low, high), day__range=(since, until))
    found = found.filter(kind__in=[kind.value for kind in kinds])
    rows = list(found.values_list("code", "unit_no", "day", "shift", "plan", "state"))
    coming = [row[0] for row in rows if row[2] > as_of]
    told = Event.objects.filter(subject__in=coming, recorded_at__lt=known)
    told = told.filter(verb__in=[SessionVerb.ANNOUNCED.value, SessionVerb.CANCELLED.value])
    verbs = Counter(told.values_list("subject", "verb"))
    counted: Counter[tuple[int, date, str]] = Counter()
    for code, unit, day, shift, plan, state in rows:
        if day > as_of:
            stands = verbs[code, SessionVerb.ANNOUNCED.value] and not verbs[code, SessionVerb.CANCELLED.value]
        else:
            stands = state != State.CANCELLED.value
        if stands:
            counted[unit, day, plan] += len(HALVES[Shift(shift)])
    return [HalfDaysRow(unit, day, plan, count) for (unit, day, plan), count in sorted(counted.items())]
