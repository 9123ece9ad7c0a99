"""Writes docs/schemas/plan-*.json from the planner itself: `write`, or `check` that they are up to date."""

import json
import sys
from pathlib import Path

from toandan.ground.routing import schemas

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"


def texts() -> dict[Path, str]:
    """Return every schema's file and text."""
    made = {"instance": schemas.of_instance(), "plan": schemas.of_plan()}
    return {
        FOLDER / f"plan-{name}.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


def stale() -> list[str]:
    """Return the names of files that say something else than the program."""
    return [p.name for p, text in texts().items() if not p.exists() or p.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write the schemas, or tell whether they are up to date; return the exit code."""
    if sys.argv[1:] == ["check"]:
        old = stale()
        print(f"schemas: run `make docs` ({', '.join(old)})" if old else "schemas: up to date")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
