"""Reads an instance from JSON; what is wrong is said with the name of the item (đọc bài toán từ tệp)."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from toandan.ground.routing.faults import Fault, Unreadable, Wrong
from toandan.ground.routing.fields import MOST_POINTS
from toandan.ground.routing.records import Opening, Records, TooManyFaults, called, opening, shown
from toandan.ground.routing.words import (
    BASE,
    HalfDays,
    Home,
    Instance,
    Kit,
    Leg,
    Params,
    Place,
    Point,
    Pool,
    Shift,
    Table,
)

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""No calendar lies outside; at the ends of what a date can be, the last day of one could not be written."""

_ALIKE = {"place": "point", "home": "point"}
"""Kinds whose codes must differ from each other's too: a leg joins either."""


def read(text: str | bytes) -> Instance:
    """Return the instance. Raises Unreadable with every fault found, the first twenty at most."""
    try:
        found = json.loads(text, object_pairs_hook=opening)
    except json.JSONDecodeError as error:
        where: dict[str, object] = {"line": error.lineno, "column": error.colno}
        raise Unreadable([Fault(Wrong.NO_JSON, "instance", where)]) from None
    except (ValueError, RecursionError):
        # No text at all, brackets without end, or a number of more digits than anybody means.
        raise Unreadable([Fault(Wrong.NO_JSON, "instance", {"line": 1, "column": 1})]) from None
    except MemoryError:
        raise Unreadable([Fault(Wrong.TOO_LARGE, "instance")]) from None
    reader = _Reader()
    try:
        instance = reader.instance(found)
    except TooManyFaults:
        instance = None
    if instance is None or reader.faults:
        raise Unreadable(reader.faults)
    return instance


class _Reader(Records):
    """Knows how the records of an instance hang together."""

    def __init__(self) -> None:
        super().__init__()
        self.days = 0
        self.units: dict[str, frozenset[str] | None] = {}
        self.seen: set[tuple[str, str]] = set()
        self.points: set[tuple[str, str]] = set()

    def instance(self, found: object) -> Instance | None:
        """Return the instance, or None when it is no record at all or its own fields have faults."""
        days = found.get("days") if isinstance(found, dict) else None
        if type(days) is int and days < 1:
            self.fault(Wrong.PAST, "instance", days=shown(days))
            return None
        top = self.read("instance", found, "instance")
        if top is None:
            return None
        self.days = top["days"]
        if not FIRST_DAY <= top["first_day"] <= LAST_DAY:
            ends = {"least": FIRST_DAY.isoformat(), "most": LAST_DAY.isoformat()}
            self.fault(Wrong.RANGE, "instance", field="first_day", found=top["first_day"].isoformat(), **ends)
        pools = [self._pool(one, n) for n, one in enumerate(top["pools"])]
        for pool in filter(None, pools):
            for code in {*(pool.lends or ())} - self.units.keys():
                self.fault(Wrong.UNKNOWN_POOL, f"pool {pool.code}", pool=code)
        places = [self._place(one, n) for n, one in enumerate(top["places"])]
        homes = [self._home(one, n) for n, one in enumerate(top["homes"])]
        for records in (places, homes):
            self._count(one.pool for one in records if one)
        self.points = {(one.pool, one.code) for one in (*places, *homes) if one} | {(p, BASE) for p in self.units}
        legs = [self._leg(one, n) for n, one in enumerate(top["legs"])]
        tables = [self._table(one, n) for n, one in enumerate(top["tables"])]
        params = self.read("params", {} if top["params"] is None else top["params"], "params")
        if not any(pool.kits for pool in pools if pool) and not self.faults:
            self.fault(Wrong.NO_KITS, "instance")
        if not places and not homes:
            self.fault(Wrong.NOTHING, "instance")
        if self.faults or params is None:
            return None
        whole = (tuple(filter(None, pools)), tuple(filter(None, places)), tuple(filter(None, homes)))
        known = (tuple(filter(None, legs)), tuple(filter(None, tables)))
        return Instance(self.days, top["first_day"], *whole, Params(**params), *known)

    def _count(self, pools: Iterable[str]) -> None:
        """No pool has more homes, or places, than one machine can hold the ways between."""
        for pool, count in Counter(pools).items():
            if count > MOST_POINTS:
                self.fault(Wrong.TOO_MANY, f"pool {pool}", count=count, most=MOST_POINTS)

    def _named(self, kind: str, found: object, number: int) -> tuple[dict[str, Any] | None, str]:
        """Read a record that has a code, which nothing else of its kind may have; return it and its name."""
        item = called(kind, found, number)
        values = self.read(kind, found, item)
        code = found.get("code") if isinstance(found, dict) else None
        if isinstance(code, str):
            # What is not told apart from another is not looked into further.
            values = values if self._once(_ALIKE.get(kind, kind), code, item) else None
        return values, item

    def _once(self, kind: str, code: str, item: str) -> bool:
        """Nothing of one kind is called as another is; of points, nothing as the base."""
        twice = (kind, code) in self.seen or (kind == "point" and code == BASE)
        if twice:
            self.fault(Wrong.TWICE, item)
        self.seen.add((kind, code))
        return not twice

    def _pool(self, found: object, number: int) -> Pool | None:
        values, item = self._named("pool", found, number)
        if isinstance(found, dict) and isinstance(code := found.get("code"), str):
            # What else is wrong with a pool is no reason to say of all its places that there is none.
            self.units[code] = self.units.get(code) if values is None else frozenset(values["units"])
        if values is None:
            return None
        for unit in values["units"]:
            self._once("unit", unit, f"unit {unit}")
        kits = []
        for place, one in enumerate(values["kits"]):
            kit, _name = self._named("kit", one, place)
            if kit:
                kits.append(Kit(kit["code"], frozenset(kit["off_days"])))
        base = self.read("base", values["base"], f"{item}, base")
        if base is None:
            return None
        return Pool(values["code"], values["units"], tuple(kits), Point(**base), values["speed_kmh"], values["lends"])

    def _belongs(self, values: dict[str, Any], item: str) -> None:
        units = self.units.get(values["pool"], frozenset())
        if values["pool"] not in self.units:
            self.fault(Wrong.UNKNOWN_POOL, item, pool=values["pool"])
        elif units is not None and values["unit"] not in units:
            self.fault(Wrong.UNKNOWN_UNIT, item, unit=values["unit"], pool=values["pool"])

    def _place(self, found: object, number: int) -> Place | None:
        values, item = self._named("place", found, number)
        if values is None:
            return None
        self._belongs(values, item)
        lat, lon = values.pop("lat"), values.pop("lon")
        return Place(**values | {"point": Point(lat, lon), "open": self._openings(values["open"], item)})

    def _openings(self, found: list[object], item: str) -> HalfDays:
        """Return the half-days; two agreements about one half-day are refused, since one of them must be a slip."""
        halves: set[int] = set()
        for one in found:
            if not isinstance(one, Opening):
                self.fault(Wrong.OPENING, item, found=shown(one))
                break
            day = -one - 1 if one < 0 else one // 2
            added = {2 * day, 2 * day + 1} if one < 0 else {int(one)}
            if day >= self.days:
                self.fault(Wrong.OPENING_DAY, item, day=day, last=self.days - 1)
                break
            if added & halves:
                self.fault(Wrong.OVERLAP, item, day=day)
                break
            halves |= added
        return HalfDays(halves)

    def _leg(self, found: object, number: int) -> Leg | None:
        """Return one leg; two that speak of the same pair are refused, since one of them must be a slip."""
        item = f"leg no. {number + 1}"
        values = self.read("leg", found, item)
        if values is None:
            return None
        leg = Leg(values["pool"], values["from"], values["to"], values["minutes"])
        for name in (leg.a, leg.b):
            self._point(leg.pool, name, item)
        pair = ("leg", " ".join((leg.pool, *sorted((leg.a, leg.b)))))
        if pair in self.seen:
            self.fault(Wrong.TWICE, item)
        self.seen.add(pair)
        return leg

    def _table(self, found: object, number: int) -> Table | None:
        item = f"table no. {number + 1}"
        values = self.read("table", found, item)
        if values is None:
            return None
        for name in values["points"]:
            self._point(values["pool"], name, item)
        if len(values["points"]) != len(values["minutes"]):
            self.fault(Wrong.TABLE, item, points=len(values["points"]), rows=len(values["minutes"]))
        return Table(**values)

    def _point(self, pool: str, name: str, item: str) -> None:
        if pool not in self.units:
            self.fault(Wrong.UNKNOWN_POOL, item, pool=pool)
        elif (pool, name) not in self.points:
            self.fault(Wrong.UNKNOWN_POINT, item, point=name, pool=pool)

    def _home(self, found: object, number: int) -> Home | None:
        values, item = self._named("home", found, number)
        if values is None:
            return None
        self._belongs(values, item)
        if values["to_day"] is None:
            values["to_day"] = self.days - 1
        first, last = values["from_day"], values["to_day"]
        if last < 0:
            self.fault(Wrong.PAST, item, days=last)
        elif last < first:
            self.fault(Wrong.WINDOW, item, first=first, last=last)
        point = Point(values.pop("lat"), values.pop("lon"))
        return Home(**values | {"point": point, "shift": Shift(values["shift"])})
