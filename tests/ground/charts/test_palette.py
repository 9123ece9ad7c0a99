"""Contrasts are measured, not believed; the style sheet and the charts use the same colours."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import toandan
from toandan.ground.charts import palette

CSS = Path(toandan.__file__).parent / "faces/web/frame/assets/css/face.css"


def light(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    bright, dark = sorted((light(a), light(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [palette.INK, palette.MUTED, palette.REQUIRED])
def test_text_reads_on_paper(colour):
    assert contrast(colour, palette.PAPER) >= 4.5


def test_numbers_read_on_every_step():
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in zip(palette.ON_STEPS, palette.STEPS, strict=True))


def test_neighbouring_series_stand_apart():
    assert all(contrast(a, b) >= 3 for a, b in pairwise(palette.DATA[:3]))
    assert all(contrast(c, palette.PAPER) >= 3 for c in palette.DATA)
    assert contrast(palette.DATA[2], palette.STEPS[0]) >= 3


TAGS = {"done": 4.5, "watch": 4.5, "late": 4.5, "plain": 4.5}


def tokens():
    return dict(re.findall(r"--([\w-]+): (#\w{6});", CSS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("tag", TAGS)
def test_tags_read(tag):
    known = tokens()
    assert contrast(known[f"{tag}-ink"], known[tag]) >= TAGS[tag]


def test_the_style_sheet_uses_the_charts_colours():
    known = tokens()
    assert [known[f"data-{i}"] for i in range(1, 5)] == [c.lower() for c in palette.DATA]
    assert [known[f"step-{i}"] for i in range(1, 6)] == [c.lower() for c in palette.STEPS]
    assert known["required"] == palette.REQUIRED.lower()
    assert known["ink"] == palette.INK.lower() and known["muted"] == palette.MUTED.lower()


def test_borders_of_controls_are_seen():
    known = tokens()
    assert contrast(known["edge"], "#ffffff") >= 3
