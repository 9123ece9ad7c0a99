"""A campaign in invented figures over the real units, for pages that must not wait for a register.

`flows` answers as the ledger does. Every commune has its own speed, drawn from its number, so that the same figures
come out every time: some complete, most on the way, a few standing still.
"""

import csv
import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from toandan.command.campaign.words import Measure, OrderRow
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import Unit, UnitLevel

DATA = Path(__file__).resolve().parents[4] / "toandan" / "record" / "units" / "data"
START, AS_OF, DEADLINE = date(2023, 5, 20), date(2023, 6, 3), date(2023, 6, 30)
OBSTACLES = {
    "absent": 0.03, "birth_date_missing": 0.006, "homebound": 0.004, "whereabouts_unknown": 0.005,
    "suspected_dead": 0.002, "abroad": 0.003, "no_papers": 0.0005,
}  # fmt: skip


@cache
def tree():
    """The real hierarchy, read from the room's own file."""
    with (DATA / "units.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    levels = {level.value: level for level in UnitLevel}
    day = lambda text: date.fromisoformat(text) if text else None  # noqa: E731
    found, above = [], {}
    for r in rows:
        number, level = int(r["number"]), levels[int(r["level"])]
        parent = int(r["parent"]) if r["parent"] else None
        chain = dict(above.get(parent, {})) | {level: number}
        above[number] = chain
        found.append(
            Unit(
                number, int(r["last"]), r["code"], level, r["name_vi"], r["name_en"], r["kind"], r["kind"], parent,
                day(r["valid_from"]), day(r["until"]), r["edition"], chain.get(UnitLevel.PROVINCE),
                chain.get(UnitLevel.DISTRICT),
            )
        )  # fmt: skip
    return Tree(found, [])


@cache
def people():
    with (DATA / "census.csv").open(encoding="utf-8") as file:
        return {int(r["unit"]): int(r["population"]) for r in csv.DictReader(file)}


def order(edition="2023", measure=Measure.CARD):
    """Order 01 over Hà Nội of 2023, or the same over the two-tier city of 2025."""
    shift = timedelta(days=0) if edition == "2023" else timedelta(days=366 * 2 + 60)
    scope = next(u for u in tree().coded("01") if u.edition == edition)
    return OrderRow(
        1, "ML01", "Mệnh lệnh 01: cấp CCCD gắn chíp cho toàn dân", "Order 01: a chip card for everyone", measure,
        Measure.EID_ACTIVATED, START + shift, DEADLINE + shift, scope.number, "Giám đốc Công an thành phố",
        "01/ML-CAHN", datetime(2023, 5, 19, 8, tzinfo=UTC),
    )  # fmt: skip


def flows(*, since, as_of, counters, low, high, entry=None, after=None):
    """Answer as `ledger.queries.flows`: opening balance and net change per day of every counter in every commune."""
    found = {}
    for unit in tree().spanning(low, high):
        if unit.level is not UnitLevel.COMMUNE:
            continue
        dice = random.Random(unit.number)
        pace = random.Random(unit.parent).uniform(0.7, 1.25) * dice.choice([0.25, 0.8, 0.9, 1, 1, 1.1, 1.2, 1.6, 3.2])
        target = max(40, int(people().get(unit.number, dice.randint(4000, 90000)) * 0.7))
        parts = {kind: int(target * share * dice.uniform(0.5, 1.6)) for kind, share in OBSTACLES.items()}
        done = int(target * dice.uniform(0.2, 0.4))
        days, running = [], done
        for i in range((as_of - since).days + 1):
            day = since + timedelta(days=i)
            gain = int(target / 60 * pace * dice.uniform(0.6, 1.4) * (0.35 if day.weekday() == 6 else 1))
            gain = min(gain, target - running)
            days.append((day, gain))
            running += gain
        left = target - running
        if left < sum(parts.values()):
            parts = {kind: 0 for kind in parts}
        moving = int((left - sum(parts.values())) * 0.3)
        rest = left - moving - sum(parts.values())
        ending = {**parts, "in_progress": moving, "untouched": rest}
        opening = dict.fromkeys(counters, 0)
        opening |= {"done": done, "collected": int(running * 0.98) + moving, "issued": done}
        opening |= {"granted": int(running * 0.61), "activated": int(running * 0.32)}
        moved = {"done": days, "issued": days}
        # What is done on a day was untouched the day before, so that the target stays as it is.
        opening |= ending | {"untouched": ending["untouched"] + sum(n for _, n in days)}
        moved["untouched"] = [(d, -n) for d, n in days]
        found[unit.number] = SimpleNamespace(opening=opening, days=moved)
    return found


def changes(*, since, as_of, states, low, high):
    return [
        SimpleNamespace(verb="moved_in", gained=True, other="elsewhere", people=812),
        SimpleNamespace(verb="moved_out", gained=False, other="elsewhere", people=655),
        SimpleNamespace(verb="came_of_age", gained=True, other="here", people=244),
        SimpleNamespace(verb="died", gained=False, other="world", people=131),
    ]
