"""Writes docs/operate/commands.md from the program itself: `write`, or `check` that it is up to date."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "operate" / "commands.md"
HEAD = """# Commands

Written by `tools/commands.py` from the program itself. Without `--as USERNAME` a command acts as the operator at the
machine; every reading command has `--json`. Exit codes: 0 done, 1 trouble with the machine, 2 refused.

Where a list has `--on`, the CODE of a unit means its bearer on that day, today without it, with everything below it and
the units of before that went into it, mainly where one was divided. Codes are given away again in a reform: `--on` a
day before it means the unit that bore the code then.

| Command | What it does |
|---|---|
"""


def commands(command: Any, name: str = "toandan") -> Iterator[tuple[str, str]]:
    """Yield every command with the first sentence of its help and its options."""
    below = getattr(command, "commands", None)
    if below is not None:
        for word, found in sorted(below.items()):
            yield from commands(found, f"{name} {word}")
        return
    options = []
    for parameter in command.params:
        if parameter.name == "help" or getattr(parameter, "hidden", False):
            continue
        shown = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name.upper()
        options.append(shown if parameter.required else f"[{shown}]")
    paragraph = " ".join((command.help or "").split("\n\n")[0].split())
    yield " ".join([name, *options]), paragraph


def text() -> str:
    """Return the whole page."""
    from toandan.house.main import build

    rows = (f"| `{usage}` | {what.replace('|', '/')} |" for usage, what in commands(get_command(build())))
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Write the page, or tell whether it is up to date; return the exit code."""
    if sys.argv[1:] == ["check"]:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text()
        print("commands: the page is up to date" if current else "commands: run `python tools/commands.py write`")
        return 0 if current else 1
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
