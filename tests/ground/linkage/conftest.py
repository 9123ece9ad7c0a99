"""A small register and a death list with the truth, linked once for all tests."""

from dataclasses import dataclass

import polars as pl
import pytest

from toandan.ground.linkage import columns, decision, model
from toandan.ground.linkage.engine import Engine
from toandan.simulation import deaths


@dataclass(frozen=True)
class Linked:
    drawn: deaths.DeathRegister
    register: pl.DataFrame
    listed: pl.DataFrame
    pairs: pl.DataFrame
    strangers: pl.DataFrame
    decided: pl.DataFrame
    truth: pl.DataFrame
    people: int


@pytest.fixture(scope="session")
def linked() -> Linked:
    drawn = deaths.draw(5, 20_000, 2_000)
    register = columns.standardise(drawn.register, drawn.crosswalk)
    listed = columns.standardise(drawn.deaths, drawn.crosswalk)
    engine = Engine(register, listed)
    fitted = model.shipped()
    pairs, strangers = engine.score(fitted), engine.strangers()
    decided = decision.decide(pairs, strangers, fitted, engine.people)
    truth = drawn.truth.join(drawn.register, on="personal_number").select(list_id="id", person_id="id_right")
    people = engine.people
    engine.close()
    return Linked(drawn, register, listed, pairs, strangers, decided, truth, people)
