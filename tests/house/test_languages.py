"""Both languages are complete, and every template is used."""

import re
import shutil
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, short
from tools import catalogues


def test_every_message_has_its_vietnamese() -> None:
    assert catalogues.faults() == []


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one room, one message and one template, whose catalogue is complete."""
    room = tmp_path / "toandan" / "record" / "post"
    (room / "locale/vi/LC_MESSAGES").mkdir(parents=True)
    (room / "templates/post").mkdir(parents=True)
    (room / "labels.py").write_text('from django.utils.translation import gettext_lazy as _\nA = _("Letter %(n)s")\n')
    (room / "templates/post/x.html").write_text(
        "{% load i18n %}{% blocktranslate %}To {{ name }}{% endblocktranslate %}"
    )
    (room / catalogues.CATALOGUE).write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Letter %(n)s"\nmsgstr "Thư %(n)s"\n\nmsgid "To %(name)s"\nmsgstr "Gửi %(name)s"\n'
    )
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path / "toandan")
    return room


def test_a_complete_house_has_no_fault(small_house: Path) -> None:
    assert catalogues.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgstr "Thư %(n)s"', 'msgstr ""', "no Vietnamese for 'Letter %(n)s'"),
        ('msgstr "Gửi %(name)s"', 'msgstr "Gửi"', "other placeholders"),
        ('msgid "Letter', '#, fuzzy\nmsgid "Letter', "is fuzzy"),
    ],
)
def test_each_fault_of_a_catalogue_is_found(small_house: Path, old: str, new: str, said: str) -> None:
    file = small_house / catalogues.CATALOGUE
    file.write_text(file.read_text().replace(old, new))
    assert any(said in fault for fault in catalogues.faults())


def test_two_rooms_may_not_translate_one_message_differently(small_house: Path) -> None:
    other = small_house.with_name("bank")
    shutil.copytree(small_house, other)
    file = other / catalogues.CATALOGUE
    file.write_text(file.read_text().replace("Thư", "Lá thư"))
    assert any("'Thư %(n)s'" in fault and "'Lá thư %(n)s'" in fault for fault in catalogues.faults())


def test_extract_adds_a_new_message_to_its_own_room(small_house: Path) -> None:
    (small_house / "words.py").write_text(
        'from django.utils.translation import gettext_noop\nB = gettext_noop("Stamp")\n'
    )
    catalogues.extract([])
    assert 'msgid "Stamp"' in (small_house / catalogues.CATALOGUE).read_text()
    assert 'msgstr "Thư %(n)s"' in (small_house / catalogues.CATALOGUE).read_text()


FOUND_BY_NAME = {"403.html", "404.html", "500.html", "400.html", "403_csrf.html"}
"""Templates that Django itself looks for."""

LIBRARIES = ("account/", "mfa/", "allauth/", "socialaccount/", "django/", "registration/")
"""Folders whose templates replace those of a library, which names them."""


def test_every_template_is_used() -> None:
    templates = {
        str(file.relative_to(folder)): file
        for folder in PACKAGE.glob("**/templates")
        for file in folder.glob("**/*")
        if file.is_file()
    }
    text = "\n".join(
        file.read_text(encoding="utf-8")
        for pattern in ("**/*.py", "**/*.html", "**/*.txt")
        for file in PACKAGE.glob(pattern)
        if "__pycache__" not in file.parts
    )
    assert templates, "no template was found"
    unused = [
        short(file)
        for name, file in templates.items()
        if name not in FOUND_BY_NAME
        and not name.startswith(LIBRARIES)
        and not re.search(rf"[\"']{re.escape(name)}[\"']", text)
    ]
    assert unused == []


def test_no_template_carries_its_own_style_or_script() -> None:
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE)
    guilty = [
        f"{short(file)}: {found[0]}"
        for file in PACKAGE.glob("**/templates/**/*.html")
        if (found := inline.search(file.read_text(encoding="utf-8")))
    ]
    assert guilty == []
