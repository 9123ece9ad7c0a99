"""What came of a plan so far: people served at sessions and homes visited, day by day (kết quả thực hiện)."""

from datetime import date, timedelta

from toandan.command.field.queries.inputs import planned
from toandan.command.field.queries.versions import last_day, version
from toandan.command.field.words import VersionRow
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Kind, Outcome, SessionRow, State


def actual(row: VersionRow, *, today: date) -> list[float]:
    """Return running totals at the ends of the plan's days that have begun: people served, and weights of homes done.

    What the crew counted stands until the session is reconciled, then what the ledger holds under its code now, with
    what was written down since. Sessions of activation,
    and those announced beside every plan, with kits that no plan had then, are no part of what a plan is bound by.
    """
    head = row.head
    until = min(today, last_day(head))
    days = (until - head.first_day).days + 1
    if days < 1:
        return []
    by_day = [0.0] * days
    rows = [one for one in sessions.listed([head.unit], head.first_day, days) if _counts(one)]
    settled = sessions.counts([one for one in rows if one.state is State.RECONCILED])
    for one in rows:
        told = settled[one.code].posted if one.code in settled else one.served
        by_day[(one.day - head.first_day).days] += told or 0
    weights = _weights(row)
    for code, visits in sessions.visits(sorted(weights)).items():
        for visit in visits:
            number = (visit.day - head.first_day).days
            if visit.outcome is Outcome.DONE and 0 <= number < days:
                by_day[number] += weights[code]
    return [round(sum(by_day[: number + 1]), 1) for number in range(days)]


def _weights(row: VersionRow) -> dict[str, float]:
    """Return the urgency of the homes of a plan, and of those it replaced: who was visited is in no later plan."""
    found = {home["code"]: float(home["weight"]) for home in row.instance["homes"]}
    while row.head.base:
        row = version(row.head.base)
        found = {home["code"]: float(home["weight"]) for home in row.instance["homes"]} | found
    return found


def _counts(one: SessionRow) -> bool:
    held = one.state in {State.CLOSED, State.RECONCILED, State.OPEN}
    return held and one.kind is Kind.ENROLMENT and planned(one.plan)


def day_of(row: VersionRow, number: int) -> date:
    """Return a day of the plan's calendar."""
    return row.head.first_day + timedelta(days=number)
