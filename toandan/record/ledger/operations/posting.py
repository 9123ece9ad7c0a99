"""Posting: the one way people are moved from one standing to another (ghi bút toán)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
import psycopg
from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import alongside
from toandan.record.ledger import rules
from toandan.record.ledger.operations import errors
from toandan.record.ledger.operations.arrays import Int4Array, Int8Array, cursor
from toandan.record.ledger.words import Ints, LedgerPermission, Line, LineArrays, Outcome, Refusal, RefusalReason, Verb
from toandan.record.officers.operations import acting, require

REFUSED, REUSED = "TD001", "TD002"
"""What the door raises; see `sql/post.sql`."""

_CALL = """
SELECT p.*, CASE WHEN NOT p.o_repeated THEN {line} END
FROM ledger_post(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) AS p
"""
_SUBJECT = "'entry:' || p.o_entry"
_DETAIL = "jsonb_build_object('verb', %s::text, 'posted', p.o_posted, 'refused', jsonb_array_length(p.o_refused))"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Lines as whole numbers in rising order of person."""

    persons: Ints
    unit_from: Ints
    state_from: Ints
    unit_to: Ints
    state_to: Ints

    @classmethod
    def of(cls, lines: LineArrays | Iterable[Line]) -> "_Columns":
        """Read lines in any form; raises ValueError when the columns differ in length."""
        given = lines if isinstance(lines, LineArrays) else LineArrays.of(lines)
        columns = [
            np.asarray(column, dtype=np.int64)
            for column in (given.persons, given.unit_from, given.state_from, given.unit_to, given.state_to)
        ]
        if len({len(column) for column in columns}) > 1:
            raise ValueError("the columns of lines differ in length")
        if len(columns[0]) > 1 and np.any(columns[0][1:] < columns[0][:-1]):
            order = np.lexsort(tuple(reversed(columns)))
            columns = [column[order] for column in columns]
        return cls(*columns)

    def digest(self, *header: object) -> str:
        """Return what tells one request from another; lines in another order are the same request."""
        made = hashlib.blake2b(json.dumps(header).encode(), digest_size=16)
        for column in (self.persons, self.unit_from, self.state_from, self.unit_to, self.state_to):
            made.update(column.tobytes())
        return made.hexdigest()


def post(
    *,
    actor: Actor,
    now: datetime,
    verb: str,
    occurred_on: date,
    client_key: UUID,
    lines: LineArrays | Iterable[Line],
    reason: str,
    evidence: str = "",
    session: str = "",
    partial: bool = False,
) -> Outcome:
    """Move a set of people, each from the standing the line says to the standing it names; one entry, one transaction.

    A line whose person does not stand where it says is refused. Without `partial` one refused line keeps all out and
    UnableToPost carries the refusals; with it the good lines are posted and the outcome lists the others. Repeating a
    request with its `client_key` changes nothing and returns the first outcome. `occurred_on` is the day it happened;
    it counts from then, but never from before the person's last change. Lines may come in any order.

    Raises NotAllowed when the actor may post at neither unit of a line; UnableToPost for refused lines, a client key
    used for something else, a missing reason, missing evidence where people leave the count, an unknown verb, no lines.
    """
    word, columns = _checked(verb, lines, reason, evidence)
    digest = columns.digest(word.value, occurred_on.isoformat(), reason, evidence, session, partial)
    header = (client_key, word.value, occurred_on, actor.name, actor.officer, reason, evidence, session, digest)
    unlawful = rules.unlawful(word, columns.unit_from, columns.state_from, columns.unit_to, columns.state_to)
    with acting(actor):
        _require(actor, columns)
        line, said = alongside(actor=actor, verb="ledger.entry.post", unit=_unit(columns))
        call = _CALL.format(line=line.format(_SUBJECT, _DETAIL))
        return _call(call, [*said, word.value, *header], columns, unlawful, partial)


def _checked(verb: str, lines: LineArrays | Iterable[Line], reason: str, evidence: str) -> tuple[Verb, _Columns]:
    """Return the verb and the lines in order, or say what is missing before the database is asked."""
    if not reason.strip():
        raise errors.UnableToPost(errors.REASON_MISSING, code="reason_missing")
    try:
        word = Verb(verb)
    except ValueError as error:
        raise errors.UnableToPost(errors.VERB_UNKNOWN, code="verb_unknown", values={"verb": verb}) from error
    columns = _Columns.of(lines)
    if not len(columns.persons):
        raise errors.UnableToPost(errors.NO_LINES, code="no_lines")
    if not evidence.strip() and rules.needs_evidence(columns.state_from, columns.state_to):
        raise errors.UnableToPost(errors.EVIDENCE_MISSING, code="evidence_missing")
    return word, columns


def _require(actor: Actor, columns: _Columns) -> None:
    """Make sure that the actor may post at one of the two units of every line."""
    if actor.everywhere:
        return
    pairs = np.unique(np.stack((columns.unit_from, columns.unit_to)), axis=1).T.tolist()
    for source, target in pairs:
        if not (source and actor.may(LedgerPermission.POST, source)):
            require(actor, LedgerPermission.POST, at=target or source)


def _unit(columns: _Columns) -> int | None:
    """Return the unit the journal keeps the line under: the only one there is, else none."""
    found = set(columns.unit_from.tolist()) | set(columns.unit_to.tolist())
    found.discard(0)
    return int(found.pop()) if len(found) == 1 else None


def _call(call: str, header: list[object], columns: _Columns, unlawful: Ints, partial: bool) -> Outcome:
    """Go through the door, and turn what it raises into UnableToPost."""
    arrays = (
        Int8Array(columns.persons),
        *(Int4Array(c) for c in (columns.unit_from, columns.state_from, columns.unit_to, columns.state_to)),
    )
    try:
        with cursor(connection) as opened:
            row = opened.execute(call, (*header, *arrays, partial, Int4Array(unlawful + 1)), prepare=True).fetchone()
    except psycopg.Error as error:
        if error.sqlstate == REUSED:
            raise errors.UnableToPost(errors.KEY_REUSED, code="key_reused") from error
        if error.sqlstate != REFUSED:
            raise
        refusals = [_refusal(said) for said in json.loads(error.diag.message_detail or "[]")]
        many = (error.diag.message_primary or "").split()
        values = {"refused": int(many[0]), "lines": int(many[2])}
        raise errors.UnableToPost(
            errors.LINES_REFUSED, code="lines_refused", values=values, refusals=refusals
        ) from error
    if row is None:
        raise RuntimeError("the door always answers")
    entry, posted, refused, repeated, _ = row
    # Django leaves JSON to its own fields, so it arrives as text here.
    return Outcome(entry, posted, [_refusal(said) for said in json.loads(refused)], repeated)


def _refusal(said: dict[str, object]) -> Refusal:
    unit, state = said.get("unit"), said.get("state")
    return Refusal(
        person=int(str(said["person"])),
        reason=RefusalReason(str(said["reason"])),
        unit=int(str(unit)) if unit is not None else None,
        state=int(str(state)) if state is not None else None,
    )
