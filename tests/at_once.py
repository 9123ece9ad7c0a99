"""Acts done at the same moment, each by a process with one connection of its own (cùng một lúc)."""

import multiprocessing
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

_FORK = multiprocessing.get_context("fork")
# Longer than any act here takes on a loaded machine; a process that hangs fails the test instead of holding it.
_PATIENCE = 120.0


class AtWork:
    """Processes let loose on one database, and what each of them comes to."""

    def __init__(self, database: str, acts: Sequence[Callable[[], Any]]) -> None:
        # A connection and the threads of a pool do not survive in a forked process: all are closed before.
        connections.close_all()
        connections["default"].close_pool()
        self._sink = _FORK.SimpleQueue()
        start = _FORK.Barrier(len(acts))
        self._workers = [_FORK.Process(target=_do, args=(database, act, start, self._sink)) for act in acts]
        for worker in self._workers:
            worker.start()

    def busy(self, wait: float) -> bool:
        """Say whether anyone still works; wait up to so many seconds for the first of them."""
        self._workers[0].join(wait)
        return any(worker.is_alive() for worker in self._workers)

    def outcomes(self) -> list[Any]:
        """Wait for all and return what the acts returned, in no order; what an act raised fails the test."""
        for worker in self._workers:
            worker.join(_PATIENCE)
        codes = [worker.exitcode for worker in self._workers]
        said = [] if None in codes else [self._sink.get() for _ in codes]
        assert codes == [0] * len(codes), [what for ok, what in said if not ok] or codes
        return [what for _, what in said]


def _do(database: str, act: Callable[[], Any], start: Any, sink: Any) -> None:
    """Connect straight to the database, not by a pool: it would start threads in a forked process."""
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = database
        connections[alias].settings_dict["OPTIONS"].pop("pool", None)
    try:
        connections["default"].ensure_connection()
        start.wait(_PATIENCE)
        sink.put((True, act()))
    except BaseException:
        sink.put((False, traceback.format_exc()))
        raise
    finally:
        connections.close_all()


def at_once(database: str, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all at the same moment and return what each came to, in no order."""
    return AtWork(database, acts).outcomes()
