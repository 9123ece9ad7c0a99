"""What an instance says that can be planned and is most likely a slip (điều đáng ngờ trong bài toán)."""

from collections.abc import Iterator
from datetime import date, timedelta

from toandan.ground.routing.faults import Fault, Wrong
from toandan.ground.routing.records import shown
from toandan.ground.routing.words import Instance


def doubts(instance: Instance, today: date) -> Iterator[Fault]:
    """Yield what whoever wrote the instance should hear of; none of it stops the planner.

    A calendar that is over can be planned to learn from it, and rest days or visits beyond the calendar may come from
    a longer list. But `99` may also have been meant as `9`, on which the kit would then be sent out.
    """
    over = instance.first_day + timedelta(days=instance.days - 1)
    if over < today:
        yield Fault(Wrong.OVER, "instance", {"day": over.isoformat()})
    last = instance.days - 1
    for kit in (kit for pool in instance.pools for kit in pool.kits):
        outside = sorted(day for day in kit.off_days if not 0 <= day <= last)
        if outside:
            days = ", ".join(shown(day) for day in outside[:5]) + (", …" if len(outside) > 5 else "")
            yield Fault(Wrong.REST_OUTSIDE, f"kit {kit.code}", {"days": days, "last": last})
    for home in instance.homes:
        if home.from_day > last:
            yield Fault(Wrong.VISIT_OUTSIDE, f"home {home.code}", {"first": home.from_day, "last": last})
