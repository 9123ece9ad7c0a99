"""Taking in what linkage proposes: the sure suspend and open a case, the unsure wait for eyes (tiếp nhận đề xuất).

Nobody is ever taken out of the register here. A proposal is known by the person, the kind and the record it speaks
of, so that the same file, under whatever name, changes nothing the second time.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import polars as pl
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Line, StandingRow, Verb
from toandan.record.officers.operations import acting
from toandan.work.verification.models import Case, Event, Review
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import SENTENCES, UnableToPropose
from toandan.work.verification.operations.opening import fresh
from toandan.work.verification.queries.pairs import with_identities
from toandan.work.verification.rules import standings
from toandan.work.verification.words import Band, CaseState, CaseVerb, Kind, Proposed, VerificationPermission

COLUMNS = ("person_id", "kind", "band", "weight", "probability", "waterfall", "evidence")
_AT_ONCE = 2000
"""Rows written by one statement."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    """One line of the frame, read."""

    person: int
    kind: Kind
    band: Band
    weight: float
    probability: float
    waterfall: list[Any]
    evidence: dict[str, Any]
    origin: str
    """A mark of what is proposed about whom; it tells nothing about them."""

    @property
    def record(self) -> dict[str, Any]:
        """The record the person is compared with."""
        told: dict[str, Any] = self.evidence.get("record", self.evidence)
        return told


def _origin(kind: Kind, evidence: dict[str, Any]) -> str:
    said = json.dumps([kind.value, evidence.get("record", evidence)], sort_keys=True)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def propose(
    *, actor: Actor, now: datetime, proposals: pl.DataFrame, source: str, reason: str, client_key: UUID
) -> Proposed:
    """Take a frame of proposals in and say what became of them; all good lines, in one transaction.

    Columns: `person_id`, `kind` (a case's kind), `band` (`auto` or `review`), `weight`, `probability`, `waterfall`
    (JSON, a list of `{"name", "weight", "left", "right"}`) and `evidence` (JSON: `record`, the record it came from;
    `runner_up` and `conflict` where there are any). A person who has left, or is out of the actor's scope, is a
    refused line. Raises NotAllowed and UnableToPropose when the frame itself cannot be read; then nothing is written.
    """
    said = base.Said(actor, now, localdate(now), reason, client_key)
    read = _read(proposals)
    if not reason.strip():
        raise UnableToPropose(SENTENCES["reason_missing"], code="reason_missing")
    with acting(actor):
        stands = {row.person_id: row for row in ledger_rows.standings(sorted({p.person for p in read}))}
        refused = [(p.person, "not_in_register") for p in read if p.person not in stands]
        refused += _forbidden(actor, read, stands)
        out = {person for person, _ in refused}
        fresh_ones, known = _unknown([p for p in read if p.person not in out])
        fresh_ones = _whole(fresh_ones)
        auto = [p for p in fresh_ones if p.band is Band.AUTO]
        suspended, cases = _suspend(said, auto, stands, source)
        reviews = _queue(said, [p for p in fresh_ones if p.band is Band.REVIEW], stands, source)
        done = Proposed(suspended, cases, reviews, known + len(auto) - cases, tuple(sorted(set(refused))))
        append(
            actor=actor, verb="verification.proposal.make", subject=f"proposals:{len(read)}", unit=actor.at,
            detail={"suspended": suspended, "cases": cases, "reviews": reviews, "known": done.known},
        )  # fmt: skip
    return done


def _forbidden(actor: Actor, read: Iterable[_Proposal], stands: dict[int, StandingRow]) -> list[tuple[int, str]]:
    return [
        (p.person, "not_allowed")
        for p in read
        if p.person in stands and not actor.may(VerificationPermission.PROPOSE, stands[p.person].unit_no)
    ]


def _read(frame: pl.DataFrame) -> list[_Proposal]:
    for column in COLUMNS:
        if column not in frame.columns:
            raise UnableToPropose(SENTENCES["frame_lacks"], code="frame_lacks", values={"column": column})
    found = []
    for number, row in enumerate(frame.select(COLUMNS).iter_rows(named=True), 1):
        told: dict[str, Any] = {}
        for column in COLUMNS:
            try:
                told[column] = _READERS[column](row[column])
            except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
                values = {"column": column, "row": number}
                raise UnableToPropose(SENTENCES["frame_wrong"], code="frame_wrong", values=values) from error
        read = [*told.values(), _origin(told["kind"], told["evidence"])]
        found.append(_Proposal(*read))
    return found


def _number(value: Any) -> float:
    """Read a weight or a chance. Raises ValueError for what no page could write and no index order."""
    read = float(value)
    if not math.isfinite(read):
        raise ValueError(read)
    return read


def _rungs(text: str) -> list[Any]:
    """Read what each comparison added. Raises ValueError, TypeError, KeyError when it could not be drawn."""
    rungs: list[Any] = json.loads(text)
    for rung in rungs:
        _number(rung["weight"])
        str(rung["name"])
    if not isinstance(rungs, list):
        raise TypeError(rungs)
    return rungs


def _evidence(text: str) -> dict[str, Any]:
    """Read the records of a proposal. Raises ValueError and TypeError when a side is none, or names nobody."""
    told: dict[str, Any] = json.loads(text)
    if not isinstance(told, dict):
        raise TypeError(told)
    for one in (told, told.get("record", {}), told.get("runner_up") or {}):
        if not isinstance(one, dict) or not isinstance(one.get("person_id", 0), int):
            raise TypeError(one)
    return told


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "person_id": int,
    "kind": Kind,
    "band": Band,
    "weight": _number,
    "probability": _number,
    "waterfall": _rungs,
    "evidence": _evidence,
}
"""How each column is read, in the order of `COLUMNS`."""


def _unknown(read: list[_Proposal]) -> tuple[list[_Proposal], int]:
    """Return the proposals nothing is known of, each once, and how many are known."""
    people = sorted({p.person for p in read})
    seen: set[tuple[int, str]] = set()
    for table in (Case, Review):
        seen |= set(table.objects.filter(person_id__in=people).exclude(origin="").values_list("person_id", "origin"))
    left, known = [], 0
    for proposal in read:
        mark = (proposal.person, proposal.origin)
        known += mark in seen
        if mark not in seen:
            left.append(proposal)
        seen.add(mark)
    return left, known


def _whole(read: list[_Proposal]) -> list[_Proposal]:
    """Give every record and runner-up that only names a person what a reviewer needs of them, as they are now.

    Reviewers may not look into the unit the other person belongs to, so it must come with the proposal. The origin was
    taken before: the same pair stays the same when somebody's details are corrected.
    """
    records = with_identities([p.record for p in read])
    runners = with_identities([p.evidence.get("runner_up") for p in read])
    return [
        replace(p, evidence=p.evidence | {"record": record, "runner_up": runner})
        for p, record, runner in zip(read, records, runners, strict=True)
    ]


def _suspend(said: base.Said, auto: list[_Proposal], stands: dict[int, StandingRow], source: str) -> tuple[int, int]:
    """Post what the sure ones mean in one entry, and open a case for each; return how many of both."""
    people = [p.person for p in auto]
    open_now = set(
        Case.objects.filter(person_id__in=people)
        .exclude(state=CaseState.DECIDED.value)
        .values_list("person_id", "kind")
    )
    chosen: dict[tuple[int, str], _Proposal] = {}
    for proposal in sorted(auto, key=lambda p: (p.person, -p.weight)):
        if (proposal.person, proposal.kind.value) not in open_now:
            chosen.setdefault((proposal.person, proposal.kind.value), proposal)
    posted, entry = _posted(said, list(chosen.values()), stands)
    numbers = zip(
        chosen.values(),
        base.next_numbers("case", len(chosen)),
        base.next_numbers("event", len(chosen)),
        strict=True,
    )
    cases, lines = [], []
    for proposal, case_number, line_number in numbers:
        case = fresh(
            stands[proposal.person], proposal.kind, said.now, case_number,
            suspended=proposal.person in posted, source=source,
        )  # fmt: skip
        case.origin, case.entry_id = proposal.origin, entry if proposal.person in posted else None
        cases.append(case)
        lines.append(base.event(case, _said_of(said, proposal), CaseVerb.OPENED, line_number))
    Case.objects.bulk_create(cases, batch_size=_AT_ONCE)
    Event.objects.bulk_create(lines, batch_size=_AT_ONCE)
    return len(posted), len(cases)


def _said_of(said: base.Said, proposal: _Proposal) -> base.Said:
    detail = {
        "kind": proposal.kind.value,
        "weight": proposal.weight,
        "probability": proposal.probability,
        "waterfall": proposal.waterfall,
        "record": proposal.record,
    }
    key = uuid5(said.client_key, f"{proposal.person}.{proposal.origin}")
    return base.Said(said.actor, said.now, said.occurred_on, said.reason, key, detail=detail)


def _posted(said: base.Said, auto: list[_Proposal], stands: dict[int, StandingRow]) -> tuple[set[int], int | None]:
    """Post the obstacles of all sure proposals in one entry; who has been served or has moved by now is left."""
    lines: dict[int, Line] = {}
    for proposal in auto:
        here = stands[proposal.person]
        move = standings.doubted(proposal.kind, here.standing)
        if move is not None and move.target is not None:
            line = Line(here.person_id, (here.unit_no, here.state), (here.unit_no, move.target.code))
            lines.setdefault(proposal.person, line)
    if not lines:
        return set(), None
    outcome = ledger.post(
        actor=said.actor, now=said.now, verb=Verb.OBSTACLE_FOUND, occurred_on=said.occurred_on,
        client_key=said.key("propose"), lines=list(lines.values()), reason=said.reason, partial=True,
    )  # fmt: skip
    return set(lines) - {refusal.person for refusal in outcome.refused}, outcome.entry


def _queue(said: base.Said, unsure: list[_Proposal], stands: dict[int, StandingRow], source: str) -> int:
    """Put the unsure ones before reviewers."""
    numbers = zip(unsure, base.next_numbers("review", len(unsure)), strict=True)
    made = [
        Review(
            person_id=p.person,
            review_id=number,
            unit_no=stands[p.person].unit_no,
            kind=p.kind.value,
            source=source,
            reason=said.reason.strip(),
            origin=p.origin,
            weight=p.weight,
            probability=p.probability,
            conflict=bool(p.evidence.get("conflict")),
            waterfall=p.waterfall,
            record=p.record,
            runner_up=p.evidence.get("runner_up"),
            made_at=said.now,
        )
        for p, number in numbers
    ]
    Review.objects.bulk_create(made, batch_size=_AT_ONCE)
    return len(made)
