"""Pools in processes of their own, which can be told to stop and still hand over what they have (chạy song song)."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from multiprocessing.synchronize import Event
from typing import Any

from toandan.ground.routing.assembling import Part

Solve = Callable[..., Part]
_stop: list[Event] = []
_HEARING = 0.4
"""How often whoever asked for the work is asked whether it is to end, in seconds."""


def _begin(stop: Event) -> None:
    """Take part in the work: whoever presses Ctrl-C means the process that asked, which tells the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stop[:] = [stop]
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """End this process with the one that asked, which may be killed without a word."""
    asked = parent_process()
    if asked is not None:
        wait_for([asked.sentinel])
        os._exit(1)


def told_to_stop() -> bool:
    """Tell whether the process that asked wants the work to end."""
    return bool(_stop) and _stop[0].is_set()


class Processes:
    """Works on tasks side by side; iterating yields the parts as they are done.

    No more tasks are made than are waited for: a country's pools do not fit into memory together.
    """

    def __init__(
        self, solve: Solve, tasks: Iterable[tuple[Any, ...]], workers: int, *, stop: Callable[[], bool]
    ) -> None:
        context = get_context("spawn")
        self.solve, self.tasks, self.workers, self.wanted = solve, tasks, workers, stop
        self.event = context.Event()
        self.pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(self.event,))
        self.running: set[Future[Part]] = set()

    def __iter__(self) -> Iterator[Part]:
        """Yield every part. Raises KeyboardInterrupt as soon as the work is to end, as Ctrl-C does."""
        for task in self.tasks:
            self.running.add(self.pool.submit(self.solve, *task))
            if len(self.running) > self.workers:
                yield from self._done()
        while self.running:
            yield from self._done()

    def _done(self) -> Iterator[Part]:
        done: set[Future[Part]] = set()
        while not done:
            if self.wanted():
                raise KeyboardInterrupt
            done, self.running = wait(self.running, timeout=_HEARING, return_when=FIRST_COMPLETED)
        yield from (one.result() for one in done)

    def stop(self) -> list[Part]:
        """End the work; return the parts of those that were being worked on, as far as they have come."""
        self.event.set()
        begun = [one for one in self.running if not one.cancel()]
        return [one.result() for one in begun if one.exception() is None]

    def close(self) -> None:
        """Let the processes go."""
        self.event.set()
        self.pool.shutdown(wait=True, cancel_futures=True)
