"""Runs and their reports as they stand (các đợt sắp xếp)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.command.reorganisation.models import Run
from toandan.command.reorganisation.queries.forecast import by_card
from toandan.command.reorganisation.queries.lists import left_bodies, left_supports
from toandan.command.reorganisation.queries.planning import planned, undecided
from toandan.command.reorganisation.queries.posts import client_moves, post_moves
from toandan.command.reorganisation.words import (
    ClientMove,
    MapLine,
    PairRow,
    Plan,
    PostMove,
    Report,
    RunRow,
    RunState,
    Undecided,
)
from toandan.ground.kernel.errors import NotThere
from toandan.record.units.words import Part


class RunUnknown(NotThere):
    """No run has this number."""

    def __init__(self, run: int) -> None:
        super().__init__(_("There is no reorganisation %(run)s."), code="run_unknown", values={"run": run})


def stored(run: int) -> Run:
    """Return the row of a run; raises RunUnknown."""
    found = Run.objects.filter(pk=run).first()
    if found is None:
        raise RunUnknown(run)
    return found


def run_row(run: int) -> RunRow:
    """Return one run; raises RunUnknown."""
    return row_of(stored(run))


def run_rows() -> list[RunRow]:
    """Return every run, the newest first."""
    return [row_of(found) for found in Run.objects.order_by("-run_id")]


def under_way() -> list[int]:
    """Return the numbers of all runs in an officer's name that wait for a worker or have one, the oldest first.

    What the house carries out in its own name is the operator's at the machine, who has no worker.
    """
    waiting = Run.objects.filter(state__in=(RunState.QUEUED.value, RunState.RUNNING.value), actor_id__isnull=False)
    return list(waiting.order_by("run_id").values_list("run_id", flat=True))


def row_of(found: Run) -> RunRow:
    """Return the run of one table row."""
    return RunRow(
        run=found.run_id, file_name=found.file_name, on=found.on, rest=found.rest, reason=found.reason,
        state=RunState(found.state), lines=len(found.mapping), done=found.done, total=found.total,
        actor=found.actor, created_at=found.created_at, finished_at=found.finished_at,
    )  # fmt: skip


def plan_of(found: Run | int, *, now: datetime) -> Plan:
    """Return the plan of a run, read against the units as they are now."""
    row = stored(found) if isinstance(found, int) else found
    return planned([_read(kept) for kept in row.mapping], on=row.on, rest=row.rest, today=localdate(now))[0]


def report_of(run: int, *, now: datetime) -> Report | None:
    """Return what a run has done, with who is undecided at this moment; None before it was carried out."""
    found = stored(run)
    if found.result is None:
        return None
    plan = plan_of(found, now=now)
    waiting = undecided(plan, localdate(now))
    result: Mapping[str, Any] = found.result
    return Report(
        run=found.run_id,
        state=RunState(found.state),
        on=found.on,
        dry_run=False,
        pairs=tuple(PairRow(*pair) for pair in result["pairs"]),
        undecided=waiting,
        posts=(*(PostMove(*post) for post in result["posts"]), *_left_posts(plan, waiting, now)),
        clients=(
            *(ClientMove(*client) for client in result.get("clients", [])),
            *(one for one in client_moves(plan, {one.unit for one in waiting}, now=now) if one.new is None),
        ),
        left_bodies=tuple(left_bodies(plan)),
        left_supports=tuple(left_supports(plan, localdate(now))),
        lists=result.get("lists", 0),
        papers=result.get("papers", 0),
        left_out=plan.left_out,
        before=by_card(found.before or {}),
        after=by_card(result["after"]),
        others=result["others"],
        seconds=result["seconds"],
    )


def _left_posts(plan: Plan, waiting: Iterable[Undecided], now: datetime) -> list[PostMove]:
    """Return the posts still held at units that nobody carries on: whoever holds one sees nobody any more."""
    return [one for one in post_moves(plan, {one.unit for one in waiting}, now=now) if one.new is None]


def written(line: MapLine) -> list[object]:
    """Return a line of a mapping as it is kept."""
    share = None if line.share is None else str(line.share)
    return [line.line, line.old, line.new, line.part.value, share, line.is_default, list(line.phrases)]


def _read(kept: list[Any]) -> MapLine:
    line, old, new, part, share, default, phrases = kept
    return MapLine(line, old, new, Part(part), None if share is None else Decimal(share), default, tuple(phrases))
