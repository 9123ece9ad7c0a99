"""A day is the country's: before seven in the morning the date of UTC is yesterday's (ngày theo giờ trong nước)."""

import ast
import re
from pathlib import Path

from tests.house.sources import PACKAGE, ROOT, modules, short, tree

INSTANT = re.compile(r"(^|_)(now|at)$")
SQL_DAY = re.compile(r"\bcurrent_date\b|\bnow\(\)\s*::\s*date\b", re.IGNORECASE)


def days_of_instants(found: ast.Module) -> list[int]:
    """Return the lines that ask an instant for its date, as `now.date()` does, whatever its zone is."""
    return [
        node.lineno
        for node in ast.walk(found)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and not node.args
        and INSTANT.search(last_name(node.func.value))
    ]


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return getattr(node, "attr", getattr(node, "id", ""))


def asking(folder: Path) -> list[str]:
    """Return where it is asked; a thousand files are read, and the few that could ask are understood."""
    could = [file for file in modules(folder) if ".date()" in file.read_text(encoding="utf-8")]
    return [f"{short(file)}:{line}" for file in could for line in days_of_instants(tree(file))]


def test_no_instant_is_asked_for_its_date() -> None:
    assert days_of_instants(ast.parse("terminal.now().date(), request.now.date(), row.sent_at.date()")) == [1, 1, 1]
    assert days_of_instants(ast.parse("localdate(now), day.date(), due_at")) == []
    assert asking(PACKAGE) + asking(ROOT / "tests") == []


def test_no_query_asks_the_session_for_its_date() -> None:
    """A session's zone is UTC; `ledger_today()` knows the country's."""
    files = sorted(PACKAGE.rglob("*.sql"))
    assert len(files) > 30
    assert [short(file) for file in files if SQL_DAY.search(file.read_text(encoding="utf-8"))] == []
