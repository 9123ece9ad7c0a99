"""The rolls pages: send a file, choose, follow, read the report; each officer within the own unit."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tests.officers_help import make_officer, signed_in_client
from tests.record.rolls.files import ON, csv_text, person
from toandan.command.campaign.operations import create_order
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import actor_of, reading
from toandan.record.officers.words import Role
from toandan.record.rolls import operations, queries
from toandan.record.rolls.words import RunState
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 6, 3, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[None]:
    settings.STATE_DIR = tmp_path / "state"
    yield


@pytest.fixture
def client() -> Client:
    return signed_in_client(make_officer("ca00001", Role.COMMUNE_POLICE, units.by_code("00001", as_of=ON).number))


def send(client: Client, text: str, name: str = "roll.csv") -> str:
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    answer = client.post(reverse("rolls:runs"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def choice(**changes: str) -> dict[str, str]:
    return (
        {"on": "2023-06-03", "mode": "good_rows", "max_duplicates": "5", "import": "1"}
        | {
            f"map_{column}": column
            for column in ("full_name", "personal_number", "birth_date", "sex", "permanent_commune")
        }
        | changes
    )


def carry_out(address: str) -> None:
    """Do what the worker does with the queued job."""
    run = int(address.strip("/").rsplit("/", 1)[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'rolls.import' ORDER BY id DESC LIMIT 1")
        (args,) = cursor.fetchone()
    import json

    asked = json.loads(args) if isinstance(args, str) else args
    assert asked["run"] == run
    operations.carry_out(actor=actor_of(asked["officer"], now=datetime.now(UTC)), now=NOW, run=run)


def test_a_file_is_sent_mapped_imported_and_reported(client: Client) -> None:
    address = send(client, csv_text([person(1), person(2, sex="?")]))
    page = client.get(address).content.decode()
    assert 'name="map_full_name"' in page
    assert '<option value="full_name" selected>' in page
    assert client.post(address, choice()).status_code == 302
    assert "hx-get" in client.get(address).content.decode()
    carry_out(address)
    page = client.get(address).content.decode()
    assert "Giới tính phải là M, F, Nam hoặc Nữ." in page
    run = queries.run_rows(actor=the_house())[0]
    assert (run.state, run.accepted, run.refused) == (RunState.DONE, 1, 1)
    assert run.file_name in client.get(reverse("rolls:runs")).content.decode()


def test_the_day_is_the_one_the_orders_figures_stand_on(client: Client) -> None:
    address = send(client, csv_text([person(1)]))
    assert f'value="{localdate():%d/%m/%Y}"' in client.get(address).content.decode()
    create_order(
        actor=the_house(), now=datetime.now(UTC), client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01",
        title_en="Order 01", scope=units.by_code("01", as_of=ON).number, starts_on=date(2023, 5, 20),
        deadline=date(2023, 6, 30),
    )  # fmt: skip
    assert 'value="30/06/2023"' in client.get(address).content.decode()
    later = units.by_code("01", as_of=date(2026, 1, 1)).number
    other = signed_in_client(make_officer("ha.noi.moi", Role.CITY_HEADQUARTERS, later))
    assert f'value="{localdate():%d/%m/%Y}"' in other.get(send(other, csv_text([person(2)]))).content.decode()


def test_checking_only_writes_nothing(client: Client) -> None:
    address = send(client, csv_text([person(1)]))
    data = choice(check="1")
    del data["import"]
    client.post(address, data)
    carry_out(address)
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone()[0] == 0
    assert queries.run_rows(actor=the_house())[0].state is RunState.CHECKED


def test_the_progress_fragment_ends_by_itself(client: Client) -> None:
    address = send(client, csv_text([person(1)]))
    client.post(address, choice())
    fragment = client.get(f"{address}progress")
    assert "<progress" in fragment.content.decode()
    assert "every 5s" in fragment.content.decode()
    carry_out(address)
    ended = client.get(f"{address}progress")
    assert (ended.status_code, ended["HX-Redirect"]) == (204, address)


def test_a_mapping_without_a_name_is_refused_in_words(client: Client) -> None:
    address = send(client, csv_text([person(1)]))
    answer = client.post(address, choice(map_full_name=""))
    assert answer.status_code == 422
    assert "full_name" in answer.content.decode()


@pytest.mark.parametrize("what", ["import", "check"])
def test_a_day_that_has_not_come_is_refused_at_its_field(client: Client, what: str) -> None:
    address = send(client, csv_text([person(1)]))
    tomorrow = localdate() + timedelta(days=1)
    answer = client.post(address, choice(on=f"{tomorrow:%d/%m/%Y}", **{what: "1"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_on-error"' in page
    assert f"ngày {tomorrow:%d/%m/%Y} chưa đến" in page
    assert queries.run_rows(actor=the_house())[0].state is RunState.RECEIVED
    assert client.post(address, choice(on=f"{localdate():%d/%m/%Y}")).status_code == 302


def test_a_roll_that_was_kept_out_is_not_called_uncooperative(client: Client) -> None:
    address = send(client, csv_text([person(1), person(2, sex="?")]))
    client.post(address, choice(mode="all_or_nothing"))
    carry_out(address)
    page = client.get(address).content.decode()
    assert "bị từ chối" in page and "không hợp tác" not in page


def test_a_file_that_is_no_roll_is_refused_in_words(client: Client) -> None:
    file = SimpleUploadedFile("roll.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    answer = client.post(reverse("rolls:runs"), {"file": file})
    assert answer.status_code == 422
    assert "XLSX" in answer.content.decode()
    assert client.post(reverse("rolls:runs"), {}).status_code == 422


def test_refused_rows_can_be_taken(client: Client) -> None:
    address = send(client, csv_text([person(1), person(2, sex="?")]))
    client.post(address, choice())
    carry_out(address)
    answer = client.post(f"{address}refused")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_another_commune_sees_nothing_of_it(client: Client) -> None:
    address = send(client, csv_text([person(1)]))
    other = signed_in_client(make_officer("ca00004", Role.COMMUNE_POLICE, units.by_code("00004", as_of=ON).number))
    assert other.get(address).status_code == 404
    assert other.post(f"{address}refused").status_code == 404
    assert "roll.csv" not in other.get(reverse("rolls:runs")).content.decode()


def test_who_may_not_import_sees_no_page() -> None:
    auditor = signed_in_client(make_officer("kiemtra", Role.AUDITOR, units.by_code("00001", as_of=ON).number))
    assert auditor.get(reverse("rolls:runs")).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_speak_both_languages(client: Client, language: str, settings: pytest.FixtureRequest) -> None:
    client.cookies["django_language"] = language
    page = client.get(reverse("rolls:runs")).content.decode()
    assert ("Gửi tệp" in page) == (language == "vi")
    assert ("Send the file" in page) == (language == "en")


@pytest.mark.parametrize("before", ["9" * 25, "9" * 5000, "²"])
def test_a_page_of_the_list_that_cannot_be_is_the_first_one(client: Client, before: str) -> None:
    assert client.get(f"/rolls/?before={before}").status_code == 200


def test_a_file_of_zero_bytes_is_no_fault_of_the_program(client: Client) -> None:
    sent = SimpleUploadedFile("n.csv", b"\x00" * 1000)
    assert client.post("/rolls/", {"file": sent}).status_code in {302, 422}
