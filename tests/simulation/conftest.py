"""The demonstration as a stranger starts it, made once for all tests that only look at it."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.house.launching import Bench, bench


@pytest.fixture(scope="session")
def city() -> Iterator[Bench]:
    """The invented city on day 14, from nothing."""
    with bench() as made:
        made.start().run("demo", "--scale", "0.01", "--seed", "7", "--no-serve")
        yield made


@pytest.fixture(scope="module")
def own_city(city: Bench) -> Iterator[Bench]:
    """A copy of the city that a test may change."""
    with bench() as made:
        city.stop()
        try:
            # Unlike Python's own copying it keeps the owner, who is the server's account.
            subprocess.run(["cp", "-a", city.state, made.state], check=True)
        finally:
            city.start()
        yield made.start()
