"""What an officer's words may say, and figures that survive being kept as JSON."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.rules import bulletins as rules
from toandan.command.campaign.rules.plain import from_plain, to_plain
from toandan.command.campaign.words import (
    BulletinFigures,
    CommuneFigures,
    Correction,
    Counters,
    DayPoint,
    Foresight,
    Measure,
    Placeholder,
    Previous,
    Section,
    Status,
    UnitFigures,
    Wrong,
)

DAY = date(2023, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Các đơn vị tiếp tục cố gắng; đã làm {done} trên {target} người ({rate}%).",
        "Theo Công văn số 1451/UBND-KSTTHC ngày 17/5/2023 của Ủy ban nhân dân Thành phố.",
        "Ban Chỉ đạo 06 và Mệnh lệnh 01; Quyết định 06/QĐ-TTg, Thông tư 59/2021/TT-BCA.",
        "Tổ công tác Đề án 06, Steering Committee 06, Order No. 01, Mệnh lệnh số 01.",
    ],
)
def test_words_without_figures_are_let_through(text):
    assert rules.wrong(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đạt 90%", Wrong.FIGURE),
        ("Đạt 06%", Wrong.FIGURE),
        ("Còn 1.234 người", Wrong.FIGURE),
        ("Còn 0,5 phần trăm", Wrong.FIGURE),
        ("Đã xong 45/579 phường", Wrong.FIGURE),
        ("Thường Tín 9/29 xã", Wrong.FIGURE),
        ("một nửa: ½", Wrong.FIGURE),
        ("đạt ٩٠ phần trăm", Wrong.FIGURE),
        ("Ⅷ đơn vị", Wrong.FIGURE),
        ("ngày 3/6 đạt", Wrong.FIGURE),
        # Official papers write small numbers with a nought: it makes no name of a figure.
        ("Còn 09 xã chưa xong", Wrong.FIGURE),
        ("Đã xong 05 phường", Wrong.FIGURE),
        ("Hà Đông đạt 95/trăm", Wrong.FIGURE),
        ("còn 126/xã", Wrong.FIGURE),
        ("đạt 九十 phần trăm", Wrong.FIGURE),
        ("đạt {all}", Wrong.PLACEHOLDER),
        ("đạt {done", Wrong.PLACEHOLDER),
        ("đạt {}", Wrong.PLACEHOLDER),
        ("đạt {{done}}", Wrong.PLACEHOLDER),
        ("a" * 601, Wrong.LONG),
    ],
)
def test_typed_figures_and_unknown_names_are_found(text, kind):
    found = rules.wrong(text)
    assert found is not None
    assert found[0] is kind


@given(st.integers(1, 10**7), st.sampled_from(["{} người", "đạt {}%", "({})", "hơn {}.", "{}/579"]))
def test_no_number_above_nought_gets_through(number, around):
    assert rules.wrong(around.format(f"{number:,}".replace(",", "."))) is not None


def test_nothing_invisible_turns_a_figure_round():
    said = rules.tidied({"preface": {"vi": "\u202eđạt\x00 {done}\u200b\ud800", "en": "\u2066"}}, ("vi", "en"))
    assert said == {Section.PREFACE: {"vi": "đạt {done}"}}


def test_placeholders_are_filled_in():
    assert rules.filled("{done} trên {target}", {Placeholder.DONE: "1", Placeholder.TARGET: "2"}) == "1 trên 2"


def figures():
    unit = UnitFigures(
        "01", "Hà Nội", "Ha Noi", 10, 10, 9, Decimal("90.0"), 1, Decimal("1.5"), None, Status.WATCH, None, 2, 1
    )
    return BulletinFigures(
        order="ML01", title_vi="a", title_en="b", issuer="", measure=Measure.CARD, starts_on=date(2023, 5, 20),
        deadline=date(2023, 6, 30), as_of=DAY, entry=7, units=2, reported=1, total=unit,
        rows=(replace(unit, completed_on=DAY),),
        communes=(CommuneFigures("00001", "x", "y", "01", 0, 0, None, Status.EMPTY),),
        residual={"in_progress": 1, "untouched": 0}, counters=Counters(1, 2, 3, 4), series=(DayPoint(DAY, 10, 9),),
        foresight=Foresight(80, DAY, None, None), previous=Previous(1, DAY, 3),
        corrections=(Correction("00001", "x", "y", "01", 1, 2, 3, 4),),
    )  # fmt: skip


@pytest.mark.parametrize("changes", [{}, {"foresight": None, "previous": None, "corrections": ()}])
def test_figures_survive_being_kept(changes):
    said = replace(figures(), **changes)
    assert from_plain(BulletinFigures, json.loads(json.dumps(to_plain(said)))) == said


def test_the_digest_sees_every_change():
    said, remarks = figures(), {Section.PREFACE: {"vi": "a"}}
    others = [
        (replace(said, entry=8), remarks),
        (replace(said, residual={"in_progress": 0, "untouched": 1}), remarks),
        (said, {Section.PREFACE: {"vi": "b"}}),
        (said, {}),
    ]
    digests = {rules.digest(*one) for one in [(said, remarks), *others]}
    assert len(digests) == 5
    assert rules.digest(from_plain(BulletinFigures, to_plain(said)), dict(remarks)) == rules.digest(said, remarks)
