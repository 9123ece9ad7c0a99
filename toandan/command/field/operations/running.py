"""A plan is asked for, worked out, and kept as a version (đặt hàng, lập, lưu phương án)."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max
from django.utils.timezone import localdate

from toandan.command.field import queries, states
from toandan.command.field.models import Run, Version
from toandan.command.field.operations import roads, working
from toandan.command.field.operations.errors import unable
from toandan.command.field.rules import figures, tasks
from toandan.command.field.words import (
    Engine,
    FaultRow,
    FieldPermission,
    Inputs,
    PlanState,
    RunRow,
    RunState,
    VersionRow,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.routing import plans, replanning, stating
from toandan.ground.routing.versions import version as digest
from toandan.ground.routing.words import Instance, Plan
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.locks import alone
from toandan.record.officers.operations import acting, require

MOST_DAYS = 60
AGAIN_SECONDS = 2.0
Gather = Callable[..., Inputs]
Start = Callable[[int], None]
"""Puts the work on a plan before the workers, by its number."""


def ask(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    first_day: date,
    days: int,
    client_key: UUID,
    engine: Engine = Engine.AUTO,
    seconds: float = 0.0,
    target: float | None = None,
    start: Start | None = None,
) -> RunRow:
    """Ask for a plan of a unit's kits from a day on; `seconds` 0 means as long as its size needs.

    The same key asks once, and `start` is called once, in the same transaction: what waits for a job that was never
    written would wait for ever. Raises NotAllowed, UnitUnknown, UnableToPlan.
    """
    with acting(actor):
        require(actor, FieldPermission.MAKE, at=unit)
        if not 1 <= days <= MOST_DAYS:
            raise unable("days", most=MOST_DAYS)
        last = first_day + timedelta(days=days - 1)
        if last < localdate(now):
            raise unable("deadline_past", day=last.isoformat())
        made = Run(
            client_key=client_key, unit_no=unit, first_day=first_day, days=days, engine=engine.value,
            seconds=max(0.0, min(seconds, 3600.0)), target=target, asked_at=now, asked_by=actor.name, actor=actor.name,
        )  # fmt: skip
        return _asked(actor, made, start)


def ask_again(
    *, actor: Actor, now: datetime, version: int, why: str, client_key: UUID, start: Start | None = None
) -> RunRow:  # fmt: skip
    """Ask for the rest of an approved plan to be planned anew, from today on, with what is known now.

    The same key asks once, and `start` is called once, as with `ask`. Raises NotAllowed, PlanUnknown, UnableToPlan.
    """
    with acting(actor):
        base = queries.version(version).head
        require(actor, FieldPermission.MAKE, at=base.unit)
        if base.state is not PlanState.APPROVED:
            raise unable("not_approved")
        if queries.last_day(base) < localdate(now):
            raise unable("over")
        if not why.strip():
            raise unable("reason_missing")
        made = Run(
            client_key=client_key, unit_no=base.unit, first_day=base.first_day, days=base.days,
            engine=Engine.AUTO.value, seconds=AGAIN_SECONDS, base_id=version, why=why.strip(), asked_at=now,
            asked_by=actor.name, actor=actor.name,
        )  # fmt: skip
        return _asked(actor, made, start)


def cancel(*, actor: Actor, now: datetime, run: int) -> RunRow:
    """Stop the work on a plan; the best plan so far is kept, at least the greedy one. Again without effect.

    Raises NotAllowed, PlanUnknown, UnableToPlan.
    """
    with acting(actor):
        row = queries.run(run)
        require(actor, FieldPermission.MAKE, at=row.unit)
        if row.cancelled:
            return row
        if not row.under_way:
            raise unable("run_over")
        Run.objects.filter(run_id=run).update(cancelled=True, actor=actor.name)
        append(actor=actor, verb="field.plan.stop", subject=f"plan_run:{run}", unit=row.unit, detail={})
        return queries.run(run)


def carry_out(*, actor: Actor, now: datetime, run: int, gather: Gather | None = None) -> RunRow:
    """Work the plan out and keep it as a version; what is wrong with its inputs is kept with the run.

    Work that has ended is not begun again. Raises NotAllowed, PlanUnknown.
    """
    with acting(actor):
        found = _locked(actor, run)
        if not queries.run_of(found).under_way:
            return queries.run_of(found)
        _move(actor, found, RunState.RUNNING, step="inputs")
    with acting(actor):
        inputs = (gather or queries.gather)(unit=found.unit_no, first_day=found.first_day, days=found.days, now=now)
        base = queries.version(found.base_id) if found.base_id else None
        entry = ledger.head()
    wrong = tasks.faults(inputs)
    if wrong:
        with acting(actor):
            _failed(actor, found, wrong, {"faults": len(wrong)})
            return queries.run(run)
    told = roads.asked(inputs)
    written = tasks.written(inputs, told.tables)
    with _noted(actor, found):
        plan, said = _made(actor, found, tasks.task(written), base, inputs.today)
    said |= {"entry": entry, "instance": written}
    said["figures"] |= {"roads": {"source": told.source, "failed": told.failed}}
    with acting(actor):
        _keep(actor, now, found, plan, said)
        return queries.run(run)


def give_up(*, actor: Actor, now: datetime, run: int) -> bool:
    """Note that nobody works on a plan any more, so that nobody waits for it; False when it has ended.

    Only the house does: it knows whether anybody does. Raises NotAllowed.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        found = Run.objects.select_for_update(of=("self",)).filter(run_id=run).first()
        if found is None or not queries.run_of(found).under_way:
            return False
        _failed(actor, found, [FaultRow("interrupted", "plan")], {})
    return True


def _made(
    actor: Actor, run: Run, instance: Instance, base: VersionRow | None, today: int
) -> tuple[Plan, dict[str, Any]]:  # fmt: skip
    """Return the plan and what is kept beside it."""
    if base is not None:
        old = plans.read(json.dumps(base.plan))
        return _anew(instance, old, today=today, seconds=run.seconds)
    plan = working.best(
        instance, solvers=run.engine == Engine.AUTO.value, seconds=run.seconds,
        heard=lambda step, done, total: _heard(actor, run.run_id, step, done, total),
    )  # fmt: skip
    said = {"figures": figures.figures(instance, plan, target=run.target), "digest": digest(instance)}
    return plan, said


@contextmanager
def _noted(actor: Actor, run: Run) -> Iterator[None]:
    """Note that the work failed when something goes wrong, so that nobody waits for it."""
    try:
        yield
    except Exception:
        with acting(actor):
            _failed(actor, run, [FaultRow("failed", "plan")], {})
        raise


def _failed(actor: Actor, run: Run, faults: Sequence[FaultRow], detail: dict[str, Any]) -> None:
    _move(actor, run, RunState.FAILED, faults=[asdict(one) for one in faults])
    subject = f"plan_run:{run.run_id}"
    append(actor=actor, verb="field.plan.fail", subject=subject, unit=run.unit_no, detail=detail)


def _asked(actor: Actor, made: Run, start: Start | None) -> RunRow:
    """Keep what was asked for and have it begun, once for its key; a form sent twice at once takes turns."""
    alone("field run", made.client_key)
    done = Run.objects.filter(client_key=made.client_key).first()
    if done is not None:
        if (done.unit_no, done.first_day, done.days, done.base_id) != (
            made.unit_no, made.first_day, made.days, made.base_id,
        ):  # fmt: skip
            raise unable("key_used")
        return queries.run_of(done)
    made.save(force_insert=True)
    if start is not None:
        start(made.run_id)
    append(
        actor=actor, verb="field.plan.ask", subject=f"plan_run:{made.run_id}", unit=made.unit_no,
        detail={"since": made.first_day.isoformat(), "days": made.days, "again": made.base_id is not None},
    )  # fmt: skip
    return queries.run_of(made)


def _locked(actor: Actor, run: int) -> Run:
    """Return the run, kept from other workers. Raises NotAllowed, PlanUnknown."""
    row = queries.run(run)
    require(actor, FieldPermission.MAKE, at=row.unit)
    return Run.objects.select_for_update(of=("self",)).get(run_id=run)


def _move(actor: Actor, found: Run, target: RunState, **changes: object) -> None:
    if not states.may_move(RunState(found.state), target):
        raise unable("run_over")
    found.state = target.value
    Run.objects.filter(pk=found.pk).update(state=target.value, actor=actor.name, **changes)


def _heard(actor: Actor, run: int, step: str, done: int, total: int) -> bool:
    """Note how far the work is, and tell whether somebody wants it stopped."""
    with acting(actor):
        Run.objects.filter(run_id=run).update(step=step, done=done, total=total, actor=actor.name)
        return bool(Run.objects.values_list("cancelled", flat=True).get(run_id=run))


def _anew(instance: Instance, old: Plan, *, today: int, seconds: float) -> tuple[Plan, dict[str, Any]]:
    """Return the proposed plan from today on, with its changes and figures.

    `today` is below nought before the first day: what is announced for the next two days is then the fewer of it. Who
    was visited is no longer among the homes, so that nobody is taken for visited whom nobody met.
    """
    found = replanning.replan(instance, old, today=today, seconds=seconds, visited=frozenset())
    chosen = working.noted(found.plan if found.worth else found.kept)
    left = replanning.from_today(instance, today, old, frozenset())
    said = {
        "figures": figures.figures(left, chosen)
        | {"retimed": list(found.retimed), "had": figures.had(instance, old, today)},
        "digest": digest(instance),
        "today": max(0, today), "gain_pct": found.gain_pct, "worth": found.worth,
        "lines": [asdict(line) for line in found.lines],
    }  # fmt: skip
    return chosen, said


def _keep(actor: Actor, now: datetime, run: Run, plan: Plan, said: dict[str, Any]) -> None:
    """Keep the plan as the unit's next version, and end the run with it; two that end at once take turns."""
    alone("field version", run.unit_no)
    last = Version.objects.filter(unit_no=run.unit_no).aggregate(last=Max("number"))["last"] or 0
    made = Version(
        client_key=uuid5(run.client_key, "version"), unit_no=run.unit_no, number=last + 1, first_day=run.first_day,
        days=run.days, parameters=queries.parameters(run.unit_no).version,
        engine=plan.engine, seconds=plan.seconds, value=plan.value, people=plan.expected_people,
        homes=plan.homes_served, bound=plan.bound, gap_pct=plan.gap_pct, promised_bound=plan.promised_bound,
        plan=plans.plain(plan), base_id=run.base_id, why=run.why, made_at=now, made_by=actor.name, **said,
    )  # fmt: skip
    made.save(force_insert=True)
    _move(actor, run, RunState.DONE, version_id=made.version_id)
    append(
        actor=actor, verb="field.plan.draft", subject=f"plan:{made.version_id}", unit=run.unit_no,
        detail={"version": made.number, "engine": plan.engine, "gap": f"{stating.of(plan).gap_pct:.1f}"},
    )  # fmt: skip
