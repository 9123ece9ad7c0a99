"""How long the whole ledger takes to prove, and the reading behind the city board, on invented people.

    .venv/bin/python -m benchmarks.ledger_verify [--people 1000000]

Targets at 8,000,000 people: verify ≤ 60 s; flows of 579 units over 14 days ≤ 60 ms.
"""

import argparse
import time
from datetime import date

from benchmarks import ledger_base as base

DATABASE = "bench_ledger_verify"
FLOW_RUNS = 9


def flows() -> float:
    """Return the median seconds of the board's reading: 16 counters, all units, 14 days."""
    from django.db import transaction

    from toandan.record.ledger import queries
    from toandan.record.ledger.words import Card, EId, Obstacle, matching

    counters = {f"card {word}": matching(card=[word]) for word in Card}
    counters |= {f"eid {word}": matching(eid=[word]) for word in EId}
    counters |= {f"obstacle {word}": matching(card=[Card.DUE], obstacle=[word]) for word in list(Obstacle)[:6]}
    times = []
    for _ in range(FLOW_RUNS):
        began = time.perf_counter()
        with transaction.atomic():
            table = queries.flow_table(
                since=date(2023, 5, 21), as_of=date(2023, 6, 3), counters=counters, low=1, high=2_000_000_000
            )
        times.append(time.perf_counter() - began)
    print(f"{len(table.units)} units, {len(counters)} counters, {table.change.shape[2]} columns")
    return base.median(times)


def main() -> None:
    """Build the ledger by sets, then prove it and read the board's figures before and after folding."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=1_000_000)
    many = asked.parse_args().people
    with base.database(DATABASE):
        spent = base.open_people(many)
        from datetime import UTC, datetime

        from toandan.ground.kernel.actor import the_house
        from toandan.record.ledger import queries
        from toandan.record.ledger.operations import fold, seal

        postings = base.run("SELECT count(*) FROM ledger_posting")[0][0]
        deltas = base.run("SELECT count(*) FROM ledger_delta")[0][0]
        print(f"{postings:,} postings in {spent:.1f} s through the door: {int(str(postings)) / spent:,.0f} postings/s")
        print(f"flows over {deltas:,} deltas: {flows() * 1000:.0f} ms (target ≤ 60 ms)")
        seal(actor=the_house("bench"), now=datetime.now(UTC), reason="benchmark")
        began = time.perf_counter()
        gone = fold()
        print(f"folded {gone:,} rows away in {time.perf_counter() - began:.1f} s")
        base.run("VACUUM ANALYZE ledger_delta")
        print(f"flows after folding: {flows() * 1000:.0f} ms")
        began = time.perf_counter()
        report = queries.verify()
        seconds = time.perf_counter() - began
        for proof in report.proofs:
            print(f"  {proof.seconds:6.2f} s  {proof.rows:>12,} rows  {proof.violations} violations  {proof.name}")
        limit = 60 * many / 8_000_000
        print(f"verify: {seconds:.1f} s for {many:,} people (target ≤ 60 s at 8 million, {limit:.1f} s in proportion)")


if __name__ == "__main__":
    main()
