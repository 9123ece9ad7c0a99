"""Launcher, doctor and trouble speak the operator's language, before anything is set up and when nothing works."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.house.launching import bench
from tests.house.sources import PACKAGE, ROOT, modules, short, tree
from toandan.house import environment, speech

HOUSE = PACKAGE / "house"
SPOKEN = {"gettext", "gettext_noop", "_"}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
LOCALES = ("TOANDAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def sentences(file: Path, names: set[str]) -> Iterator[str]:
    """Yield every text that a file gives to one of these functions, as it stands there."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
            for given in node.args[:1]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "TOANDAN_LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "TOANDAN_LANG": "en"}, "en"),
    ],
)
def test_the_setting_wins_over_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment.language() == language
    assert (speech.gettext("Making the tables") == "Tạo bảng") == (language == "vi")


def test_the_houses_own_catalogue_holds_everything_it_says_without_django() -> None:
    with (HOUSE / "locale/vi/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source, locale="vi")
    said = {sentence: short(file) for file in modules(HOUSE) for sentence in sentences(file, SPOKEN)}
    assert len(said) > 100
    assert {where for sentence, where in said.items() if not getattr(catalogue.get(sentence), "string", "")} == set()


SAYING = {"say", "show", "ok", "warning", "problem"}


def untranslated(module: ast.Module) -> Iterator[str]:
    """Yield the words that are said to the operator as they stand in the code."""
    for node in ast.walk(module):
        name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
        if isinstance(node, ast.Call) and (name in SAYING or name.startswith("UnableTo")):
            for given in node.args:
                parts = given.values if isinstance(given, ast.JoinedStr) else [given]
                words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                yield from (word for word in words if re.search(r"[A-Za-z]", word))


def test_nothing_is_said_to_the_operator_in_one_language_only() -> None:
    guilty = {short(file): list(untranslated(tree(file))) for file in modules(HOUSE)}
    assert {file: words for file, words in guilty.items() if words} == {}


@pytest.mark.parametrize("code", ["say('Hello')", "say(f'{x} people')", "ok(DISK, 'free')", "UnableToStart('No')"])
def test_a_sentence_in_one_language_would_be_found(code: str) -> None:
    assert list(untranslated(ast.parse(code)))


def test_the_scripts_before_the_environment_have_their_vietnamese_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    from spoken import VIETNAMESE

    said = {one for name in ("setup", "browser", "postgres15") for one in sentences(ROOT / "tools" / name, {"spoken"})}
    assert said == set(VIETNAMESE)
    for english, vietnamese in VIETNAMESE.items():
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(vietnamese)), english


@pytest.mark.parametrize(("language", "said"), [("vi", "Mọi thứ từ con số không"), ("en", "Everything from nothing")])
def test_make_help_speaks_both(language: str, said: str) -> None:
    asked = os.environ | {"TOANDAN_LANG": language}
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, env=asked, capture_output=True, text=True, check=True)
    assert f"make demo       {said}" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(lines) == len(re.findall(r"^(?:##@|[a-z0-9-]+:.* ## )", makefile, re.MULTILINE))
    assert not any("##" in line for line in lines)
    assert [line for line in lines if line.startswith("  make") and len(line.split()) < 3] == []


def test_trouble_speaks_vietnamese_too() -> None:
    with bench(TOANDAN_DATABASE_URL="postgresql://u:p@127.0.0.1:1/d", TOANDAN_LANG="vi") as place:
        done = place.run("units", "find", "ba dinh", check=False)
    assert done.returncode == 1
    assert "Cơ sở dữ liệu không trả lời" in done.stderr
    assert "Lệnh `toandan doctor` kiểm tra" in done.stderr


def test_where_the_catalogue_is_not_compiled_yet_it_is_said_in_english(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from toandan.house import speech; "
        f"speech._CATALOGUES = Path({str(tmp_path)!r}); print(speech.gettext('Making the tables'))"
    )
    asked = os.environ | {"TOANDAN_LANG": "vi"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Making the tables"
