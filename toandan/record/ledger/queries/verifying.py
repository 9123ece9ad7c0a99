"""Proving the ledger (kiểm chứng sổ cái): the rebuild from postings must give the same figures, to the person."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from psycopg import sql

from toandan.record.ledger.queries.proofs import FOLLOWER, PROOFS, Proof
from toandan.record.ledger.words import ProofResult, VerifyReport

SAMPLES = 5
"""How many violations of a proof are shown."""

Report = Callable[[str, int, int], object]
"""Is told a proof's sentence, its place from 0, and how many there are."""


def verify(*, on_proof: Report | None = None, using: str = "owner") -> VerifyReport:
    """Prove the whole ledger in one snapshot, while the work goes on, and return what was checked and what is wrong.

    Reads as the tables' owner, because the world and everybody's unit must be seen. Must not be called inside an
    open transaction. Raises nothing for a violation: the report says `ok` or not.
    """
    with _snapshot(using) as cursor:
        cursor.execute("SELECT coalesce(max(entry_id), 0) FROM ledger_entry")
        (head,) = cursor.fetchone()
        proofs = (*PROOFS, *_followers(cursor))
        results = []
        for place, proof in enumerate(proofs):
            if on_proof is not None:
                on_proof(proof.sentence, place, len(proofs))
            results.append(_prove(cursor, proof))
    if on_proof is not None:
        on_proof("", len(proofs), len(proofs))
    return VerifyReport(head=int(head), proofs=tuple(results))


@contextmanager
def _snapshot(using: str) -> Iterator[Any]:
    """Give a cursor that sees one moment of the ledger and may use memory and processors for it."""
    with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")
        yield cursor


def _followers(cursor: Any) -> list[Proof]:
    cursor.execute("SELECT table_name FROM ledger_follower WHERE table_name <> 'people_person' ORDER BY table_name")
    return [
        Proof(
            f"{table}_follows",
            f"Rows of {table} stand under the unit of their person.",
            sql.SQL(FOLLOWER).format(table=sql.Identifier(table)).as_string(None),
        )
        for (table,) in cursor.fetchall()
    ]


def _prove(cursor: Any, proof: Proof) -> ProofResult:
    began = time.monotonic()
    cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE bad) FROM ({proof.sql}) AS checked")  # noqa: S608
    rows, violations = cursor.fetchone()
    samples: list[str] = []
    if violations:
        cursor.execute(
            f"SELECT (to_jsonb(checked) - 'bad')::text FROM ({proof.sql}) AS checked WHERE bad LIMIT {SAMPLES}"  # noqa: S608
        )
        samples = [str(text) for (text,) in cursor.fetchall()]
    seconds = round(time.monotonic() - began, 3)
    return ProofResult(proof.name, proof.sentence, int(rows), int(violations), tuple(samples), seconds)
