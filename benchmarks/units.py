"""How quickly units answer in an invented country of 100,000: each figure is printed beside its limit.

Run with `.venv/bin/python benchmarks/units.py`. It makes a database of its own in the cluster and drops it.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
SCRATCH = f"bench_units_{os.getpid()}"
DAY = date(2023, 6, 3)
PROVINCES, DISTRICTS, COMMUNES = 100, 10, 99
"""100 × (1 + 10 × (1 + 99)) = 100,100 units under one country."""
SYLLABLES = (  # noqa: SIM905 - a sentence reads better than fifty strings.
    "An Ba Bình Cao Châu Đa Đình Đông Giang Hà Hải Hòa Hưng Khánh Kim Lâm Long Lộc Mai Minh Mỹ Nam Nghĩa Ngọc Nhơn "
    "Ninh Phú Phúc Phước Quang Quảng Sơn Tân Tây Thanh Thạnh Thành Thắng Thịnh Thọ Thuận Tiên Trà Trung Vân Vĩnh Xá "
    "Xuân Yên"
).split()


def invented(chance: random.Random) -> Iterator[tuple[object, ...]]:
    """Yield rows of the units table: a country with provinces, districts and communes of invented names."""
    from toandan.record.units.rules.numbering import preorder
    from toandan.record.units.rules.spelling import key

    top = [f"{p:03}" for p in range(PROVINCES)]
    children = {p: [f"{p}{d:02}" for d in range(DISTRICTS)] for p in top}
    children |= {d: [f"{d}{c:02}" for c in range(COMMUNES)] for p in top for d in children[p]}
    kinds = {3: "tỉnh", 5: "huyện", 7: "xã"}
    given = preorder(children=children, top=top, start=100)
    yield 1, 2_000_000_000, "XX", 0, "Country", "Country", "quốc gia", None, None, None, "", None, None, "country"
    for code, (number, last) in sorted(given.items(), key=lambda item: item[1]):
        own, kind = " ".join(chance.sample(SYLLABLES, 2)), kinds[len(code)]
        parent = given[code[:-2]][0] if len(code) > 3 else 1
        district = given[code[:5]][0] if len(code) > 3 else None
        name, level = f"{kind.capitalize()} {own}", (len(code) - 1) // 2
        yield (
            number, last, code, level, name, own, kind, parent,
            None, None, "a", given[code[:3]][0], district, key(name),
        )  # fmt: skip


def timed(label: str, limit_ms: float, tasks: list[Callable[[], object]]) -> bool:
    """Time each task once, print median and p95 in milliseconds beside the limit, and tell whether it was kept."""
    taken = []
    for task in tasks:
        start = time.perf_counter()
        task()
        taken.append(1000 * (time.perf_counter() - start))
    p95 = statistics.quantiles(taken, n=20)[18] if len(taken) > 1 else taken[0]
    return told(label, statistics.median(taken), p95, limit_ms)


def told(label: str, median: float, p95: float, limit_ms: float) -> bool:
    """Print one line of the result."""
    kept = p95 <= limit_ms
    print(f"{label:<44} {median:>10.3f} {p95:>10.3f} {limit_ms:>10.0f}   {'ok' if kept else 'TOO SLOW'}")
    return kept


def measure() -> bool:
    """Load the invented country, read it as the program does, and time what pages ask."""
    from django.db import connections

    from toandan.record.units import queries
    from toandan.record.units.operations import load, load_rows

    chance = random.Random(1)
    print(f"{'':<44} {'median ms':>10} {'p95 ms':>10} {'limit ms':>10}")
    results = [timed("load the real lists (14,763 units)", 3000, [load])]
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE units_unit, units_link, units_census, units_agegroup, units_seat")
    rows = list(invented(chance))
    results.append(timed(f"load {len(rows):,} units", 15_000, [lambda: load_rows(rows={"unit": rows}, digest="bench")]))
    results.append(timed("first reader: read all into memory", 3000, [queries.root]))
    results.append(timed("first search: make the index", 6000, [queries.warm]))
    picked = chance.sample(rows[1:], 2000)
    numbers = [int(str(row[0])) for row in picked]
    codes = [str(row[2]) for row in picked]
    page = [chance.sample(numbers, 600) for _ in range(200)]
    names = [str(row[4]) for row in picked[:400]]
    parts = [f"{row[4]} {queries.ancestors(int(str(row[0])))[-1].name_vi}".lower() for row in picked[:400]]
    typed = [name[: chance.randint(2, len(name))].lower() for name in names]
    find = queries.find
    results += [
        timed("unit by code on a day", 1, [lambda c=c: queries.by_code(c, as_of=DAY) for c in codes]),
        timed("600 units by number (a board)", 5, [lambda n=n: queries.by_numbers(n) for n in page]),
        timed("what lies above a unit", 1, [lambda n=n: queries.ancestors(n) for n in numbers]),
        timed("what lies directly below", 5, [lambda n=n: queries.children(n) for n in numbers]),
        timed("find: the whole name", 50, [lambda t=t: find(t, as_of=DAY) for t in names]),
        timed("find: name and the name above", 50, [lambda t=t: find(t, as_of=DAY) for t in parts]),
        timed("find: the beginning of a name", 50, [lambda t=t: find(t, as_of=DAY) for t in typed]),
        timed("find: two letters", 50, [lambda t=t: find(t, as_of=DAY) for t in ("an", "xa", "th", "ph", "hu") * 8]),
        timed("find: a code", 50, [lambda t=t: find(t, as_of=DAY) for t in codes[:400]]),
    ]
    return all(results)


def main() -> int:
    """Make the scratch database, measure, drop it; return 1 when a limit was not kept."""
    from toandan.house.database import embedded, logins, prepare

    if not logins.uses_server():
        embedded.ensure_running(print)
    import django

    django.setup()
    from django.db import connections

    home = connections["owner"].settings_dict["NAME"]

    def point_at(name: str) -> None:
        for alias in ("default", "owner"):
            connections[alias].close()
            if alias == "default":
                connections[alias].close_pool()
            connections[alias].settings_dict["NAME"] = name

    with logins.connect_owner(dbname=home, autocommit=True) as cluster:
        cluster.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            point_at(SCRATCH)
            prepare.migrate()
            kept = measure()
        finally:
            connections["default"].close_pool()
            point_at(home)
            cluster.execute(f"DROP DATABASE {SCRATCH}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
