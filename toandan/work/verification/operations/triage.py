"""Many missing birth dates at once, by a rule (xử lý hàng loạt hồ sơ thiếu ngày sinh)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Card, Obstacle, matching
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.verification.models import Case, Event, Request, RequestList
from toandan.work.verification.operations import base
from toandan.work.verification.operations.asking import ask
from toandan.work.verification.operations.deciding import carried_out
from toandan.work.verification.operations.errors import UnableToVerify, unable
from toandan.work.verification.operations.opening import begun
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
"""How many one triage does; the next one takes up where it ended."""

CHUNK = 2000
"""How many people one look into the database is about."""

_Stock = Sequence[tuple[int, int | None, bool]]
"""Whom a rule is about, by rising person: the person, the case where there is one, whether it is still to be done."""


class _Undone(Exception):
    """A line was refused and the caller wants all or nothing; what was done is undone."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an officer wants of a triage."""

    said: base.Said
    unit: int
    body: int | None
    due_on: date | None
    after: int


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run did: its lines, how many of them are new, who fits the rule and was not looked at yet."""

    lines: list[TriageLine]
    fresh: int
    remaining: int = 0


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
    after: int = 0,
) -> TriageReport:
    """Do one thing with the missing birth dates of a unit, at most `MOST` at once, and report each line.

    The report says how many remain and, as `next_after`, where the next run takes up: handed over as `after`, it goes
    past the lines that were refused, so that repeated calls come to an end. With `whole` one refused line keeps
    everything out; the report then says which and why. `body` and `due_on` belong to the rule "ask". The same key
    from the same place does nothing again and reports the same lines.
    Raises NotAllowed, UnitUnknown, and UnableToVerify for what is wrong about the request itself.
    """
    wanted = _Asked(base.Said(actor, now, localdate(now), reason, client_key), unit, body, due_on, after)
    base.checked(wanted.said)
    run = _Run([], 0)
    try:
        with acting(actor):
            require(actor, VerificationPermission.OPEN, at=unit)
            if rule is TriageRule.FIRST_OF_JANUARY:
                require(actor, VerificationPermission.DECIDE, at=unit)
            run = _RULES[rule](wanted)
            refused = [line for line in run.lines if line.code]
            if whole and refused:
                raise _Undone
            if run.fresh or not run.lines:
                append(
                    actor=actor, verb="verification.case.triage", subject=f"unit:{unit}", unit=unit,
                    detail={"rule": rule.value, "done": len(run.lines) - len(refused), "refused": len(refused)},
                )  # fmt: skip
    except _Undone:
        return TriageReport(tuple(run.lines), done=False, remaining=run.remaining)
    last = run.lines[-1].person_id if run.lines and run.remaining else None
    return TriageReport(tuple(run.lines), done=True, remaining=run.remaining, next_after=last)


def _open(wanted: _Asked) -> _Run:
    """Open a case for everybody whose date is missing and who still must hold a card."""
    here = units.by_number(wanted.unit)
    states = set(matching(card=(Card.DUE,), obstacle=(Obstacle.NONE, Obstacle.BIRTH_DATE_MISSING)))
    vague = people.without_birth_date(low=here.number, high=here.last, after=wanted.after)
    standing = [
        row.person_id
        for start in range(0, len(vague), CHUNK)
        for row in ledger_rows.standings(vague[start : start + CHUNK])
        if row.state in states
    ]
    known = set(_cases(wanted.unit).exclude(state=CaseState.DECIDED.value).values_list("person_id", flat=True))

    def begin(said: base.Said, person: int, case_id: int | None) -> int:
        kind = Kind.BIRTH_DATE_MISSING
        return begun(said, base.standing(person), kind, source="triage", other=None).case_id

    return _each(wanted, [(person, None, person not in known) for person in standing], begin)


def _ask(wanted: _Asked) -> _Run:
    """Put the open cases on one list; asking is whole by itself, so a refusal is one of the request."""
    waiting = _cases(wanted.unit).filter(state=CaseState.OPEN.value)
    made = RequestList.objects.filter(client_key=wanted.said.key("ask")).first()
    if made is not None:
        asked = Request.objects.filter(list_id=made.pk).order_by("case_id").values_list("person_id", "case_id")
        return _Run([TriageLine(*row) for row in asked], 0, waiting.count())
    rows = list(waiting.order_by("case_id")[:MOST])
    if wanted.body is None or wanted.due_on is None or not rows:
        raise unable("no_cases" if wanted.body and wanted.due_on else "body_far")
    remaining = waiting.count() - len(rows)
    ask(
        actor=wanted.said.actor, now=wanted.said.now, unit=wanted.unit, body=wanted.body, due_on=wanted.due_on,
        cases=[row.case_id for row in rows], question=wanted.said.reason, client_key=wanted.said.key("ask"),
    )  # fmt: skip
    return _Run([TriageLine(row.person_id, row.case_id) for row in rows], len(rows), remaining)


def _first_of_january(wanted: _Asked) -> _Run:
    """Take the last resort for every case that allows it."""
    rule = Evidence(EvidenceKind.RULE, wanted.said.reason, wanted.said.occurred_on)
    decision = Decision(Outcome.BIRTH_DATE_FOUND, rule, wanted.said.occurred_on, rank=BirthRank.FIRST_OF_JANUARY)

    def settle(said: base.Said, person: int, case_id: int | None) -> int:
        if case_id is None:
            raise RuntimeError("the last resort is taken for cases")
        carried_out(replace(said, evidence=rule.text), base.locked(case_id), decision)
        return case_id

    rows = _cases(wanted.unit).filter(person_id__gt=wanted.after).order_by("person_id", "case_id")
    stock = [(p, c, s != CaseState.DECIDED.value) for p, c, s in rows.values_list("person_id", "case_id", "state")]
    return _each(wanted, stock, settle)


def _each(wanted: _Asked, stock: _Stock, work: Callable[[base.Said, int, int | None], int]) -> _Run:
    """Do the first lines of the stock; what this very key has done already is reported and counted, not done again."""
    lines: list[TriageLine] = []
    fresh = place = 0
    while place < len(stock) and len(lines) < MOST:
        chunk = stock[place : place + CHUNK]
        before = _done_before(wanted, [person for person, _case, is_fresh in chunk if not is_fresh])
        for person, case_id, is_fresh in chunk:
            if len(lines) == MOST:
                break
            place += 1
            if is_fresh:
                fresh += 1
                lines.append(_tried(_said(wanted, person), person, case_id, work))
            elif person in before and case_id in {None, before[person]}:
                lines.append(TriageLine(person, before[person]))
    return _Run(lines, fresh, sum(is_fresh for _person, _case, is_fresh in stock[place:]))


def _said(wanted: _Asked, person: int) -> base.Said:
    return replace(wanted.said, client_key=_key(wanted, person))


def _key(wanted: _Asked, person: int) -> UUID:
    return uuid5(wanted.said.client_key, str(person))


def _done_before(wanted: _Asked, persons: Iterable[int]) -> dict[int, int]:
    """Return the case of each of these people for whom an earlier call with the same key did its work."""
    keys = {_key(wanted, person): person for person in persons}
    done = Event.objects.filter(person_id__in=keys.values(), client_key__in=keys)
    return {event.person_id: event.case_id for event in done if keys[event.client_key] == event.person_id}


def _tried(
    said: base.Said, person: int, case_id: int | None, work: Callable[[base.Said, int, int | None], int]
) -> TriageLine:
    """Do one line whole; a refusal becomes its code, and what the line had written until then is undone."""
    try:
        with transaction.atomic():
            return TriageLine(person, work(said, person, case_id))
    except UnableToVerify as refusal:
        return TriageLine(person, case_id, refusal.code)


def _cases(unit: int) -> QuerySet[Case]:
    """Return the cases about a birth date of the unit and below it."""
    here = units.by_number(unit)
    return Case.objects.filter(unit_no__gte=here.number, unit_no__lte=here.last, kind=Kind.BIRTH_DATE_MISSING.value)


_RULES: dict[TriageRule, Callable[[_Asked], _Run]] = {
    TriageRule.OPEN: _open,
    TriageRule.ASK: _ask,
    TriageRule.FIRST_OF_JANUARY: _first_of_january,
}
