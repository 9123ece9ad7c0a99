"""A sheet across a merger says in words how it was counted, and leads to the figures of each old unit."""

import json
import re

import pytest
from typer.testing import CliRunner

from tests.command.evaluation.test_merged import MAIN, ONE, START, TWO, UNTIL, reform
from tests.command.reorganisation.mapping import new, old
from tests.faces.api.test_cases import get
from tests.faces.api.test_directives import token
from tests.faces.web.evaluation.test_sheets import shown
from tests.officers_help import make_officer, signed_in_client
from toandan.faces.cli import evaluation, terminal
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
__all__ = ["reform"]


def test_the_sum_is_told_and_every_part_of_it_leads_to_its_board(reform, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)

    def run(*words: str) -> dict:
        answer = CliRunner().invoke(evaluation.app, [*words, "--order", "ML25", "--json"])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    period = ["--since", START.isoformat(), "--until", UNTIL.isoformat()]
    assert run("score", "--unit", "01", *period)["units"] == 126
    sheet = run("show", "--unit", TWO)
    assert sheet["merger"] == {"on": "2025-07-01", "since": START.isoformat(), "of": [ONE, TWO], "divided": []}
    assert [(part["unit"], part["done"]) for part in sheet["sum"]] == [(ONE, 13), (TWO, 5), (TWO, 8)]
    assert len(run("list", "--unit", "01")["sheets"]) == 126

    ward = signed_in_client(make_officer("ca.xa", Role.COMMUNE_POLICE, new(TWO)))
    own = f"/evaluation/sheets/{sheet['sheet']}/"
    page = shown(ward, own)
    assert "Xã Bắc Sơn, Xã Hồng Kỳ" in page and "30/06/2025" in page
    for criterion, total in (("progress", "26"), ("hard_cases", "10")):
        link = f"{own}evidence/{criterion}/"
        assert f'href="{link}"' in page
        parts = shown(ward, link)
        assert f">{total}</td>" in parts
        boards = re.findall(r'href="(/board/[^"]+)"', parts)
        assert f"/board/ML25/{old(ONE)}/?as_of=" in boards[0]
        for board in boards:
            shown(ward, board.replace("&amp;", "&"))

    reader = token(new(MAIN), "evaluation.sheet.read")
    (listed,) = get(f"/evaluation/sheets?unit={new(MAIN)}&order=ML25", reader).json()["sheets"]
    assert listed["merger"] == {"on": "2025-07-01", "since": "2025-07-02", "of": ["00008"], "divided": ["00007"]}

    city = signed_in_client(make_officer("ca.tp", Role.CITY_HEADQUARTERS, new("01")))
    assert "&amp;units=now" in shown(city, "/evaluation/ML25/")
    page = shown(city, "/evaluation/ML25/?units=now&show=all")
    board = f"/board/ML25/{new(TWO)}/?as_of={UNTIL.isoformat()}&amp;units=now"
    assert board in page and "/evaluation/sheets/" not in page, "nobody was scored so"
    shown(city, board.replace("&amp;", "&"))
    assert [one["sheet"] for one in run("list", "--unit", "01", "--as-now")["sheets"]] == [None] * 126
