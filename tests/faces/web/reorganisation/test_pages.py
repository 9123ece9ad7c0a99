"""The reorganisation pages: send a mapping, read the dry run, carry it out, decide who is parked; headquarters only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.command.campaign import town
from tests.command.reorganisation.mapping import DIVIDED, HOUSE, WHOLE, old, text, usual
from tests.officers_help import make_officer, signed_in_client
from toandan.command.reorganisation import queries
from toandan.command.reorganisation.operations import carrying
from toandan.command.reorganisation.words import RunState
from toandan.faces.jobs.reorganisation import carry_out
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    made = town.Town()
    made.open(old(WHOLE[0]), town.DUE, 12)
    made.open(old(DIVIDED[0]), town.ISSUED, 8)
    return made


@pytest.fixture
def operator(area):
    make_officer("phuc.xa", Role.COMMUNE_POLICE, old(WHOLE[0]))
    return make_officer("tong.hanh", Role.HEADQUARTERS_OPERATOR, units.root().number)


def send(client, content, on="01/07/2025"):
    file = SimpleUploadedFile("map.csv", content)
    said = {"file": file, "on": on, "reason": "1656/NQ-UBTVQH15"}
    return client.post(reverse("reorganisation:runs"), said)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_from_the_mapping_to_the_last_decision(operator, area):
    client = signed_in_client(operator)
    address = send(client, usual()).url
    page = shown(client, address)
    assert "Chưa chuyển gì" in page
    assert "Phường Hồng Hà" in page
    assert "Phường Ngọc Hà (00008): nhiều nhất 8, Phường Giảng Võ (00025): nhiều nhất 8" in page
    assert 'data-label="Cán bộ">1<' in page
    assert ledger_moves() == 0

    client.post(address)
    assert ProcrastinateJob.objects.filter(task_name="reorganisation.carry_out").count() == 1
    assert "trên 2 đơn vị cũ" in shown(client, address)
    run = int(address.rstrip("/").rpartition("/")[2])
    carry_out(run=run, officer=operator.pk)
    page = shown(client, address)
    assert "Phường Cống Vị" in page
    assert "chưa quyết định" in page
    assert ledger_moves() == 12

    parked = [p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0])]
    rows = [f"{p},{DIVIDED[1][0]}" for p in parked]
    answer = client.post(f"{address}decide", {"file": SimpleUploadedFile("l.csv", text(*rows, head="person,new_code"))})
    assert answer.status_code == 302
    assert ledger_moves() == 20
    assert 'id="undecided"' not in shown(client, address)


def ledger_moves():
    with acting(HOUSE):
        from toandan.record.ledger.models import Posting

        return Posting.objects.filter(unit_to__gte=20_000_000).count()


def test_what_is_wrong_is_shown_line_by_line_and_nothing_is_kept(operator):
    client = signed_in_client(operator)
    answer = send(client, text("00001,99999,full,,"))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có đơn vị nào mang mã 99999" in said
    with acting(HOUSE):
        assert queries.run_rows() == []
    assert send(client, usual(), on="01/07/2999").status_code == 422
    assert send(client, b"\xff\xfe\x00bad").status_code == 422
    for lost in (b'\n00007,"00008,partial,,', b'\n00007,"' + b"8" * 200_000):
        answer = send(client, usual() + lost)
        assert answer.status_code == 422
        assert "dấu ngoặc kép thiếu cặp" in answer.content.decode()


def test_a_list_with_strangers_moves_nobody(operator):
    client = signed_in_client(operator)
    address = send(client, usual()).url
    run = int(address.rstrip("/").rpartition("/")[2])
    carry_out(run=run, officer=operator.pk)
    answer = client.post(f"{address}decide", {"file": SimpleUploadedFile("l.csv", b"person,new_code\n1,00008")})
    assert answer.status_code == 422
    assert ledger_moves() == 12


def jobs(*statuses):
    return ProcrastinateJob.objects.filter(task_name="reorganisation.carry_out", status__in=statuses).count()


def taken(heartbeat):
    """Let a worker take the job that waits, and give its last sign of life so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id", [heartbeat]
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'todo'", cursor.fetchone()
        )


def test_a_run_that_failed_goes_on_by_a_button(operator, monkeypatch):
    client = signed_in_client(operator)
    address = send(client, usual()).url
    run = int(address.rstrip("/").rpartition("/")[2])
    client.post(address)
    real, calls = carrying._move_unit, []

    def fails(*args):
        calls.append(1)
        if len(calls) > 1:
            raise RuntimeError("the disk is full")
        return real(*args)

    monkeypatch.setattr(carrying, "_move_unit", fails)
    taken("1 second")
    with pytest.raises(RuntimeError):
        carry_out(run=run, officer=operator.pk)
    monkeypatch.undo()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    page = shown(client, address)
    assert "Tiếp tục" in page
    assert ledger_moves() == 12
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert (jobs("todo"), jobs("failed")) == (1, 1)
    assert "Tiếp tục thực hiện" not in shown(client, address)
    carry_out(run=run, officer=operator.pk)
    assert ledger_moves() == 12
    assert "chưa quyết định" in shown(client, address)


def test_a_run_whose_worker_died_goes_on_by_a_button_and_one_that_lives_has_none(operator):
    client = signed_in_client(operator)
    address = send(client, usual()).url
    client.post(address)
    taken("20 seconds")
    assert "Tiếp tục thực hiện" not in shown(client, address)
    client.post(address)
    assert (jobs("todo"), jobs("doing")) == (0, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    assert "Tiếp tục thực hiện" in shown(client, address)
    assert client.get(f"{address}progress").status_code == 204
    client.post(address)
    # The dead worker's job is closed: it held the lock without which the new one could not begin.
    assert (jobs("todo"), jobs("doing"), jobs("failed")) == (1, 0, 1)


def test_others_than_headquarters_are_kept_out(operator, area):
    address = send(signed_in_client(operator), usual()).url
    for role, code in ((Role.COMMUNE_POLICE, "00001"), (Role.DISTRICT_POLICE, "001"), (Role.AUDITOR, "01")):
        client = signed_in_client(make_officer(f"ngoai.{code}.{role.value[:3]}", role, old(code)))
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    city = signed_in_client(make_officer("thanh.pho", Role.CITY_HEADQUARTERS, old("01")))
    assert city.post(address).status_code == 403
    with acting(HOUSE):
        assert queries.run_rows()[0].state is RunState.CHECKED
