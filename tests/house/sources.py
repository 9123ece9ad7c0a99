"""How the house tests look at the source: rooms, files, functions, as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "toandan"
WINGS = ("record", "work", "command")


def rooms() -> list[Path]:
    """Return the folder of every room."""
    found = [room for wing in WINGS for room in sorted((PACKAGE / wing).glob("*/")) if (room / "__init__.py").exists()]
    assert len(found) >= 7, "the rooms were not found; every test of the house would pass for nothing"
    return found


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Return the Python files below a folder, without migrations."""
    return [f for f in sorted(folder.glob("**/*.py")) if "migrations" not in f.parts and "__pycache__" not in f.parts]


def part(room: Path, name: str) -> list[Path]:
    """Return the files of one part of a room, such as `operations`, whether it is a file or a folder."""
    return modules(room / name) or [f for f in (room / f"{name}.py",) if f.exists()]


@cache
def tree(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    """Yield every function of a file, at any depth."""
    for node in ast.walk(tree(file)):
        if isinstance(node, Function):
            yield node


def short(file: Path) -> str:
    """Return a file's path from the root of the checkout."""
    return str(file.relative_to(ROOT))
