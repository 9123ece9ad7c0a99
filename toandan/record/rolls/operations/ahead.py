"""Works on a few things at once and hands the results out in order (làm trước một bước).

polars and the database's driver let other threads run while they work, so that two blocks of a roll take hardly longer
than one. Never more than `WIDTH` things are under way, and one waits: memory does not grow with the file.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")
WIDTH = 3


def ahead(work: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[Result]:
    """Yield `work(thing)` for each thing, in order; what `work` raises is raised in its place.

    When that happens, or the caller stops early, what is under way is waited for and nothing more is begun.
    """
    under_way: deque[Future[Result]] = deque()
    threads = ThreadPoolExecutor(WIDTH)
    try:
        for thing in things:
            under_way.append(threads.submit(work, thing))
            if len(under_way) > WIDTH:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
