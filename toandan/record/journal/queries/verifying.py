"""Checking that nothing was changed, removed or slipped in (kiểm tra nhật ký).

The hash of every line is computed anew inside the database by the text below, not by the function that made it: who
can rewrite lines could rewrite that function as well. The signatures are checked outside, with a key the database
does not have.
"""

from collections.abc import Callable, Mapping
from time import perf_counter

from django.conf import settings
from django.db import connections

from toandan.record.journal import rules
from toandan.record.journal.queries.heads import heads
from toandan.record.journal.words import GENESIS, STRANDS, Broken, Fault, Head, VerifyReport

_STRAND = """
SELECT count(*), max(line_no), min(ARRAY[line_no - (fault = 1)::int, fault]) FILTER (WHERE fault > 0)
FROM (
    SELECT line_no, CASE
        WHEN line_no <> coalesce(lag(line_no) OVER before, 0) + 1 THEN 1
        WHEN previous IS DISTINCT FROM coalesce(lag(hash) OVER before, decode(repeat('00', 32), 'hex')) THEN 2
        WHEN hash IS DISTINCT FROM sha256(previous || convert_to(jsonb_build_array(
            strand, line_no, (extract(epoch FROM at) * 1000000)::bigint, day - DATE '2000-01-01', actor_id,
            actor_name, unit_no, verb, subject, detail
        )::text, 'UTF8')) THEN 3
        ELSE 0 END AS fault
    FROM journal_line WHERE strand = %s
    WINDOW before AS (ORDER BY line_no)
) AS looked_at
"""
_FAULTS = {1: Fault.MISSING, 2: Fault.UNCHAINED, 3: Fault.CHANGED}


def verify(*, using: str = "owner", advance: Callable[[int], None] | None = None) -> VerifyReport:
    """Look at every line, every strand and every signed head, and return what was found.

    `using` must see the whole journal, as the tables' owner does. `advance` is told after each of the `STRANDS`
    strands. The first break is the one with the lowest strand and line; heads are looked at when all lines hold.
    """
    begun = perf_counter()
    counts: dict[int, int] = {}
    broken: Broken | None = None
    for strand in _strands(using):
        counts[strand], found = _strand(strand, using)
        broken = broken or found
        if advance is not None:
            advance(1)
    signed = heads(using=using)
    broken = broken or _against_strands(counts, using) or _against_seals(signed, using)
    sealed = sum(line_no for line_no, _ in signed[-1].heads.values()) if signed else 0
    lines = sum(counts.values())
    return VerifyReport(
        lines=lines,
        strands=sum(1 for many in counts.values() if many),
        seals=len(signed),
        unsealed=max(0, lines - sealed),
        seconds=perf_counter() - begun,
        broken=broken,
    )


def _strands(using: str) -> list[int]:
    """Return the strands to look at: ours, and any that somebody else has added."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT DISTINCT strand FROM journal_line WHERE strand NOT BETWEEN 0 AND %s", [STRANDS - 1])
        return [*range(STRANDS), *sorted(strand for (strand,) in cursor.fetchall())]


def _strand(strand: int, using: str) -> tuple[int, Broken | None]:
    with connections[using].cursor() as cursor:
        cursor.execute(_STRAND, [strand])
        row = cursor.fetchone()
    if row is None or row[2] is None:
        return (row[0] if row else 0), None
    line_no, fault = row[2]
    return row[0], Broken(_FAULTS[fault], strand, line_no)


def _against_strands(counts: Mapping[int, int], using: str) -> Broken | None:
    """Compare where every strand ends with where it says it ends: a tail cut off shows here."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT s.strand, s.line_no, s.hash = coalesce(l.hash, %s) FROM journal_strand s "
            "LEFT JOIN journal_line l ON l.strand = s.strand AND l.line_no = s.line_no ORDER BY s.strand",
            [GENESIS],
        )
        said = {strand: (line_no, same) for strand, line_no, same in cursor.fetchall()}
    for strand, many in counts.items():
        line_no, same = said.get(strand, (0, True))
        if line_no != many or not same:
            return Broken(Fault.HEAD_DIFFERS, strand, min(line_no, many) + 1)
    return None


def _against_seals(signed: list[Head], using: str) -> Broken | None:
    """Compare the journal with every signed head: a rewritten chain, or a tail cut off with its head, shows here."""
    before = GENESIS
    for place, head in enumerate(signed, start=1):
        if not rules.is_signed(head, seed=settings.JOURNAL_SEED):
            return Broken(Fault.SIGNATURE_WRONG, 0, 0, seal=head.seal_no)
        if head.seal_no != place or head.previous != before:
            return Broken(Fault.SEAL_UNCHAINED, 0, 0, seal=head.seal_no)
        before = rules.name_of(head)
        found = _against_seal(head, using)
        if found is not None:
            return found
    return None


def _against_seal(head: Head, using: str) -> Broken | None:
    strands, numbers = list(head.heads), [line_no for line_no, _ in head.heads.values()]
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT l.strand, encode(l.hash, 'hex') FROM unnest(%s::smallint[], %s::bigint[]) AS s (strand, line_no) "
            "JOIN journal_line l ON l.strand = s.strand AND l.line_no = s.line_no",
            [strands, numbers],
        )
        there = dict(cursor.fetchall())
    for strand, (line_no, digest) in sorted(head.heads.items()):
        if strand not in there:
            return Broken(Fault.SEALED_MISSING, strand, line_no, seal=head.seal_no)
        if there[strand] != digest:
            return Broken(Fault.SEALED_DIFFERS, strand, line_no, seal=head.seal_no)
    return None
