"""Taking a mapping in: reading, judging, keeping it (tiếp nhận ánh xạ)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from toandan.command.reorganisation import queries
from toandan.command.reorganisation.models import Run
from toandan.command.reorganisation.operations import errors
from toandan.command.reorganisation.queries.runs import row_of, stored, written
from toandan.command.reorganisation.rules.reading import read_list, read_map
from toandan.command.reorganisation.states import may_move
from toandan.command.reorganisation.words import MapLine, Plan, ReorganisationPermission, RunRow, RunState
from toandan.ground.kernel.actor import FIRST_NUMBER, Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require

MOST_BYTES = 20_000_000


def checked(
    *, actor: Actor, now: datetime, content: bytes, on: date, rest: bool = False, people: bytes | None = None
) -> tuple[Sequence[MapLine], Plan, Mapping[int, int]]:
    """Return the lines, the plan and the people decided by list, or raise UnableToReorganise with every finding.

    Writes nothing. Raises NotAllowed when the actor may not reorganise every unit of the area, old and new.
    """
    today = localdate(now)
    if on > today:
        raise errors.UnableToReorganise(errors.DAY_TO_COME, code="day_to_come", values={"day": f"{on:%d/%m/%Y}"})
    lines, findings = read_map(_text(content))
    plan, wrong = queries.planned(lines, on=on, rest=rest, today=today)
    _require(actor, plan)
    findings += wrong
    if findings:
        raise errors.UnableToReorganise.lines_wrong(findings)
    if not plan.origins:
        raise errors.UnableToReorganise(errors.NO_LINES, code="no_lines")
    return lines, plan, _listed(plan, people)


def read_people(*, actor: Actor, plan: Plan, people: bytes | None) -> Mapping[int, int]:
    """Return whom a list decides; raises NotAllowed, and UnableToReorganise with every finding."""
    _require(actor, plan)
    return _listed(plan, people)


def _listed(plan: Plan, people: bytes | None) -> Mapping[int, int]:
    if people is None:
        return {}
    lines, findings = read_list(_text(people))
    found, wrong = queries.listed(plan, lines)
    findings += wrong
    if findings:
        values = {"count": len(findings)}
        raise errors.UnableToReorganise(errors.LIST_WRONG, code="list_wrong", values=values, findings=findings)
    return found


def receive(
    *,
    actor: Actor,
    now: datetime,
    content: bytes,
    file_name: str,
    on: date,
    rest: bool = False,
    reason: str,
) -> RunRow:
    """Keep a mapping as a run and return it; the same mapping for the same day is the same run.

    Raises NotAllowed, and UnableToReorganise when anything is wrong with it; then nothing is kept.
    """
    if not reason.strip():
        raise errors.UnableToReorganise(errors.REASON_MISSING, code="reason_missing")
    with acting(actor):
        lines, plan, _ = checked(actor=actor, now=now, content=content, on=on, rest=rest)
        mapping = [written(line) for line in lines]
        asked = json.dumps([sorted(map(str, (m[1:] for m in mapping))), on.isoformat(), rest])
        digest = hashlib.sha256(asked.encode()).hexdigest()
        found, made = Run.objects.get_or_create(
            digest=digest,
            defaults={
                "file_name": file_name[:200], "on": on, "rest": rest, "reason": reason.strip()[:500],
                "mapping": mapping, "total": len(plan.origins), "created_at": now, "actor": actor.name,
                "actor_id": actor.officer,
            },
        )  # fmt: skip
        if made:
            detail: dict[str, str | int | bool | None] = {"day": on.isoformat(), "lines": len(mapping)}
            subject = f"reorganisation:{found.run_id}"
            append(actor=actor, verb="reorganisation.run.receive", subject=subject, unit=FIRST_NUMBER, detail=detail)
    return row_of(found)


def queue(*, actor: Actor, now: datetime, run: int) -> None:
    """Put a run before the job that carries it out. Raises RunUnknown, NotAllowed, UnableToReorganise."""
    with acting(actor):
        found = stored(run)
        _require(actor, queries.plan_of(found, now=now))
        move(actor, found, RunState.QUEUED)
        subject = f"reorganisation:{run}"
        append(actor=actor, verb="reorganisation.run.queue", subject=subject, unit=FIRST_NUMBER)


def move(actor: Actor, found: Run, target: RunState, **changes: object) -> None:
    """Lead a run to a state its life allows, with what else changes at that moment; in the name of who does it."""
    if not may_move(RunState(found.state), target):
        raise errors.UnableToReorganise(errors.STATE_WRONG, code="state_wrong", values={"state": found.state})
    changed = {"state": target.value, "actor": actor.name, "actor_id": actor.officer} | changes
    for name, value in changed.items():
        setattr(found, name, value)
    Run.objects.filter(pk=found.pk).update(**changed)


def _require(actor: Actor, plan: Plan) -> None:
    for low, _ in plan.spans:
        require(actor, ReorganisationPermission.CARRY_OUT, at=low)


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        values = {"most": MOST_BYTES // 1_000_000}
        raise errors.UnableToReorganise(errors.TOO_LARGE, code="too_large", values=values)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise errors.UnableToReorganise(errors.NOT_UTF8, code="not_utf8") from wrong
