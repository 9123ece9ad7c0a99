"""Reopening a case that was decided wrongly: whoever left comes back, the doubt stands again (mở lại hồ sơ)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.verification.models import Case
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries.cases import events, row_of
from toandan.work.verification.rules import standings
from toandan.work.verification.words import CaseState, CaseVerb, Kind, Outcome

_LEFT = {Outcome.DEAD.value, Outcome.SAME_PERSON.value}
"""Outcomes that took somebody out of the register."""


def reopen(*, actor: Actor, now: datetime, case_id: int, reason: str, client_key: UUID) -> int | None:
    """Open a decided case again by a counter-entry and return that entry; None when nothing had to be posted.

    Somebody whom the decision took out of the register comes back to the standing they had. What was corrected about
    a person stays corrected, with its history. The same key changes nothing. Raises NotAllowed, CaseUnknown,
    UnableToVerify: no reason, not decided, another case of this kind is open by now.
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
        decided = [one for one in events(row_of(case)) if one.verb is CaseVerb.DECIDED][-1]
        unit, state = decided.detail["from"]
        who = case.other_person if case.outcome == Outcome.SAME_PERSON else case.person_id
        if who is None:
            raise RuntimeError("a decision about two records names both")
        return base.put_back(said, who, unit, state, use="back")
    here = base.standing(case.person_id)
    return base.post(said, here, standings.doubted(Kind(case.kind), here.standing), use="again")
