"""Imports point down; a room's models and rules are its own."""

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.house.sources import PACKAGE, ROOT, WINGS, modules, rooms

DOORS = {"words", "labels", "states", "queries", "operations"}
"""What other rooms may import of a room."""


def trespassers(graph: grimp.ImportGraph) -> list[str]:
    """Return every import of a room's private module by anybody outside that room, the house excepted."""

    def room(module: str) -> str:
        return ".".join(module.split(".")[:3])

    return [
        f"{importer} imports {module}"
        for module in sorted(graph.modules)
        if len(module.split(".")) >= 4 and module.split(".")[1] in WINGS and module.split(".")[3] not in DOORS
        for importer in sorted(graph.find_modules_that_directly_import(module))
        if room(importer) != room(module) and not importer.startswith("toandan.house.")
    ]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("toandan", cache_dir=None)


def test_every_contract_holds() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_keeps_its_models_and_rules_to_itself(graph: grimp.ImportGraph) -> None:
    assert trespassers(graph) == []


def test_a_trespasser_would_be_found(graph: grimp.ImportGraph) -> None:
    planted = grimp.build_graph("toandan", cache_dir=None)
    planted.add_module("toandan.record.people.models")
    planted.add_module("toandan.faces.web.planted")
    planted.add_import(importer="toandan.faces.web.planted", imported="toandan.record.people.models")
    assert set(trespassers(planted)) - set(trespassers(graph)) == {
        "toandan.faces.web.planted imports toandan.record.people.models"
    }


def test_rules_ask_no_clock_and_no_framework() -> None:
    for room in rooms():
        for file in [*room.glob("rules.py"), *room.glob("rules/**/*.py"), *room.glob("states.py")]:
            text = file.read_text(encoding="utf-8")
            for asked in ("datetime.now(", "date.today(", "timezone.now(", "time.time(", "django.db", "os.environ"):
                assert asked not in text, f"{file} asks {asked}"


MAY_KNOW_THE_ENVIRONMENT = {
    "house/environment.py",
    "house/database/embedded.py",  # passes PATH on to PostgreSQL
    "house/doctor/machine.py",  # looks for misspelt settings
    "house/commands/serve.py",  # tells its workers where they share figures
    "faces/web/house/figures.py",  # and there they are read; the variable belongs to the library
    "house/commands/demo.py",  # switches the demonstration on for the server it starts
    "house/main.py",
    "house/wsgi.py",
}


def test_only_the_environment_module_reads_settings_from_the_environment() -> None:
    readers = {str(f.relative_to(PACKAGE)) for f in modules() if re.search(r"os\.(environ|getenv)", f.read_text())}
    assert readers - MAY_KNOW_THE_ENVIRONMENT == set()
