"""Every job that is asked for by name exists."""

import re

from procrastinate.contrib.django import app

from tests.house.sources import PACKAGE, modules, short

ASKED = re.compile(r"""(?:\blater|configure_task)\(\s*(?:name=)?["']([\w.]+)["']""")


def test_every_job_asked_for_by_name_exists() -> None:
    app.perform_import_paths()
    asked = {(short(f), name) for f in modules(PACKAGE) for name in ASKED.findall(f.read_text(encoding="utf-8"))}
    assert {(file, name) for file, name in asked if name not in app.tasks} == set()


def test_the_pattern_sees_how_jobs_are_asked_for() -> None:
    assert ASKED.findall('later("rolls.import", run=1)') == ["rolls.import"]
    assert ASKED.findall('app.configure_task(\n    name="rolls.import", queue="x")') == ["rolls.import"]


def test_jobs_are_named_after_their_room() -> None:
    app.perform_import_paths()
    ours = {name for name, task in app.tasks.items() if task.func.__module__.startswith("toandan.")}
    assert [name for name in ours if not re.fullmatch(r"[a-z]+\.[a-z_]+", name)] == []
