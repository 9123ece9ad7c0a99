"""Order 01 over the real units with invented figures, and officers to look at it."""

import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from tests.faces.web.campaign import invented
from tests.officers_help import make_officer, signed_in_client
from toandan.command.campaign import operations
from toandan.command.campaign.words import Bridge, BridgeStep, Measure
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.words import Role
from toandan.record.units import queries as units


@pytest.fixture
def order(db):
    """Order 01 over Hà Nội of 2023."""
    given = invented.order()
    return operations.create_order(
        actor=the_house(), now=datetime.now(UTC), client_key=uuid4(), code=given.code, title_vi=given.title_vi,
        title_en=given.title_en, scope=given.scope, starts_on=given.starts_on, deadline=given.deadline,
        measure=Measure.CARD, other_measure=Measure.EID_ACTIVATED, issuer=given.issuer, number=given.number,
    )  # fmt: skip


@pytest.fixture
def figures(order, monkeypatch):
    """Put invented figures in the place of the ledger's."""
    board = sys.modules["toandan.command.campaign.queries.board"]
    monkeypatch.setattr(board, "figures", invented.figures)
    monkeypatch.setattr(board, "figures_of", lambda spans, *a, **k: [invented.figures(one, *a, **k) for one in spans])
    # The bridge reads postings, of which there are none here.
    monkeypatch.setattr("toandan.faces.web.campaign.views.queries.bridge", bridge)
    monkeypatch.setattr("toandan.faces.web.campaign.views.queries.default_day", lambda *a, **k: invented.AS_OF)
    return SimpleNamespace(order=order)


def bridge(*, unit, since, until, **_):
    at = units.by_number(unit)
    steps = {
        BridgeStep.ARRIVALS: 812, BridgeStep.CAME_OF_AGE: 244, BridgeStep.DEPARTURES: -655, BridgeStep.DEATHS: -131,
        BridgeStep.CORRECTIONS: 0,
    }  # fmt: skip
    return Bridge(
        "ML01", Measure.CARD, unit, at.code, at.name_vi, at.name_en, since, until, 100_000, steps, 100_270, {}
    )


def unit_number(code):
    return units.by_code(code, as_of=invented.START).number


@pytest.fixture
def city(figures):
    """A client of city headquarters."""
    return signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, unit_number("01")))


@pytest.fixture
def commune(figures):
    """A client of the police of one commune of Tây Hồ."""
    return signed_in_client(make_officer("commune", Role.COMMUNE_POLICE, unit_number("00091")))
