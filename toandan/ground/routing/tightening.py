"""A closer bound for one pool: the session program with days of visits as whole numbers (chặn trên chặt hơn).

The program of sessions is let off the routes: a visit costs its minutes and half its two shortest legs, as in `bound`,
in every window of days; everybody together costs what no set of tours can do without, and whoever is visited, where
not all need be, the part of it that homes and the clusters around them have, as in `trees`. Whatever a plan does, its
sessions, days and visits keep all rows, so what HiGHS proves of the program holds for every plan.
"""

import numpy as np

from toandan.ground.routing.bound import Tight, home_minutes
from toandan.ground.routing.drafts import Missed, unit_people
from toandan.ground.routing.pools import Floats, Ground, Ints
from toandan.ground.routing.sessions import Model
from toandan.ground.routing.trees import Clusters, Road, clusters, road

GAP = 0.002
"""How far HiGHS may stay from what it could prove."""
_SLACK = 1e-6
NOBODY = Missed()


def tighten(ground: Ground, spared: Missed = NOBODY, *, seconds: float, nodes: int | None = None) -> Tight:
    """Return both bounds as far as they can be proven in about so many seconds each, or with so many nodes.

    The second is of the plans that leave at most those `spared` behind.
    """
    return Tight(*(proven(ground, of, seconds=seconds, nodes=nodes) for of in (None, spared)))


def proven(ground: Ground, spared: Missed | None, *, seconds: float, nodes: int | None = None) -> float | None:
    """Return what no plan can exceed that leaves at most those `spared` behind, or no plan at all (None), if proven."""
    model = Model(ground, {}, early=0.0)
    model.kits(None)
    model.attendance()
    can = np.flatnonzero(ground.may().any(axis=1))
    fixed = 0.0
    if len(can):
        fixed = _visits(ground, model, can, spared)
    if spared is not None:
        needs = ground.params.fairness_floor * unit_people(ground)
        for unit in set(np.flatnonzero(needs).tolist()) - spared.units:
            mine = [int(z) for z in model.z[ground.unit_of == unit]]
            model.program.row(mine, [1.0] * len(mine), float(needs[unit]) * (1 - _SLACK) - 1e-4, np.inf)
    found = model.program.proven(seconds=seconds, gap=GAP, nodes=nodes)
    return None if found is None else (found + fixed) * (1 + _SLACK)


def _visits(ground: Ground, model: Model, can: Ints, spared: Missed | None) -> float:
    """Add the rows of visits; return what visits bring that are no choice where nobody at all is spared."""
    spent, lost = home_minutes(ground)
    spent = spent * (1 - _SLACK)
    promised = spared is not None and not spared.homes
    visited = {} if promised else _chosen(ground, model, can, spared)
    for first, last in windows(ground, can):
        inside = can[(ground.first[can] >= first) & (ground.last[can] <= last)]
        days = [int(column) for column in model.visits[max(first, 0) : last + 1]]
        share = [-(ground.minutes - lost)] * len(days)
        if promised:
            model.program.row(days, share, -np.inf, -float(spent[inside].sum()))
        else:
            columns = [visited[int(home)] for home in inside]
            model.program.row([*columns, *days], [*(float(spent[h]) for h in inside), *share], -np.inf, 0.0)
    way, minutes = _way(ground, can)
    days = [int(column) for column in model.visits]
    share = [way.each - ground.minutes] * len(days)
    if not promised:
        _clusters(model, ground.service[can], minutes, [visited[int(h)] for h in can], (days, share))
        return 0.0
    least = float(ground.service[can].sum()) + way.fixed
    model.program.row(days, share, -np.inf, -least * (1 - _SLACK))
    return float(ground.weight[can].sum())


def _chosen(ground: Ground, model: Model, can: Ints, spared: Missed | None) -> dict[int, int]:
    """Add a column for every home: whether it is visited, which is no choice but for those who are spared."""
    least = {int(home): 0.0 if spared is None or int(home) in spared.homes else 1.0 for home in can}
    return {home: model.program.column(float(ground.weight[home]), low, 1.0) for home, low in least.items()}


def _way(ground: Ground, can: Ints) -> tuple[Road, Clusters]:
    """Return what all homes that can be visited take on the road, and what each of them and each cluster does."""
    nodes = np.append(0, can + 1)
    legs = _metric(ground.legs[np.ix_(nodes, nodes)])
    spent, lost = home_minutes(ground)
    way = road(legs, days=float(spent[can].sum()) / max(ground.minutes - lost, 1e-9))
    return way, clusters(legs, way)


def _clusters(
    model: Model, service: Floats, of: Clusters, visited: list[int], days: tuple[list[int], list[float]]
) -> None:
    """Add a row of minutes for whoever is visited, in which a cluster is paid for once somebody in it is."""
    hit = [model.program.column(0.0, 0.0, 1.0) for _ in of.width]
    for column, around in zip([*visited, *hit], of.above, strict=True):
        if around >= 0:
            model.program.row([column, hit[around]], [1.0, -1.0], -np.inf, 0.0)
    spent = [(float(one) - _SLACK) for one in service + of.minutes]
    width = [one * (1 - _SLACK) for one in of.width]
    model.program.row([*visited, *hit, *days[0]], [*spent, *width, *days[1]], -np.inf, 0.0)


def _metric(legs: Floats) -> Floats:
    """Return legs that nobody makes to where they are."""
    found = legs.copy()
    np.fill_diagonal(found, np.inf)
    return found


def windows(ground: Ground, can: Ints) -> list[tuple[int, int]]:
    """Return every span of days that begins with one home's window and ends with one's, if it holds any."""
    first, last = np.maximum(ground.first[can], 0), np.minimum(ground.last[can], ground.days - 1)
    spans = []
    for begin in np.unique(first):
        held: set[int] = set()
        for end in np.unique(last[first >= begin]):
            inside = int(((first >= begin) & (last <= end)).sum())
            # The same homes in more days say less.
            if inside and inside not in held:
                held.add(inside)
                spans.append((int(begin), int(end)))
    return spans
