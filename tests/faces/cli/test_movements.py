"""The commands of the clock and of assignments of help, as an operator types them."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.record.people.conftest import unit_of
from tests.work.movements.conftest import DUE, settle
from toandan.faces.cli import movements, supports, terminal
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger.words import Card
from toandan.record.units import queries as units


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    monkeypatch.setattr(terminal, "start", lambda: None)
    yield


def run(app: typer.Typer, *words: object) -> Result:
    done = CliRunner().invoke(app, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


SIGN = ("sign", "--helper", "00091", "--helped", "00001", "--since", "2023-06-10", "--act", "QĐ 1", "--reason", "x")


def test_a_night_is_run_and_a_second_does_nothing() -> None:
    settle(DUE.but(card=Card.NOT_DUE), birth=PartialDate.of(2009, 6, 1))
    settle(DUE.but(card=Card.NOT_DUE), birth=PartialDate.of(2009, 6, 3))
    asked = ("come-of-age", "--on", "2023-06-02", "--json")
    first, second = (json.loads(run(movements.app, *asked).stdout) for _ in range(2))
    assert (first["on"], first["came_of_age"], len(first["entries"])) == ("2023-06-02", 1, 1)
    assert (second["came_of_age"], second["entries"]) == (0, [])
    assert "came of age" in run(movements.app, "come-of-age", "--on", "2023-06-03").stdout


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(UnableTo) as refused:
        run(movements.app, "come-of-age", "--on", "2999-01-01")
    assert refused.value.code == "occurred_in_future"


def test_an_assignment_is_signed_listed_and_withdrawn() -> None:
    made = json.loads(run(supports.support, *SIGN, "--until", "2999-01-01", "--temporary-only", "--json").stdout)
    (row,) = json.loads(run(supports.support, "list", "--unit", "00001", "--json").stdout)
    assert (row["support"], row["helper"], row["helped"], row["temporary_only"]) == (
        made["support"], "00091", "00001", True,
    )  # fmt: skip
    run(supports.support, "end", made["support"], "--reason", "xong")
    assert json.loads(run(supports.support, "list", "--on", "2999-01-01", "--json").stdout) == []
    assert not units.may_capture(
        unit=unit_of("00091"), at=unit_of("00001"), on=date(2999, 1, 1), temporary=True
    ).allowed


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(UnableTo) as refused:
        run(supports.support, *SIGN, "--until", "2023-06-01")
    assert refused.value.code == "period_wrong"
    from tests.officers_help import make_officer
    from toandan.record.officers.words import Role

    make_officer("ward", Role.COMMUNE_POLICE, unit_of("00091"))
    with pytest.raises(NotAllowed):
        run(supports.support, *SIGN, "--until", "2999-01-01", "--as", "ward")
