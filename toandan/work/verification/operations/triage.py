"""Many missing birth dates at once, by a rule (xử lý hàng loạt hồ sơ thiếu ngày sinh)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Card, Obstacle, matching
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.verification.models import Case
from toandan.work.verification.operations import base
from toandan.work.verification.operations.asking import ask
from toandan.work.verification.operations.deciding import carried_out
from toandan.work.verification.operations.errors import UnableToVerify, unable
from toandan.work.verification.operations.opening import begun
from toandan.work.verification.rules import births
from toandan.work.verification.words import (
    BirthRank,
    CaseState,
    Decision,
    Evidence,
    EvidenceKind,
    Kind,
    Outcome,
    TriageLine,
    TriageReport,
    TriageRule,
    VerificationPermission,
)

MOST = 500
"""How many one triage looks at; the next one takes up where it ended."""


class _Undone(Exception):
    """A line was refused and the caller wants all or nothing; what was done is undone."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an officer wants of a triage."""

    said: base.Said
    unit: int
    body: int | None
    due_on: date | None


def triage(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    rule: TriageRule,
    reason: str,
    client_key: UUID,
    body: int | None = None,
    due_on: date | None = None,
    whole: bool = True,
) -> TriageReport:
    """Do one thing with all missing birth dates of a unit and report each line.

    With `whole` one refused line keeps everything out; the report then says which and why. `body` and `due_on` belong
    to the rule "ask". Raises NotAllowed, UnitUnknown, and UnableToVerify for what is wrong about the request itself.
    """
    wanted = _Asked(base.Said(actor, now, localdate(now), reason, client_key), unit, body, due_on)
    base.checked(wanted.said)
    lines: list[TriageLine] = []
    try:
        with acting(actor):
            require(actor, VerificationPermission.OPEN, at=unit)
            if rule is TriageRule.FIRST_OF_JANUARY:
                require(actor, VerificationPermission.DECIDE, at=unit)
            lines += _RULES[rule](wanted)
            refused = [line for line in lines if line.code]
            if whole and refused:
                raise _Undone
            append(
                actor=actor, verb="verification.case.triage", subject=f"unit:{unit}", unit=unit,
                detail={"rule": rule.value, "done": len(lines) - len(refused), "refused": len(refused)},
            )  # fmt: skip
    except _Undone:
        return TriageReport(tuple(lines), done=False)
    return TriageReport(tuple(lines), done=True)


def _open(wanted: _Asked) -> Iterable[TriageLine]:
    """Open a case for everybody whose date is missing and who still must hold a card."""
    here = units.by_number(wanted.unit)
    states = matching(card=(Card.DUE,), obstacle=(Obstacle.NONE, Obstacle.BIRTH_DATE_MISSING))
    after: int | None = None
    found: list[int] = []
    while len(found) < MOST:
        page = ledger_rows.line_list(low=here.number, high=here.last, states=states, after=after, limit=2000)
        if not page:
            break
        after = page[-1][0]
        rows = people.persons(line[0] for line in page)
        found += [row.person_id for row in rows if births.incomplete(row.details.birth)]
    open_now = set(_undecided(wanted.unit).values_list("person_id", flat=True))
    for person in [one for one in found if one not in open_now][:MOST]:
        said = _said(wanted, person)
        yield _tried(person, None, lambda p=person, s=said: begun(  # type: ignore[misc]
            s, base.standing(p), Kind.BIRTH_DATE_MISSING, source="triage", other=None
        ).case_id)  # fmt: skip


def _ask(wanted: _Asked) -> Iterable[TriageLine]:
    """Put every open case on one list; asking is whole by itself, so a refusal is one of the request."""
    rows = list(_undecided(wanted.unit).filter(state=CaseState.OPEN.value).order_by("case_id")[:MOST])
    if wanted.body is None or wanted.due_on is None or not rows:
        raise unable("no_cases" if wanted.body and wanted.due_on else "body_far")
    ask(
        actor=wanted.said.actor, now=wanted.said.now, unit=wanted.unit, body=wanted.body, due_on=wanted.due_on,
        cases=[row.case_id for row in rows], question=wanted.said.reason, client_key=wanted.said.key("ask"),
    )  # fmt: skip
    return [TriageLine(row.person_id, row.case_id) for row in rows]


def _first_of_january(wanted: _Asked) -> Iterable[TriageLine]:
    """Take the last resort for every case that allows it."""
    rule = Evidence(EvidenceKind.RULE, wanted.said.reason, wanted.said.occurred_on)
    decision = Decision(Outcome.BIRTH_DATE_FOUND, rule, wanted.said.occurred_on, rank=BirthRank.FIRST_OF_JANUARY)
    for case in _undecided(wanted.unit).order_by("person_id")[:MOST]:
        said = _said(wanted, case.person_id, rule.text)
        yield _tried(case.person_id, case.case_id, lambda c=case, s=said: carried_out(  # type: ignore[misc]
            s, base.locked(c.case_id), decision
        ))  # fmt: skip


def _said(wanted: _Asked, person: int, evidence: str = "") -> base.Said:
    said = wanted.said
    key = uuid5(said.client_key, str(person))
    return base.Said(said.actor, said.now, said.occurred_on, said.reason, key, evidence)


def _tried(person: int, case_id: int | None, work: Callable[[], int | None]) -> TriageLine:
    """Do one line; a refusal becomes its code."""
    try:
        done = work()
    except UnableToVerify as refusal:
        return TriageLine(person, case_id, refusal.code)
    return TriageLine(person, case_id if case_id is not None else done)


def _undecided(unit: int) -> QuerySet[Case]:
    """Return the cases about a birth date of the unit and below it that are not decided."""
    here = units.by_number(unit)
    return Case.objects.filter(
        unit_no__gte=here.number, unit_no__lte=here.last, kind=Kind.BIRTH_DATE_MISSING.value
    ).exclude(state=CaseState.DECIDED.value)


_RULES: dict[TriageRule, Callable[[_Asked], Iterable[TriageLine]]] = {
    TriageRule.OPEN: _open,
    TriageRule.ASK: _ask,
    TriageRule.FIRST_OF_JANUARY: _first_of_january,
}
