"""The parts of a board page but its table (các phần của bảng): key strip, residual, counters, wall, burn-up, bridge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toandan.command.campaign import labels
from toandan.command.campaign.words import IN_PROGRESS, UNTOUCHED, Board, BoardRow, Bridge, Measure, Status
from toandan.faces.web.campaign import findings, lines, table
from toandan.faces.web.frame import formats
from toandan.ground.charts import bars, burnup, palette, tiles

Address = Callable[[BoardRow], str]


def keys(board: Board, communes: Board | None) -> list[dict[str, object]]:
    """Return the key strip: at most four numbers, each with its denominator and its change since the day before."""
    total = board.total
    today = board.series[-1].done - board.series[-2].done if len(board.series) > 1 else 0
    items: list[dict[str, object]] = [
        {
            "value": formats.number(total.done),
            "label": _("of %(all)s: %(measure)s") % _of(total.target, labels.MEASURES[board.measure]),
            "note": _("%(change)s since the day before") % {"change": formats.change(today)},
        },
        _left(board),
    ]
    if len(board.rows) > 1:
        items.append(_late(board))
    if communes is not None and communes.total.units > 1:
        fresh = sum(row.completed_on == board.as_of for row in communes.rows)
        items.append(
            {
                "value": formats.number(communes.total.units_complete),
                "label": _("of %(all)s communes complete") % {"all": formats.number(communes.total.units)},
                "note": _("%(change)s since the day before") % {"change": formats.change(fresh)},
            }
        )
    return items


def _of(people: int, measure: str | Promise) -> dict[str, str]:
    said = str(measure)
    return {"all": formats.number(people), "measure": said[:1].lower() + said[1:]}


def _left(board: Board) -> dict[str, object]:
    total = board.total
    days = max(0, (board.deadline - board.as_of).days)
    return {
        "value": formats.number(total.goal - total.done),
        "label": _("left for %(days)s days") % {"days": formats.number(days)},
        "note": _("%(needed)s a day needed, %(now)s now")
        % {"needed": table.pace_needed(total.pace_needed), "now": table.pace(total.pace)},
    }


def _late(board: Board) -> dict[str, object]:
    late = sum(row.status in {Status.LATE, Status.OVERDUE} for row in board.rows)
    before = sum(row.status_before in {Status.LATE, Status.OVERDUE} for row in board.rows)
    return {
        "value": formats.number(late),
        "label": _("of %(all)s units late") % {"all": formats.number(len(board.rows))},
        "note": _("%(change)s since the day before") % {"change": formats.change(late - before)},
    }


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the target: how many, what share of it, and the line list behind it."""

    label: str | Promise
    people: int
    share: str
    address: str
    css: str


@dataclass(frozen=True, slots=True)
class Residual:
    """The target taken apart: target = sum of `pieces`, and the obstacles piece = sum of `obstacles`."""

    target: Piece
    pieces: list[Piece]
    obstacles: list[Piece]
    strip: SafeString


def residual(board: Board) -> Residual:
    """Return the strip that closes: target = done + in progress + obstacles by kind + untouched."""
    total = board.total
    kinds = [k for k in total.residual if k not in {IN_PROGRESS, UNTOUCHED}]
    hindered = sum(total.residual[k] for k in kinds)

    def piece(part: str, label: str | Promise, people: int, css: str = "") -> Piece:
        address = lines.address(total.number, board.measure, part)
        return Piece(label, people, _share(people, total.target), address, css)

    pieces = [
        piece("done", labels.MEASURES[board.measure], total.done, "p1"),
        piece(IN_PROGRESS, labels.RESIDUALS[IN_PROGRESS], total.residual[IN_PROGRESS], "p2"),
        piece(lines.HINDERED, _("something stands in the way"), hindered, "p3"),
        piece(UNTOUCHED, labels.RESIDUALS[UNTOUCHED], total.residual[UNTOUCHED], "p4"),
    ]
    colours = (*palette.DATA[:3], palette.STEPS[0])
    told = "; ".join(f"{p.label}: {formats.number(p.people)}" for p in pieces)
    strip = bars.strip(
        [bars.Part(str(p.label), p.people, c) for p, c in zip(pieces, colours, strict=True)],
        key="residual",
        title=_("The people to serve, by where they stand"),
        desc=told,
    )
    obstacles = [piece(k, labels.RESIDUALS[k], total.residual[k]) for k in kinds if total.residual[k]]
    target = piece("target", _("People to serve"), total.target)
    return Residual(target, pieces, sorted(obstacles, key=lambda p: -p.people), SafeString(strip))


def _share(people: int, target: int) -> str:
    """Return a share in percent with one decimal, rounded down."""
    return formats.MISSING if target == 0 else formats.number(people * 1000 // target / 10, places=1)


def counters(board: Board) -> list[Piece]:
    """Return the four counters, kept apart, each with its share of the people to serve."""
    total = board.total
    told = {
        Measure.CARD_COLLECTED: ("collected", total.counters.collected),
        Measure.CARD: ("issued", total.counters.issued),
        Measure.EID_GRANTED: ("granted", total.counters.granted),
        Measure.EID_ACTIVATED: ("activated", total.counters.activated),
    }
    return [
        Piece(labels.COUNTERS[word], people, _share(people, total.target), lines.address(total.number, m, "done"), "")
        for m, (word, people) in told.items()
    ]


def wall(groups: Sequence[BoardRow], communes: Sequence[BoardRow], address: Address) -> list[tiles.Group]:
    """Return the tile wall: communes under the units above them, the largest group first; one group when none are."""
    by_parent: dict[str, list[BoardRow]] = {}
    for row in communes:
        by_parent.setdefault(row.parent or "", []).append(row)
    made = []
    for group in sorted(groups, key=lambda g: (-len(by_parent.get(g.code, ())), g.name_vi)):
        own = by_parent.get(group.code)
        if own:
            places = [tiles.Place(r.name_vi, r.rate, address(r)) for r in own]
            made.append(tiles.group(group.name_vi, _whole(group), address(group), places))
    return made


def _whole(row: BoardRow) -> str:
    return formats.MISSING if row.rate is None else str(int(row.rate))


def burn_up(board: Board) -> tuple[SafeString, SafeString]:
    """Return the burn-up for a desk screen and for a telephone, of which one is shown; none before the order begins."""
    if not board.series:
        return SafeString(""), SafeString("")
    points = [burnup.Point(p.day, p.target, p.done) for p in board.series]
    line = board.required
    way = burnup.Required(line.since, line.done, line.until, line.goal) if line else None
    words = _burn_words(board)
    wide, narrow = (
        burnup.burn_up(points, way, until=board.deadline, words=words, key=f"burn-{name}", narrow=name == "narrow")
        for name in ("wide", "narrow")
    )
    return SafeString(wide), SafeString(narrow)


def _burn_words(board: Board) -> burnup.Words:
    total = board.total
    per_day = board.required.per_day if board.required else None
    values = {
        "goal": formats.number(total.goal),
        "rate": formats.rate(total.rate),
        "done": formats.number(total.done),
        "target": formats.number(total.target),
        "needed": table.pace_needed(per_day),
        "day": formats.short_day(board.as_of),
    }
    return burnup.Words(
        title=_("Done against the people to serve, by day"),
        finding=findings.chart(board),
        done=_("Done %(rate)s%%\n%(done)s people") % values,
        target=_("To serve\n%(target)s people") % values,
        required=_("Needed\n%(needed)s a day") % values,
        today=_("end of %(day)s") % values,
        number=formats.number,
        day=formats.short_day,
    )


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the table behind the burn-up."""

    day: date
    target: int
    done: int
    gained: int | None


def days(board: Board) -> list[DayLine]:
    """Return the burn-up's figures day by day, the latest first."""
    before = [None, *(p.done for p in board.series)]
    told = [
        DayLine(p.day, p.target, p.done, None if b is None else p.done - b)
        for p, b in zip(board.series, before, strict=False)
    ]
    return told[::-1]


def bridge(account: Bridge) -> list[dict[str, object]]:
    """Return the target bridge line by line: opening, what moved it, present."""
    steps: list[dict[str, object]] = [
        {"label": labels.STEPS[step], "people": formats.change(n), "css": ""} for step, n in account.steps.items()
    ]
    opening: dict[str, object] = {
        "label": labels.OPENING,
        "people": formats.number(account.opening),
        "css": "total-row",
    }
    present: dict[str, object] = {
        "label": labels.PRESENT,
        "people": formats.number(account.present),
        "css": "total-row",
    }
    redrawn: list[dict[str, object]] = [
        {"label": label, "people": formats.change(people), "css": "muted small"}
        for label, people in labels.redrawn(account)
    ]
    return [opening, *steps, present, *redrawn]


def legend() -> list[tuple[str, str]]:
    """Return the coverage steps and how they are worded."""
    bounds = palette.STEP_BOUNDS
    between = [f"{low}–{high - 1}" for low, high in pairwise(bounds)]
    words = [_("below %(bound)s") % {"bound": bounds[0]}, *between, _("%(bound)s and above") % {"bound": bounds[-1]}]
    return [(f"s{i}", word) for i, word in enumerate(words, start=1)]
