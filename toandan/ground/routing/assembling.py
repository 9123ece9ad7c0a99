"""Makes one plan of the pools' drafts: figures, who is left behind, how far it is from the bound (tổng hợp)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toandan.ground.routing.bound import NOTHING_PROVEN, Bound, Tight
from toandan.ground.routing.drafts import Draft, behind
from toandan.ground.routing.effort import Ended, worst
from toandan.ground.routing.naming import Wishes, name
from toandan.ground.routing.pools import Ground
from toandan.ground.routing.words import Behind, HomeLeft, Loan, Plan, Reason, Route, Session, Unsolved


@dataclass(frozen=True)
class Part:
    """One pool's share of a plan; small enough to be handed from one process to another.

    `tight` is what no plan of this pool can exceed where that was looked into closely; `failed` the error for which the
    solvers have no part in it.
    """

    pool: str
    sessions: list[Session]
    routes: list[Route]
    weight: float
    behind: list[Behind]
    left: list[HomeLeft]
    tight: Tight = NOTHING_PROVEN
    engine: str = "greedy"
    ended: Ended = Ended.WORK
    failed: str = ""

    @property
    def missing(self) -> bool:
        """Tell whether somebody is left behind who was promised a visit or a floor; whom no kit can reach is not."""
        return bool(self.behind) or any(one.reason == Reason.NO_TIME for one in self.left)


def part(ground: Ground, draft: Draft, wishes: Wishes | None = None) -> Part:
    """Return a draft with named kits, and whom it leaves behind."""
    sessions, routes = name(ground, draft, wishes)
    visited = draft.visited()
    weight = sum(float(ground.weight[home]) for home in visited)
    low = [Behind(ground.pool.units[unit], round(share, 4)) for unit, share in behind(ground, draft).items()]
    left = [HomeLeft(h.code, _reason(ground, n)) for n, h in enumerate(ground.homes) if n not in visited]
    return Part(ground.pool.code, sessions, routes, weight, low, left)


def _reason(ground: Ground, home: int) -> Reason:
    if not len(ground.kits):
        return Reason.NO_KIT
    if ground.too_far[home]:
        return Reason.TOO_FAR
    first, last = int(ground.first[home]), int(ground.last[home])
    if not (ground.kit_days[max(first, 0) : last + 1] > 0).any():
        return Reason.NO_DAY
    return Reason.NO_TIME


def assemble(parts: Iterable[Part], loans: Sequence[Loan], bound: Bound, *, version: str, seconds: float) -> Plan:
    """Return the whole plan."""
    found = list(parts)
    sessions = [one for part in found for one in part.sessions]
    routes = [one for part in found for one in part.routes]
    people = sum(session.expected for session in sessions)
    weight = sum(part.weight for part in found)
    # What is told is rounded, and the gap follows from what is told: of a handful of people a hundredth is much.
    value, most = round(people + weight, 2), round(bound.value, 2)
    told = bound.alike or not any(part.missing for part in found)
    failed = next((part for part in found if part.failed), None)
    gap = 100 * (most - value) / most if most > 0 else 0.0
    return Plan(
        sessions=tuple(sorted(sessions, key=lambda s: (s.day, s.kit, s.shift))),
        routes=tuple(sorted(routes, key=lambda r: (r.day, r.kit))),
        loans=tuple(loans),
        expected_people=round(people, 2),
        home_weight=round(weight, 2),
        homes_served=sum(len(route.stops) for route in routes),
        value=value,
        bound=most,
        gap_pct=round(max(gap, 0.0), 3),
        promised_bound=None if bound.promised is None or not told else round(bound.promised, 2),
        left_behind=tuple(one for part in found for one in part.behind),
        homes_left=tuple(one for part in found for one in part.left),
        prices={pool: round(price, 3) for pool, price in bound.prices.items()},
        # greedy, highs+search, highs+vroom
        version=version, engine=max((part.engine for part in found), default="greedy"),
        ended=worst([part.ended for part in found]).value, seconds=round(seconds, 2),
        unsolved=Unsolved.FAILED.value if failed else "", unsolved_by=failed.failed if failed else "",
        unsolved_item=f"pool {failed.pool}" if failed else "",
    )  # fmt: skip
