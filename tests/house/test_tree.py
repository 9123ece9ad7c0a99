"""What lies in the checkout: nothing of the machine it was written on, and a reason beside every dependency."""

import re
import subprocess
import tomllib

import pytest

from tests.house.sources import ROOT

TRACES = re.compile(
    "|".join(["/wo" + "rk/", "/tmp/" + "probe", "py" + r"pi\.org", "python" + "hosted", "--index" + "-url"])
)
TEXT = {".py", ".md", ".toml", ".lock", ".sql", ".html", ".css", ".js", ".po", ".txt", ".csv", ".cfg", ".yml", ""}


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return done.stdout.splitlines()


def test_no_file_names_a_host_of_packages_or_a_path_of_a_machine() -> None:
    guilty = []
    for name in tracked():
        file = ROOT / name
        if file.suffix in TEXT and file.is_file():
            for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if TRACES.search(line):
                    guilty.append(f"{name}:{number}")
    assert guilty == []


def test_nothing_generated_is_tracked() -> None:
    generated = re.compile(r"(\.mo|\.pyc|\.log|\.dump)$|(^|/)(\.venv|\.toandan|__pycache__|node_modules)/|keys\.json$")
    assert [name for name in tracked() if generated.search(name)] == []


PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def dependencies() -> list[str]:
    project = tomllib.loads(PROJECT)["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def test_every_dependency_says_why_it_is_there() -> None:
    lines = [line.strip() for line in PROJECT.splitlines()]
    said = True
    for dependency in dependencies():
        place = lines.index(f'"{dependency}",')
        before = next(line for line in reversed(lines[:place]) if not line.startswith('"'))
        said = said and before.startswith("#")
        assert before.startswith("#"), f"{dependency} has no reason above it"
    assert said


def test_every_dependency_is_locked_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    for dependency in dependencies():
        name = re.match(r"[\w.-]+", dependency)
        assert name and re.sub(r"[-_.]+", "-", name[0]).lower() in pinned, dependency
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
