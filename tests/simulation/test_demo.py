"""The demonstration as a stranger starts it: from nothing to day 14, asked through the command line."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from tests.house.launching import Bench
from toandan.ground.kernel.days import days_off

DAY_14 = "2023-06-03"
TODAY = localdate(datetime.now(UTC))


def board(city: Bench, *options: str) -> dict:
    return json.loads(city.run("board", "--order", "ML01", "--as-of", DAY_14, *options, "--json").stdout)


def test_the_board_tells_what_was_reported(city: Bench) -> None:
    shown = board(city, "--level", "district")
    rows = {row["code"]: row for row in shown["rows"]}
    assert len(rows) == 30
    assert rows["003"]["rate"] == 100.0
    assert rows["003"]["status"] == "done"
    assert 88.0 <= rows["004"]["rate"] <= 89.9
    assert 69.5 <= rows["268"]["rate"] <= 70.5
    assert {"done", "late"} <= {row["status"] for row in rows.values()}


def test_forty_five_communes_are_complete_nine_of_them_in_thuong_tin(city: Bench) -> None:
    rows = board(city, "--level", "commune")["rows"]
    complete = [row for row in rows if row["completed_on"]]
    assert (len(rows), len(complete)) == (579, 45)
    assert len([row for row in complete if row["parent"] == "279"]) == 9
    assert len([row for row in rows if row["parent"] == "279"]) == 29
    assert all(row["target"] == row["done"] + sum(row["residual"].values()) for row in rows)
    assert all(row["rate"] == shown_rate(row) for row in rows)


def shown_rate(row: dict) -> float:
    return float((Decimal(row["done"]) * 1000 // row["target"]) / 10)


def test_levels_add_up(city: Bench) -> None:
    district, commune = board(city, "--level", "district"), board(city, "--level", "commune")
    for figure in ("target", "done"):
        total = district["total"][figure]
        assert total == sum(row[figure] for row in district["rows"]) == sum(row[figure] for row in commune["rows"])


def test_the_bridge_explains_the_target(city: Bench) -> None:
    asked = ("--order", "ML01", "--unit", "01", "--from", "2023-05-20", "--to", DAY_14, "--json")
    bridge = json.loads(city.run("bridge", *asked).stdout)
    assert bridge["opening"] > 0
    assert bridge["present"] == board(city)["total"]["target"]
    assert bridge["deaths"] < 0 < bridge["came_of_age"]


def test_there_is_work_on_the_desk_of_the_shown_district(city: Bench) -> None:
    def lists(way: str, *options: str) -> list[dict]:
        return json.loads(city.run("lists", way, "--unit", "279", *options, "--json").stdout)

    sent = {row["state"]: row for row in lists("out") if row["accepted"] or row["state"] == "draft"}
    assert (sent["sent"]["accepted"], sent["sent"]["returned"], sent["sent"]["open"]) == (3, 2, 3)
    assert sent["draft"]["lines"] == 4
    assert len(lists("out", "--overdue")) == 1
    assert [row["open"] for row in lists("in")] == [6]
    cases = json.loads(city.run("cases", "list", "--unit", "279", "--json").stdout)["cases"]
    assert {"open", "asked", "answered"} == {case["state"] for case in cases}
    assert {"birth_date_missing", "suspected_dead"} <= {case["kind"] for case in cases}


def test_no_directive_of_the_campaign_is_due_today_and_none_of_today_in_the_campaign(city: Bench) -> None:
    def told(*asked: str) -> dict:
        return json.loads(city.run("directives", *asked, "--json").stdout)

    papers = [told("show", str(row["directive"])) for row in told("list", "--unit", "UBND279")["directives"]]
    spans = {paper["issued_on"]: {task["due_on"] for task in paper["tasks"]} for paper in papers if paper["issued_on"]}
    assert spans == {"2023-05-29": {"2023-06-30"}, str(TODAY): {str(TODAY + timedelta(days=10))}}


@pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday")
def test_a_session_of_activation_is_open_today_with_a_helper_who_can_sign_in(city: Bench) -> None:
    told = json.loads(city.run("sessions", "list", "--unit", "279", "--json").stdout)["sessions"]
    (school,) = [one for one in told if one["kind"] == "activation"]
    assert (school["state"], school["kit"], school["expected"] > 0) == ("open", "KIT-278-2", True)
    officers = json.loads(city.run("officer", "list", "--json").stdout)
    assert "tnv279" in json.dumps(officers)


def test_sessions_of_the_shown_district_agree_with_the_ledger_and_some_are_left_to_reconcile(city: Bench) -> None:
    asked = ("sessions", "list", "--unit", "279", "--from", str(TODAY - timedelta(weeks=2)), "--days", "14", "--json")
    told = json.loads(city.run(*asked).stdout)["sessions"]
    agreed = [one for one in told if one["state"] == "reconciled"]
    assert agreed and {one["state"] for one in told} == {"closed", "reconciled"}
    under_way = {one["state"] for one in told if one["plan"] == "1"}
    begun = [TODAY - timedelta(days=n) for n in range(1, 4)]
    assert under_way or len(days_off(begun[-1], begun[0])) == 3, "the plan of the week was carried out up to yesterday"
    assert under_way <= {"closed", "reconciled"}
    assert [one["posted"] for one in agreed] == [one["served"] for one in agreed] and sum(x["served"] for x in agreed)


def test_ledger_and_journal_verify(city: Bench) -> None:
    city.run("ledger", "verify")
    city.run("journal", "verify")


@pytest.mark.nightly
def test_a_second_start_keeps_what_stands(city: Bench) -> None:
    before = board(city)["total"]
    done = city.run("demo", "--scale", "0.01", "--seed", "7", "--no-serve")
    assert "stands already" in done.stderr
    assert board(city)["total"] == before


def test_a_real_register_is_left_alone(city: Bench) -> None:
    city.python(
        "embedded.ensure_running(lambda s: None)\n"
        "with logins.connect_owner(autocommit=True) as c: c.execute('COMMENT ON DATABASE toandan IS NULL')"
    )
    done = city.run("demo", "--no-serve", "--fresh", check=False)
    assert done.returncode == 1
    assert "no demonstration" in done.stderr
    assert board(city)["total"]["target"] > 0


def test_the_days_before_have_their_bulletins_signed_and_the_next_is_the_third(city: Bench) -> None:
    def head(day: str) -> str:
        return city.run("bulletin", "--order", "ML01", "--date", day).stdout.splitlines()[1]

    assert head("2023-06-02").startswith("Số: 2/BT-ML01 · Hà Nội, ngày 02/06/2023")
    assert head(DAY_14).startswith("Số: …/BT-ML01"), "whoever looks on signs it"
