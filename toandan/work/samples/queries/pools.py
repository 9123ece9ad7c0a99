"""What the samples of a period found together, by unit (tổng hợp kiểm tra)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from toandan.work.samples import rules
from toandan.work.samples.models import Sample
from toandan.work.samples.queries.sheets import rows_of
from toandan.work.samples.words import Arm, Half, Pool, Subject


def pools(
    *, low: int, high: int, since: date, until: date, subject: Subject
) -> Mapping[int, Mapping[Arm, Pool]]:  # fmt: skip
    """Return by unit and half what the samples drawn from `since` to `until` found; units without any are left out.

    A sample counts for the unit it is about, or for the one that carries that on where only this lies in the range.
    """
    here = Q(unit_no__range=(low, high)) | Q(kept_no__range=(low, high))
    found = Sample.objects.filter(here, day__range=(since, until), subject=subject.value)
    halves: dict[int, dict[Arm, list[Half]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(found):
        for arm, half in row.halves.items():
            halves[row.unit if low <= row.unit <= high else row.kept][arm].append(half)
    return {unit: {arm: rules.pool(rows) for arm, rows in arms.items()} for unit, arms in halves.items()}
