"""The watch over requests and the logs: what is written, and above all what is not."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from prometheus_client import generate_latest

from toandan.faces.web.house import figures
from toandan.faces.web.house.public import public
from toandan.faces.web.house.urls import urlpatterns as house_urls
from toandan.faces.web.house.watch import HEADER, Watch
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.house import logs

SECRET = "NguyenVanBiMat"


@public
def person(_request: HttpRequest, person_id: int, word: str) -> HttpResponse:
    return HttpResponse(f"{person_id}{word}")


@public
def broken(_request: HttpRequest, word: str) -> HttpResponse:
    raise ValueError(f"duplicate key value: ({word})")


@public
def refused(_request: HttpRequest) -> HttpResponse:
    raise NotAllowed("You may not do this.", code="not_allowed")


@public
def missing(_request: HttpRequest) -> HttpResponse:
    raise NotThere("There is no such person.", code="not_there")


urlpatterns = [
    *house_urls,
    path("people/<int:person_id>/<str:word>", person, name="person"),
    path("broken/<str:word>", broken, name="broken"),
    path("refused", refused, name="refused"),
    path("missing", missing, name="missing"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is logged during a test, in the form in which it would reach the operator."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    options = dict(logs.LOGGING["formatters"]["json"])  # type: ignore[index]
    handler.setFormatter(options.pop("()")(**options))
    root, ours = logging.getLogger(), logging.getLogger("toandan")
    level = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    ours.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def plain(view: Any) -> Any:
    """Run a view behind the watch alone, without sessions and sign-in."""
    return Watch(view)


def test_one_line_per_request_with_route_and_numbers_only(client: Client, written: io.StringIO) -> None:
    client.get(f"/people/12/{SECRET}?q={SECRET}", headers={"user-agent": SECRET})
    (line,) = [entry for entry in lines(written) if entry["event"] == "request"]
    assert (line["route"], line["method"], line["status"], line["numbers"]) == ("person", "GET", 200, {"person_id": 12})
    assert line["ms"] >= 0
    assert SECRET not in written.getvalue()


def test_an_exception_is_written_without_its_message(client: Client, written: io.StringIO) -> None:
    client.raise_request_exception = False
    assert client.get(f"/broken/{SECRET}").status_code == 500
    (line,) = [entry for entry in lines(written) if entry["event"] == "request failed"]
    assert line["error"] == "ValueError"
    assert line["at"][-1].endswith(" broken")
    assert SECRET not in written.getvalue()


def test_a_page_that_does_not_exist_leaves_no_trace_of_its_address(client: Client, written: io.StringIO) -> None:
    assert client.get(f"/nowhere/{SECRET}").status_code == 404
    assert SECRET not in written.getvalue()


def test_a_librarys_own_message_is_not_written(written: io.StringIO) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        logging.getLogger("django.db").warning("value %s is odd", SECRET, exc_info=True)
    (line,) = lines(written)
    assert line["event"] == "library message"
    assert line["logger"] == "django.db"
    assert line["error"] == "KeyError"
    assert SECRET not in written.getvalue()


def test_a_field_that_is_not_listed_is_dropped(written: io.StringIO) -> None:
    structlog.get_logger("toandan.test").info("import finished", rows=3, full_name=SECRET, personal_number=SECRET)
    (line,) = lines(written)
    assert line["rows"] == 3
    assert set(line) <= logs.FIELDS
    assert SECRET not in written.getvalue()


def test_no_listed_field_sounds_like_a_person() -> None:
    assert not {"name", "full_name", "number", "path", "query", "url", "phone", "address", "text"} & logs.FIELDS


@pytest.mark.parametrize("given", ["abcdef12", "0123456789abcdef0123456789abcdef"])
def test_a_proxys_request_number_is_kept(client: Client, given: str) -> None:
    assert client.get("/health/live", headers={HEADER: given})[HEADER] == given


@pytest.mark.parametrize("given", ["", "short", "a b c d e f g", "x" * 65, "<script>alert"])
def test_a_strange_request_number_is_replaced(client: Client, given: str) -> None:
    answer = client.get("/health/live", headers={HEADER: given})[HEADER]
    assert answer != given
    assert len(answer) == 32


def test_the_kernels_refusals_become_the_pages_of_refusal(client: Client) -> None:
    assert client.get("/refused").status_code == 403
    assert client.get("/missing").status_code == 404


def test_requests_and_seconds_are_counted_by_route(client: Client) -> None:
    def count() -> float:
        return figures.REQUESTS.labels("person", "GET", "200")._value.get()

    before = count()
    client.get("/people/1/x")
    assert count() == before + 1
    assert figures.IN_FLIGHT._value.get() == 0


def test_a_strange_method_does_not_make_a_figure_of_its_own(client: Client) -> None:
    client.generic("BREW", "/people/1/x")
    assert "BREW" not in generate_latest().decode()


def test_the_answer_carries_its_number_even_when_the_view_fails() -> None:
    def fail(_request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    request = RequestFactory().get("/")
    with pytest.raises(RuntimeError):
        plain(fail)(request)
    assert len(request.request_id) == 32
