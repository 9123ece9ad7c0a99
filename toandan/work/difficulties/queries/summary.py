"""The week of a unit: difficulties by kind and unit, and how many people they hold up (tổng hợp tuần)."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.timezone import get_default_timezone, localdate

from toandan.record.units import queries as units
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Difficulty
from toandan.work.difficulties.words import WAITING, Bucket, Kind, Summary, Tally


def summary(unit: int, *, day: date, today: date) -> Summary:
    """Return the week that a day lies in, of what a unit and those below it raised; a week that is not over ends today.

    What is open is counted at the end of the week; what is late, by how it stands now.
    """
    here = units.by_number(unit)
    since, sunday = rules.week(day)
    until = max(since, min(sunday, today))
    mine = Difficulty.objects.filter(unit_no__range=(here.number, here.last))
    start, end = _midnight(since), _midnight(until + timedelta(days=1))
    still = Q(raised_at__lt=end) & (Q(settled_at=None) | Q(settled_at__gte=end))
    rows = mine.values("unit_no", "kind").annotate(**_counts(start, end, still, today))
    spans = [(one.number, one.last) for one in units.children(here.number)]
    summed: dict[tuple[int, Kind], Counter[str]] = {}
    for row in rows.order_by("unit_no", "kind"):
        place = rules.under(row.pop("unit_no"), spans, here.number)
        summed.setdefault((place, Kind(row.pop("kind"))), Counter()).update(row)
    ages = Counter(rules.bucket(localdate(at), until) for at in mine.filter(still).values_list("raised_at", flat=True))
    tallies = (Tally(place, kind, **counts) for (place, kind), counts in summed.items() if any(counts.values()))
    return Summary(here.number, since, until, tuple(tallies), {bucket: ages[bucket] for bucket in Bucket})


def _counts(start: datetime, end: datetime, still: Q, today: date) -> dict[str, Any]:
    answered = Q(answered_at__gte=start, answered_at__lt=end)
    late = Q(due_on__lt=today, state__in=[state.value for state in WAITING])
    return {
        "raised": Count("pk", filter=Q(raised_at__gte=start, raised_at__lt=end)),
        "answered": Count("pk", filter=answered),
        "timely": Count("pk", filter=answered & Q(in_time=True)),
        "open": Count("pk", filter=still),
        "late": Count("pk", filter=still & late),
        "held_up": Sum("people", filter=still, default=0),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())
