"""Units for other systems, through the interface as it is mounted."""

from typing import Any

import pytest
from django.test import Client

from toandan.ground.kernel.actor import Actor, Grant
from toandan.record.officers import queries as officers
from toandan.record.units.words import UnitsPermission

pytestmark = pytest.mark.django_db
DAY = "2023-06-03"


def _client(monkeypatch: pytest.MonkeyPatch, *words: str) -> Client:
    actor = Actor(officer=None, name="kho", at=1, grants=(Grant(1, 2_000_000_000, frozenset(words)),))
    monkeypatch.setattr(officers, "client_of", lambda token, now: actor if token == "key" else None)
    return Client(headers={"Authorization": "Bearer key"})


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of the interface that may read units."""
    return _client(monkeypatch, UnitsPermission.READ)


def _get(client: Client, path: str, **query: Any) -> Any:
    response = client.get(f"/api/v1{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def test_the_provinces_of_a_day(system: Client) -> None:
    assert len(_get(system, "/units", as_of=DAY)) == 63
    assert len(_get(system, "/units", as_of="2025-07-01")) == 34


def test_everything_within_a_unit_in_pages(system: Client) -> None:
    first = _get(system, "/units", as_of=DAY, within="01", level="commune", limit=500)
    rest = _get(system, "/units", as_of=DAY, within="01", level="commune", limit=500, after=first[-1]["number"])
    assert (len(first), len(rest)) == (500, 79)
    assert len({unit["code"] for unit in first + rest}) == 579


def test_what_lies_directly_below(system: Client) -> None:
    districts = _get(system, "/units", as_of=DAY, parent="01")
    assert {unit["level"] for unit in districts} == {"district"}
    assert {unit["parent"] for unit in districts} == {"01"}


def test_one_unit_with_everything_above_it(system: Client) -> None:
    unit = _get(system, "/units/00001", as_of=DAY)
    assert (unit["name_vi"], unit["name_en"], unit["population_2019"]) == ("Phường Phúc Xá", "Phuc Xa Ward", 21_946)
    assert [upper["code"] for upper in unit["ancestors"]] == ["VN", "01", "001"]
    assert (unit["valid_from"], unit["valid_to"]) == (None, "2025-06-30")


def test_without_a_day_a_bare_code_means_the_present_or_last_bearer(system: Client) -> None:
    assert _get(system, "/units/00004")["name_vi"] == "Phường Ba Đình"
    assert _get(system, "/units/00001")["name_vi"] == "Phường Phúc Xá"


def test_search_by_any_spelling(system: Client) -> None:
    assert _get(system, "/units/find", q="xa van ha phuc tho", as_of=DAY)[0]["code"] == "09718"
    assert _get(system, "/units/find", q="zzzz") == []


def test_history_of_a_unit(system: Client) -> None:
    told = _get(system, "/units/00010/history", as_of=DAY)
    assert [unit["name_vi"] for unit in told["became"]] == ["Phường Ba Đình"]
    assert told["lost"] == []
    assert [(step["on"], step["successor"]["code"]) for step in told["steps"] if step["is_default"]] == [
        ("2025-07-01", "00004"),
        ("2025-01-01", "00004"),
    ]


def test_an_unknown_code_is_told_in_both_languages(system: Client) -> None:
    response = system.get("/api/v1/units/4711x", {"as_of": DAY})
    assert response.status_code == 404
    body = response.json()
    assert body["code"] == "unit_unknown"
    assert "Không có đơn vị" in body["message_vi"]
    assert "4711x" in body["message_en"]


@pytest.mark.parametrize("path", ["/units", "/units/find?q=a", "/units/00001", "/units/00001/history"])
def test_the_permission_is_needed(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    assert _client(monkeypatch).get(f"/api/v1{path}").status_code == 403
    assert Client().get(f"/api/v1{path}").status_code == 401


@pytest.mark.parametrize("query", [{"as_of": "tomorrow"}, {"limit": 0}, {"level": "village"}])
def test_wrong_questions_are_refused(system: Client, query: dict[str, object]) -> None:
    assert system.get("/api/v1/units", query).status_code == 422
