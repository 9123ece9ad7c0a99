"""The documents name every command, every room, and nothing that is not there."""

import re
from collections.abc import Iterator

import typer
from typer.main import get_command

from tests.house.sources import PACKAGE, ROOT, rooms
from toandan.house.main import build
from tools import architecture
from tools import commands as commands_page

DOCS = "\n".join(f.read_text(encoding="utf-8") for f in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))])


def commands(command: object, before: str = "toandan") -> Iterator[str]:
    below = getattr(command, "commands", None)
    if below is None:
        yield before
        return
    for name, found in below.items():
        yield from commands(found, f"{before} {name}")


def test_every_command_is_documented() -> None:
    found = list(commands(get_command(build())))
    assert len(found) > 8
    assert [command for command in found if not re.search(rf"{command}\b", DOCS)] == []


def test_the_page_of_commands_is_up_to_date() -> None:
    assert commands_page.TARGET.read_text(encoding="utf-8") == commands_page.text(), "run `make docs`"


def test_a_new_command_would_have_to_be_documented() -> None:
    app = typer.Typer()
    app.command("never-written-about")(lambda: None)
    app.command("second")(lambda: None)
    assert "toandan never-written-about" in list(commands(get_command(app)))
    assert "toandan never-written-about" not in DOCS


def test_every_command_has_a_line_of_help() -> None:
    def silent(command: object, before: str) -> Iterator[str]:
        if not getattr(command, "help", None):
            yield before
        for name, found in getattr(command, "commands", {}).items():
            yield from silent(found, f"{before} {name}")

    assert list(silent(get_command(build()), "toandan")) == []


def test_every_make_target_of_the_help_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"`make ([a-z]+)", DOCS))
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert named - targets == set()


def test_every_room_has_its_page_and_its_readme() -> None:
    for room in rooms():
        assert (ROOT / "docs" / "rooms" / f"{room.name}.md").exists(), f"docs/rooms/{room.name}.md"
        assert (room / "README.md").exists(), f"{room.name}/README.md"


def test_every_part_of_the_ground_stands_on_its_page() -> None:
    page = (ROOT / "docs" / "rooms" / "ground.md").read_text(encoding="utf-8")
    parts = {file.parent.name for file in (PACKAGE / "ground").glob("*/__init__.py")}
    assert parts == set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))


def test_the_picture_shows_every_wing_and_room() -> None:
    drawn = architecture.TARGET.read_text(encoding="utf-8")
    assert drawn == architecture.text(), "run `make docs`"
    wings = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert wings | {room.name for room in rooms()} <= set(re.findall(r">([a-z]+)</text>", drawn))


def test_what_is_said_to_check_floors_and_languages_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = DOCS + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    said = set(re.findall(r"`make (\w+)` (?:checks the floors|checks the catalogues|fails when an import)", text))
    assert said
    for target in said:
        stands_on = re.search(rf"^{target}: (.*?)  ##", makefile, re.MULTILINE)
        assert stands_on and {"floors", "catalogues"} <= set(stands_on[1].split()), f"`make {target}`"


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            if not (file.parent / target).exists():
                broken.append(f"{file.relative_to(ROOT)} → {target}")
    assert broken == []
