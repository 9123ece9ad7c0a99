"""The commands of the campaign room, as an operator types them."""

import json
from datetime import timedelta

import pytest
import typer
from typer.testing import CliRunner

from tests.command.campaign import town as t
from toandan.command.campaign.words import RESIDUAL_KINDS
from toandan.faces.cli import campaign, terminal
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo

pytestmark = pytest.mark.django_db
DAY_14 = t.START + timedelta(days=13)
ROW = [
    "code", "name_vi", "name_en", "level", "parent", "target", "done", "rate", "residual", "completed_on", "pace",
    "pace_needed", "status", "rank",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _started(monkeypatch):
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*words):
    root = typer.Typer()
    campaign.register(root)
    root.add_typer(campaign.app, name=campaign.NAME)
    done = CliRunner().invoke(root, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def answer(*words):
    return json.loads(run(*words, "--json").stdout)


def give(*more, start=t.START, deadline=t.DEADLINE):
    return answer(
        "order", "create", "--code", "ML01", "--title-vi", "Mệnh lệnh 01", "--title-en", "Order 01", "--unit", "01",
        "--start", start, "--deadline", deadline, *more,
    )  # fmt: skip


def a_little_work():
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 3)
    town.open(t.unit("00094"), t.ABSENT, 2)
    town.serve(t.START, people[:2])
    return town


def test_an_order_is_given_and_listed():
    given = give("--issuer", "Giám đốc Công an thành phố Hà Nội", "--other-measure", "eid_activated")
    assert (given["code"], given["unit"], given["measure"]) == ("ML01", "01", "card")
    assert give("--issuer", "Giám đốc Công an thành phố Hà Nội", "--other-measure", "eid_activated") == given
    assert answer("order", "list") == [given]
    assert "Mệnh lệnh 01" in run("order", "list").stdout


def test_a_target_is_set_once():
    give()
    asked = ("order", "target", "--order", "ML01", "--unit", "003", "--product", "card", "--percent", "95",
             "--since", t.START, "--reason", "Khu vực khó khăn")  # fmt: skip
    told = answer(*asked)
    assert told == {
        "order": "ML01", "unit": "003", "product": "card", "percent": 95, "since": str(t.START),
        "reason": "Khu vực khó khăn",
    }  # fmt: skip
    assert answer(*asked) == told
    assert "95 %" in run(*asked).stdout
    assert run(*asked[:8], "--percent", "101", *asked[10:]).exit_code == 2
    with pytest.raises(UnableTo) as refused:
        run(*asked[:8], "--percent", "90", *asked[10:])
    assert refused.value.code == "target_rewrites_past"


def test_the_board_has_exactly_the_promised_fields():
    give()
    a_little_work()
    board = answer("board", "--order", "ML01", "--as-of", DAY_14)
    assert list(board) == ["order", "as_of", "measure", "rows", "total"]
    assert (board["order"], board["as_of"], board["measure"]) == ("ML01", str(DAY_14), "card")
    assert all(list(row) == ROW for row in (*board["rows"], board["total"]))
    tay_ho = next(row for row in board["rows"] if row["code"] == "003")
    assert (tay_ho["level"], tay_ho["parent"], tay_ho["target"], tay_ho["done"]) == ("district", "01", 5, 2)
    assert (tay_ho["rate"], tay_ho["rank"], tay_ho["residual"]["absent"]) == (40.0, 1, 2)
    assert list(tay_ho["residual"]) == list(RESIDUAL_KINDS)
    assert (board["total"]["level"], board["total"]["rank"], board["total"]["rate"]) == ("city", None, 40.0)
    empty = next(row for row in board["rows"] if row["code"] == "268")
    assert (empty["target"], empty["rate"], empty["rank"], empty["completed_on"]) == (0, None, None, None)


def test_levels_units_and_days_can_be_chosen():
    give()
    a_little_work()
    communes = answer("board", "--order", "ML01", "--level", "commune", "--as-of", DAY_14)
    assert len(communes["rows"]) == 579
    district = answer("board", "--order", "ML01", "--unit", "003", "--as-of", DAY_14)
    assert {row["level"] for row in district["rows"]} == {"commune"}
    assert district["total"]["code"] == "003"
    city = answer("board", "--order", "ML01", "--level", "city", "--as-of", DAY_14)
    assert [row["code"] for row in city["rows"]] == ["01"]
    before = answer("board", "--order", "ML01", "--as-of", t.START - timedelta(days=1))
    assert (before["total"]["done"], before["total"]["pace"], before["total"]["status"]) == (0, None, "too_early")


def test_without_a_day_an_order_that_is_over_shows_its_last_day_with_work():
    give()
    a_little_work()
    assert answer("board", "--order", "ML01")["as_of"] == str(t.START)


def test_another_measure_can_be_asked_for():
    give()
    a_little_work()
    board = answer("board", "--order", "ML01", "--measure", "eid_activated", "--as-of", DAY_14)
    assert (board["measure"], board["total"]["done"], board["total"]["target"]) == ("eid_activated", 0, 5)
    assert run("board", "--order", "ML01", "--measure", "cards").exit_code == 2


def test_a_table_speaks_the_readers_language():
    give()
    a_little_work()
    vi = run("board", "--order", "ML01", "--as-of", DAY_14, "--unit", "003").stdout
    en = run("board", "--order", "ML01", "--as-of", DAY_14, "--unit", "003", "--language", "en").stdout
    assert "chậm" in vi
    assert "late" in en


def test_by_todays_units_divided_ones_are_marked_and_told():
    give()
    t.Town().open(t.unit("00007"), t.DUE, 4)
    asked = ("board", "--order", "ML01", "--as-of", DAY_14, "--as-now")
    now = answer(*asked)
    assert list(now) == ["order", "as_of", "measure", "rows", "total", "divided_units"]
    assert all(list(row) == [*ROW, "shared"] for row in (*now["rows"], now["total"]))
    assert {row["code"]: row["shared"] for row in now["rows"] if row["shared"]} == {"00008": ["00007"]}
    (told,) = now["divided_units"]
    assert (told["code"], told["counted_under"], told["target"]) == ("00007", "00008", 4)
    table = run(*asked).stdout
    assert table.count("Phường Ngọc Hà ÷") == 1
    assert "Phường Cống Vị (00007)" in table
    assert "Cong Vi Ward (00007)" in run(*asked, "--language", "en").stdout


def test_a_bridge_closes():
    give()
    town = a_little_work()
    town.leave(t.Verb.DIED, DAY_14, list(town.histories)[2:3])
    bridge = answer("bridge", "--order", "ML01", "--unit", "003", "--from", t.START, "--to", DAY_14)
    assert (bridge["opening"], bridge["deaths"], bridge["present"]) == (5, -1, 4)
    steps = ("arrivals", "came_of_age", "departures", "deaths", "corrections")
    assert bridge["opening"] + sum(bridge[step] for step in steps) == bridge["present"]
    assert (
        "Chỉ tiêu đầu kỳ" in run("bridge", "--order", "ML01", "--unit", "003", "--from", t.START, "--to", DAY_14).stdout
    )
    assert run("bridge", "--order", "ML01", "--unit", "003", "--from", DAY_14, "--to", t.START).exit_code == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("board", "--order", "ML99"), NotThere),
        (("board", "--order", "ML01", "--unit", "999", "--as-of", "2023-06-02"), NotThere),
        (("board", "--order", "ML01", "--unit", "79", "--as-of", "2023-06-02"), NotThere),
        (("bridge", "--order", "ML99", "--unit", "003", "--from", "2023-06-01", "--to", "2023-06-02"), NotThere),
    ],
)
def test_what_is_not_there_is_said(words, kind):
    give()
    with pytest.raises(kind):
        run(*words)


def test_an_order_that_cannot_be_is_refused():
    with pytest.raises(UnableTo) as refused:
        give(deadline=t.START - timedelta(days=1))
    assert refused.value.code == "deadline_before_start"
    give()
    with pytest.raises(UnableTo) as refused:
        give("--measure", "eid_activated")
    assert refused.value.code == "code_taken"


def test_an_officer_sees_the_board_of_their_own_unit(monkeypatch):
    from toandan.command.campaign.words import CampaignPermission
    from toandan.ground.kernel.actor import Actor, Grant
    from toandan.record.units import queries as units

    give()
    district = units.by_code("003", as_of=t.START)
    grants = (Grant(district.number, district.last, frozenset({str(CampaignPermission.READ)})),)
    officer = Actor(officer=1, name="tay_ho", at=district.number, grants=grants)
    monkeypatch.setattr(terminal, "actor", lambda as_=None: officer)
    assert answer("board", "--order", "ML01", "--as-of", DAY_14, "--as", "tay_ho")["total"]["code"] == "003"
    with pytest.raises(NotAllowed):
        run("board", "--order", "ML01", "--as-of", DAY_14, "--unit", "01", "--as", "tay_ho")
