"""What the operator's monitoring reads: requests, time, pool, ledger (số liệu giám sát).

Several workers share their figures through the files of `PROMETHEUS_MULTIPROC_DIR`, which `toandan serve` sets
before it starts them; a single process keeps them in memory.
"""

import os
from collections.abc import Iterator

from django.db import DatabaseError, connections, transaction
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

REQUESTS = Counter("toandan_requests", "Requests answered.", ("route", "method", "status"))
SECONDS = Histogram(
    "toandan_request_seconds",
    "Time from a request's arrival to its answer.",
    ("route",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge("toandan_requests_in_flight", "Requests being answered now.", multiprocess_mode="livesum")
POOL = Gauge("toandan_pool_connections", "Database connections of the pool.", ("state",), multiprocess_mode="livesum")


def note_pool() -> None:
    """Copy the pool's own counters into the gauges; called after each request, costs no query."""
    pool = getattr(connections["default"], "_connection_pools", {}).get("default")
    if pool is not None:
        found = pool.get_stats()
        POOL.labels("open").set(found.get("pool_size", 0))
        POOL.labels("free").set(found.get("pool_available", 0))
        POOL.labels("waiting").set(found.get("requests_waiting", 0))


class LedgerHead(Collector):
    """Asks the ledger for its highest entry at the moment of reading; absent while the database is away."""

    def collect(self) -> Iterator[Metric]:
        """Yield the one figure."""
        from toandan.record.ledger import queries as ledger

        try:
            with transaction.atomic():
                head = ledger.head()
        except DatabaseError:
            return
        yield GaugeMetricFamily("toandan_ledger_head", "Number of the ledger's last entry.", value=head)


def page() -> bytes:
    """Return all figures of all workers in the text format."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    head = CollectorRegistry()
    head.register(LedgerHead())
    return generate_latest(registry) + generate_latest(head)
