"""A campaign in invented figures over the real units, for pages that must not wait for a register.

`figures` answers in the place of the room's reading of the ledger. Every commune has its own speed, drawn from its
number, so that the same figures come out every time: some complete, most on the way, a few standing still.
"""

import csv
import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from toandan.command.campaign.queries.figures import Reading
from toandan.command.campaign.rules.tree import Figures
from toandan.command.campaign.words import RESIDUAL_KINDS, Measure, OrderRow
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


def figures(span, states, *, entry=None):
    """Answer as the room's own reading of the ledger does: the figures of every commune, and who has reported."""
    units = [u for u in tree().spanning(span.low, span.high) if u.level is UnitLevel.COMMUNE]
    made = [commune(u, (span.as_of - span.since).days + 1, span.since) for u in units]
    done = np.array([m["done"] for m in made], dtype=np.int64)
    target = np.array([[m["target"]] * done.shape[1] for m in made], dtype=np.int64)
    kinds = [*RESIDUAL_KINDS, "collected", "issued", "granted", "activated"]
    parts = {kind: np.array([m.get(kind, 0) for m in made], dtype=np.int64) for kind in kinds}
    parts["done"] = done[:, -1]
    numbers = np.array([u.number for u in units], dtype=np.int64)
    reported = frozenset(u.number for u in units if u.number % 180)
    return Reading(Figures(numbers, target, done, parts), reported, entry or 48_213, None)


def commune(unit, days, since):
    """One commune: target, done at the end of each day (the day before the first included), and where the rest is."""
    dice = random.Random(unit.number)
    pace = random.Random(unit.parent).uniform(0.7, 1.25) * dice.choice([0.25, 0.8, 0.9, 1, 1, 1.1, 1.2, 1.6, 3.2])
    target = max(40, int(people().get(unit.number, dice.randint(4000, 90000)) * 0.7))
    done = [int(target * dice.uniform(0.2, 0.4))]
    for i in range(days):
        sunday = 0.35 if (since + timedelta(days=i)).weekday() == 6 else 1
        done.append(min(target, done[-1] + int(target / 60 * pace * dice.uniform(0.6, 1.4) * sunday)))
    left = target - done[-1]
    held = {kind: int(target * share * dice.uniform(0.5, 1.6)) for kind, share in OBSTACLES.items()}
    if left < sum(held.values()):
        held = {}
    moving = int((left - sum(held.values())) * 0.3)
    return held | {
        "target": target,
        "done": done,
        "in_progress": moving,
        "untouched": left - sum(held.values()) - moving,
        "collected": done[-1] + moving,
        "issued": done[-1],
        "granted": int(done[-1] * 0.61),
        "activated": int(done[-1] * 0.32),
    }
