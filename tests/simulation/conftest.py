"""The demonstration as a stranger starts it, made once for all tests that only look at it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.house.launching import Bench, bench, copy_of
from tests.house.sources import ROOT

ASKED = ("--scale", "0.01", "--seed", "7", "--no-serve")
MADE_FROM = ("*.py", "*.sql", "*.csv", "*.json")


@pytest.fixture(scope="session")
def city() -> Iterator[Bench]:
    """The invented city on day 14, from nothing."""
    with _another() as made:
        yield made


@pytest.fixture(scope="module")
def own_city() -> Iterator[Bench]:
    """A copy of the city that a test may change."""
    with _another() as made:
        yield made


@contextmanager
def _another() -> Iterator[Bench]:
    with bench() as made:
        copy_of(
            "demo", _version(), lambda new: new.run("demo", "--scale", "0.01", "--seed", "7", "--no-serve"), made.state
        )
        yield made.start()


def _version() -> str:
    """Tell one state of the program from another: whatever is changed, the city is made anew."""
    parts = hashlib.sha256()
    for pattern in MADE_FROM:
        for file in sorted((ROOT / "toandan").rglob(pattern)):
            parts.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return parts.hexdigest()[:16]
