"""Alive, ready, figures: what monitoring asks, and what it is told when something is missing."""

import json
import re

import pytest
from django.db import connection
from django.test import Client

from toandan.faces.web.house import views


def test_alive_asks_nobody(client: Client) -> None:
    # Without the `db` fixture any query would be refused by the test runner.
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_database_and_tables_are_there(client: Client) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})


@pytest.mark.django_db
def test_ready_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    client.get("/health/ready")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/health/ready")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    known = views._known()
    monkeypatch.setattr(views, "_known", lambda: known | {("people", "9999_from_tomorrow")})
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["migrations"])


def test_not_ready_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_db_blocker: pytest.FixtureRequest
) -> None:
    connection.close()
    connection.close_pool()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", {"min_size": 0, "max_size": 1, "timeout": 0.5})
    try:
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            answer = client.get("/health/ready")
            assert (answer.status_code, answer.json()["missing"]) == (503, ["database"])
            assert client.get("/health/live").status_code == 200
    finally:
        connection.close()
        connection.close_pool()


@pytest.mark.django_db
def test_figures_in_the_text_format(client: Client) -> None:
    client.get("/health/live")
    text = client.get("/metrics").content.decode()
    assert 'toandan_requests_total{method="GET",route="house:live",status="200"}' in text
    assert "toandan_request_seconds_bucket" in text
    assert "toandan_ledger_head" in text


@pytest.mark.parametrize(
    ("origin", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.7"}, 403),
        ("", {}, 403),
    ],
)
@pytest.mark.django_db
def test_without_a_token_only_this_machine_reads_figures(
    client: Client, origin: str, headers: dict[str, str], status: int
) -> None:
    assert client.get("/metrics", REMOTE_ADDR=origin, headers=headers).status_code == status


@pytest.mark.parametrize(("given", "status"), [("Bearer right", 200), ("Bearer wrong", 403), ("", 403), ("right", 200)])
@pytest.mark.django_db
def test_with_a_token_only_its_holder_reads_figures(client: Client, settings: object, given: str, status: int) -> None:
    settings.METRICS_TOKEN = "right"  # type: ignore[attr-defined]
    answer = client.get("/metrics", REMOTE_ADDR="10.0.0.7", headers={"Authorization": given})
    assert answer.status_code == status


@pytest.mark.django_db
def test_health_says_nothing_about_people(client: Client) -> None:
    text = json.dumps(client.get("/health/ready").json()) + client.get("/metrics").content.decode()
    # Routes are called by their names in the code, which say nothing of anybody.
    assert "people_" not in re.sub(r'route="[a-z_:]*"', "", text)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.django_db
def test_an_expired_form_is_explained_in_the_readers_language(language: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["django_language"] = language
    answer = strict.post("/language/", {"language": "en"})
    assert answer.status_code == 403
    wanted = {"vi": "Biểu mẫu đã hết hiệu lực", "en": "The form has expired"}[language]
    assert wanted in answer.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.django_db
def test_a_missing_page_is_explained_in_the_readers_language(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.django_db
def test_vietnamese_comes_first_whatever_the_browser_announces(client: Client) -> None:
    answer = client.get("/no-such-page", headers={"accept-language": "en-GB,en;q=0.9"})
    assert 'lang="vi"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"
