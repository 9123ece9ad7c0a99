"""`make setup` on machines that lack something: it installs what it may and says clearly what it may not."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import ROOT


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load a script as it is run, with its own folder first among the places of modules."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    loader = SourceFileLoader(f"tool_{name}", str(ROOT / "tools" / name))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("setup", monkeypatch)


def test_a_second_run_builds_nothing_and_a_changed_lock_builds_again(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built: list[bool] = []
    monkeypatch.setattr(setup, "STAMP", tmp_path / "made-from")
    monkeypatch.setattr(setup, "build", lambda: built.append(True))
    monkeypatch.setattr(setup, "compile_languages", lambda: None)
    setup.STAMP.write_text(setup.digest())
    assert setup.main() == 0
    assert built == []
    setup.STAMP.write_text("made from another lock")
    assert setup.main() == 0
    assert built == [True]


def test_an_old_python_is_told_what_to_do(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "LEAST", (99, 0))
    assert setup.main() == 1
    assert "PYTHON=" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "cần Python 3.11 trở lên"), ("en", "needs Python 3.11 or newer")]
)
def test_the_operators_language_is_spoken_before_anything_is_installed(
    setup: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    said: str,
) -> None:
    monkeypatch.setattr(setup, "LEAST", (99, 0))
    monkeypatch.setenv("TOANDAN_LANG", language)
    assert setup.main() == 1
    assert said in capsys.readouterr().err


def test_without_venv_an_ordinary_user_is_told_which_package(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=f"python{sys.version_info.major}.{sys.version_info.minor}-venv"):
        setup.install_venv_package()


def test_without_venv_root_on_debian_installs_it(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(setup, "run", lambda command, env=None: asked.append(command))
    monkeypatch.setattr(
        setup.subprocess, "run", lambda command, **_: asked.append(command) or subprocess.CompletedProcess(command, 0)
    )
    setup.install_venv_package()
    assert asked[0] == ["apt-get", "-qq", "update"]
    assert asked[1][-1].endswith("-venv")


def test_the_stamp_follows_the_lock(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "tools/setup"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    before = setup.digest()
    (tmp_path / "requirements.lock").write_text("two")
    assert setup.digest() != before


def test_a_missing_browser_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    browser = load("browser", monkeypatch)
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert browser.main() == 1
    assert "CHROMIUM=" in capsys.readouterr().err
