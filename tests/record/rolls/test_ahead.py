"""Two things at once, their results in order, and nothing begun after a failure."""

import threading
from collections.abc import Iterator

import pytest

from toandan.record.rolls.operations.ahead import WIDTH, ahead


def test_results_come_in_the_order_of_the_things() -> None:
    first_may_end = threading.Event()

    def work(thing: int) -> int:
        if thing == 0:
            assert first_may_end.wait(10)
        else:
            first_may_end.set()
        return thing * 10

    # The first can end only when the second is under way beside it.
    assert list(ahead(work, range(5))) == [0, 10, 20, 30, 40]


def test_the_source_is_read_only_a_little_ahead() -> None:
    drawn: list[int] = []

    def source() -> Iterator[int]:
        for thing in range(10):
            drawn.append(thing)
            yield thing

    results = ahead(str, source())
    assert next(results) == "0"
    assert len(drawn) == WIDTH + 1
    results.close()  # type: ignore[attr-defined]
    assert len(drawn) == WIDTH + 1


def test_a_failure_comes_in_its_place_and_ends_the_work() -> None:
    def work(thing: int) -> int:
        if thing == 1:
            raise ValueError(thing)
        return thing

    results = ahead(work, range(100))
    assert next(results) == 0
    with pytest.raises(ValueError, match="1"):
        next(results)
    assert list(results) == []
