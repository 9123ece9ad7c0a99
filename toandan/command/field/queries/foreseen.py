"""What the campaign's own forecast says of the days of a plan (dải dự báo của chiến dịch)."""

from datetime import timedelta

from toandan.command.campaign import queries as campaign
from toandan.command.field.queries.versions import last_day
from toandan.command.field.words import Foreseen, VersionRow


def foreseen(row: VersionRow) -> Foreseen | None:
    """Return how many people the campaign is foreseen to serve in the plan's unit from its first day on, or None.

    Taken is the last forecast drawn before the first day, of the order that is then in force and ends last. It counts
    everybody who is served, at counters too, from what is foreseen for the evening before.
    """
    head = row.head
    evening = head.first_day - timedelta(days=1)
    for order in campaign.orders():
        if not order.starts_on <= last_day(head) or order.deadline < head.first_day:
            continue
        outlook = campaign.last_outlook(order=order, unit=head.unit, until=evening)
        if outlook is None:
            continue
        by_day = {one.day: one for one in outlook.days}
        before = by_day.get(evening)
        start = before.p50 if before else float(outlook.done)
        days = [by_day.get(head.first_day + timedelta(days=n)) for n in range(head.days)]
        bands = [(max(0.0, one.p10 - start), max(0.0, one.p50 - start), max(0.0, one.p90 - start))
                 for one in days if one is not None]  # fmt: skip
        if bands and (before or outlook.as_of == evening):
            return Foreseen(order.code, outlook.as_of, tuple(bands))
    return None
