"""What a bulletin says in both languages, and that it is two pages whatever it has to say."""

import io
import time
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from pypdf import PdfReader

from tests.sheets.bulletin import invented as i
from toandan.command.campaign.words import Foresight, Section, Status
from toandan.sheets import bulletin as papers
from toandan.sheets.bulletin.groups import grouped, spoken
from toandan.sheets.bulletin.pages import pictures


def composed(figures=None, row=None, language="vi"):
    return papers.compose(figures or i.figures(), row, language=language, now=i.NOW)


def flat(paper):
    return " ".join(papers.text(paper).split())


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("88.0", ("nearly", 90)), ("89.9", ("nearly", 90)), ("90.0", ("about", 90)), ("69.5", ("about", 70)),
        ("70.5", ("about", 70)), ("70.6", None), ("69.4", None), ("98.0", None), ("99.9", None), ("100.0", None),
        ("0.0", None), ("87.9", None),
    ],
)  # fmt: skip
def test_a_rate_is_said_in_round_tens_only_where_one_is_near(rate, said):
    assert spoken(Decimal(rate)) == said


def test_every_unit_stands_in_one_group():
    rows = [i.unit(rate=r, status=s, code=str(n)) for n, (r, s) in enumerate(
        [("100.0", Status.DONE), ("85.0", Status.ON_PACE), ("84.9", Status.LATE), ("50.0", Status.OVERDUE),
         ("49.9", Status.WATCH), ("0.0", Status.TOO_EARLY), ("90.0", Status.DONE)]
    )]  # fmt: skip
    found = grouped(rows)
    assert [len(g) for g in (found.complete, found.nearly, found.halfway, found.below, found.behind)] == [2, 1, 2, 2, 2]
    assert sorted(u.code for g in (found.complete, found.nearly, found.halfway, found.below) for u in g) == list(
        "0123456"
    )


@pytest.mark.parametrize(("percent", "said"), [(0, "dưới 1%"), (1, "1%"), (99, "99%"), (100, "trên 99%")])
def test_a_forecast_promises_nothing(percent, said):
    seen = i.figures(foresight=Foresight(percent, None, None, None))
    assert f"xác suất kịp thời hạn {said}" in flat(composed(seen))


@pytest.mark.parametrize(("pace", "percent", "told"), [("56.3", 49, True), ("56.3", 50, False), ("56.2", 0, False)])
def test_a_low_chance_beside_a_pace_that_would_do_is_explained(pace, percent, told):
    total = replace(i.unit(), pace=Decimal(pace))
    seen = i.figures(total=total, foresight=Foresight(percent, None, None, None), residual={"abroad": 3, "absent": 4})
    assert ("7 trên 292 người còn lại đang có vướng mắc" in flat(composed(seen))) is told


def test_figures_bear_numerator_denominator_and_rate_in_each_language():
    assert "708 trên 1.000 người" in flat(composed())
    assert "70,8%" in flat(composed())
    assert "708 of 1,000 people" in flat(composed(language="en"))
    assert "70.8%" in flat(composed(language="en"))


def test_words_of_the_officer_stand_with_the_figures_they_call():
    row = i.row({Section.PREFACE: {"vi": "Đã làm {done} trên {target}.", "en": "Done: {done}."}}, signed=False)
    assert "Đã làm 708 trên 1.000." in flat(composed(row=row))
    assert "Done: 708." in flat(composed(row=row, language="en"))


def test_a_draft_says_that_it_is_one_and_a_signed_one_bears_its_number():
    assert "chưa ký" in flat(composed())
    signed = flat(composed(row=i.row()))
    assert "chưa ký" not in signed
    assert "Số: 14/BT-ML01" in signed
    assert "abababababababab" in signed
    assert "thanh.pho" in signed


def test_corrections_name_the_bulletin_they_correct():
    said = flat(composed(i.figures(corrections=10), language="en"))
    assert "changed the figures of bulletin 13 (3 June 2023) in 10 communes: to serve +10, done −10." in said
    assert "and 2 more communes" in said
    assert "nothing to correct" in flat(composed(i.figures(previous=None), language="en"))
    assert "No entry that came late" in flat(composed(language="en"))


GREAT = {
    "rows": [i.unit(f"Huyện Chương Mỹ {n}", status=Status.LATE, code=f"{n:03}", units=32) for n in range(30)],
    "communes": 579,
    "corrections": 40,
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("figures", "row"),
    [
        (i.figures(), None),
        (i.figures(**GREAT), i.row(i.wordy())),
        (i.figures(rows=[i.unit(code=f"{n:05}", units=1) for n in range(126)], communes=126), i.row()),
        (i.figures(**GREAT), i.row({section: {"vi": "Đ" * 600, "en": "W" * 600} for section in Section})),
        (i.figures(series=(), residual={}, foresight=None, previous=None, communes=0), i.row()),
    ],
    ids=["small", "great", "without districts", "one long word", "empty"],
)
def test_it_is_two_pages_whatever_it_says(figures, row, language):
    paper = composed(figures, row, language)
    assert len(pictures(paper)) == 2
    assert papers.pdf(paper).startswith(b"%PDF-")


def test_a_word_without_end_stays_on_the_paper():
    """Set as one line it was cut off at the edge; a name of the table ran into the figures beside it."""
    long = {Section.PREFACE: {"vi": "Đ" * 200}}
    rows = [i.unit("Huyện ở xa " * 8, code="001")]
    content = papers.pdf(composed(i.figures(rows=rows), i.row(long)))
    lines = [line for page in PdfReader(io.BytesIO(content)).pages for line in page.extract_text().splitlines()]
    assert sum(line.count("Đ") for line in lines if "ĐĐĐ" in line) == 200
    assert max(line.count("Đ") for line in lines) < 100
    assert max(line.count("Huyện ở xa") + line.count("ở xa") for line in lines if "1.000" in line) < 8


def test_the_same_paper_gives_the_same_bytes(monkeypatch):
    paper = composed(row=i.row())
    once = papers.pdf(paper), papers.docx(paper)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert (papers.pdf(paper), papers.docx(paper)) == once


def test_the_document_can_be_read_again():
    content = papers.docx(composed(i.figures(**GREAT), i.row({Section.CLOSING: {"vi": "Hết \x0b ạ."}})))
    read = Document(io.BytesIO(content))
    said = "\n".join(p.text for p in read.paragraphs)
    assert "BẢN TIN TÌNH HÌNH HẰNG NGÀY" in said
    assert "Hết ạ." in " ".join(said.split())
    tables = [[cell.text for cell in table.rows[0].cells] for table in read.tables]
    assert any("Đơn vị" in heads[0] for heads in tables)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
