"""Budgets of the page's weight, and that nothing comes from elsewhere or runs inline."""

import gzip
import re
from pathlib import Path

import pytest

import toandan

WEB = Path(toandan.__file__).parent / "faces" / "web"
ASSETS = WEB / "frame" / "assets"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))


def compressed(pattern):
    return sum(len(gzip.compress(f.read_bytes(), 6)) for f in ASSETS.glob(pattern))


def test_style_script_and_fonts_stay_within_their_budgets():
    assert 0 < compressed("css/*.css") <= 20 * 1024
    assert 0 < compressed("js/*.js") <= 25 * 1024
    assert 0 < sum(f.stat().st_size for f in ASSETS.glob("fonts/*.woff2")) <= 100 * 1024


def test_what_others_made_carries_its_licence():
    assert "SIL Open Font License" in (ASSETS / "fonts/OFL.txt").read_text(encoding="utf-8")
    assert "Zero-Clause BSD" in (ASSETS / "js/htmx-LICENSE.txt").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere():
    css = (ASSETS / "css/face.css").read_text(encoding="utf-8")
    assert all(url.startswith("../fonts/") for url in re.findall(r'url\("?([^")]+)', css))
    for template in TEMPLATES:
        html = template.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href|action|hx-\w+)=["'](?:https?:)?//""", html), template


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: f"{t.parts[-2]}/{t.name}")
def test_templates_hold_no_inline_style_or_script(template):
    html = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=[\"']|javascript:|hx-on|hx-vals=.js:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert "|safe" not in html and "autoescape off" not in html


def test_the_fonts_cover_vietnamese():
    css = (ASSETS / "css/face.css").read_text(encoding="utf-8")
    ranges = [(int(a, 16), int(b or a, 16)) for a, b in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css)]
    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ₫"
    assert [c for c in letters if not any(low <= ord(c) <= high for low, high in ranges)] == []


def test_type_sizes_are_the_five():
    css = (ASSETS / "css/face.css").read_text(encoding="utf-8").split("@media print")[0]
    sizes = {float(s) for s in re.findall(r"font-size: ([\d.]+)rem", css)}
    assert sizes <= {0.875, 0.9375, 1.0, 1.1875, 1.5, 2.0}
    assert "text-transform" not in css and "letter-spacing" not in css and "justify;" not in css


def test_on_paper_heads_come_again_rows_stay_whole_and_nothing_to_press_is_printed() -> None:
    css = (ASSETS / "css/face.css").read_text(encoding="utf-8")
    paper = css.split("@media print")[1]
    assert "thead { display: table-header-group; }" in paper
    assert re.search(r"(?m)^\s*tr, [^{]*\{ break-inside: avoid; \}", paper)
    hidden = next(rule for rule in paper.split("}") if "display: none !important" in rule)
    pressed = (".frame-header", ".service", ".breadcrumb", ".toolbar", ".buttons", ".pagination", ".no-print")
    assert [name for name in pressed if name not in hidden] == []
    assert "main form" in paper
