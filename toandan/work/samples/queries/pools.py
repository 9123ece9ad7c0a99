"""What the samples of a period found together, by unit (tổng hợp kiểm tra)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from toandan.work.samples import rules
from toandan.work.samples.models import Sample
from toandan.work.samples.queries.sheets import rows_of
from toandan.work.samples.words import Arm, Half, Pool, Subject


def pools(
    *, low: int, high: int, since: date, until: date, subject: Subject
) -> Mapping[int, Mapping[Arm, Pool]]:  # fmt: skip
    """Return by unit and half what the samples drawn from `since` to `until` found; units without any are left out."""
    found = Sample.objects.filter(unit_no__range=(low, high), day__range=(since, until), subject=subject.value)
    halves: dict[int, dict[Arm, list[Half]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(found):
        for arm, half in row.halves.items():
            halves[row.unit][arm].append(half)
    return {unit: {arm: rules.pool(rows) for arm, rows in arms.items()} for unit, arms in halves.items()}
