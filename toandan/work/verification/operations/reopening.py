"""Reopening a case that was decided wrongly: whoever left comes back, the doubt stands again (mở lại hồ sơ)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.movements import operations as movements
from toandan.work.movements import queries as movement_rows
from toandan.work.movements.words import MovementRow
from toandan.work.verification.models import Case, Event
from toandan.work.verification.operations import base
from toandan.work.verification.operations.deciding import DIED
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries.cases import events, row_of
from toandan.work.verification.rules import standings
from toandan.work.verification.words import CaseState, CaseVerb, EventRow, Kind, Outcome

_LEFT = {Outcome.DEAD.value, Outcome.SAME_PERSON.value}
"""Outcomes that took somebody out of the register."""


def reopen(*, actor: Actor, now: datetime, case_id: int, reason: str, client_key: UUID) -> int | None:
    """Open a decided case again by a counter-entry and return that entry; None when nothing had to be posted.

    Somebody whom the decision took out of the register comes back to the standing they had. What was corrected about
    a person stays corrected, with its history. The same key changes nothing. Raises NotAllowed, CaseUnknown,
    UnableToVerify: no reason, not decided, another case of this kind is open by now; and UnableToUndo when something
    else was posted about somebody who had died.
    """
    said = base.Said(actor, now, localdate(now), reason, client_key)
    with acting(actor):
        case = base.locked(case_id)
        if base.repeated(case, said, CaseVerb.REOPENED):
            return case.entry_id
        base.allowed(case, actor, CaseVerb.REOPENED)
        base.checked(said)
        same = Case.objects.filter(person_id=case.person_id, kind=case.kind)
        if same.exclude(state=CaseState.DECIDED.value).exists():
            raise unable("case_open")
        entry = _taken_back(said, case)
        base.change(case, state=CaseState.OPEN.value, outcome="", entry_id=entry, body_no=None, due_on=None)
        base.record(case, replace(said, detail={"entry": entry}), CaseVerb.REOPENED)
        append(
            actor=actor, verb="verification.case.reopen", subject=f"case:{case_id}", unit=case.unit_no,
            detail={"entry": entry},
        )  # fmt: skip
    return entry


def _taken_back(said: base.Said, case: Case) -> int | None:
    """Post the counter-entry of the last decision."""
    if case.outcome in _LEFT:
        decided = next(row for row in reversed(events(row_of(case))) if row.verb is CaseVerb.DECIDED)
        if case.outcome == Outcome.DEAD and (died := _movement(case, decided)) is not None:
            return _undone(said, case, died)
        unit, state = decided.detail["from"]
        who = case.other_person if case.outcome == Outcome.SAME_PERSON else case.person_id
        if who is None:
            raise RuntimeError("a decision about two records names both")
        return base.put_back(said, who, unit, state, use="back")
    return _doubted(said, case)


def _doubted(said: base.Said, case: Case) -> int | None:
    here = base.standing(case.person_id)
    return base.post(said, here, standings.doubted(Kind(case.kind), here.standing), use="again")


def _movement(case: Case, decided: EventRow) -> MovementRow | None:
    """Return the movement a decision recorded; None for one that was posted before deaths went by movements."""
    key = Event.objects.values_list("client_key", flat=True).get(person_id=case.person_id, event_id=decided.event_id)
    return movement_rows.by_key(uuid5(key, DIED))


def _undone(said: base.Said, case: Case, died: MovementRow) -> int | None:
    """Undo the death; where somebody undid it on the person's page already, only the doubt comes back."""
    if died.undone_by is not None:
        return _doubted(said, case)
    return movements.undo(
        actor=said.actor, now=said.now, person=died.person_id, number=died.movement, reason=said.reason,
        client_key=said.key("back"),
    ).entry  # fmt: skip
