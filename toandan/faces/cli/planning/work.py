"""The work on a plan in a folder beside it: finished pools, so that it goes on from there (thư mục làm dở)."""

import json
from hashlib import sha256
from pathlib import Path

from toandan.ground.routing import plans
from toandan.ground.routing.assembling import Part


class Folder:
    """Keeps each pool in a file of its own; the folder is made when the first one is put in."""

    def __init__(self, path: Path) -> None:
        self.path, self.taken, self.key = path, 0, ""

    def take(self, key: str, pool: str) -> Part | None:
        """Return a pool's part; None where there is none, where it is of another task, or cannot be read."""
        self.key = key
        try:
            found = json.loads(self._file(key, pool).read_bytes())
            part = plans.read_part(found["part"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if found["key"] != key or part.pool != pool:
            return None
        self.taken += 1
        return part

    def put(self, key: str, part: Part) -> None:
        """Write a pool's part beside its place and move it there, so that no half of it is ever read."""
        self.path.mkdir(exist_ok=True)
        file = self._file(key, part.pool)
        half = file.with_suffix(".part")
        half.write_text(json.dumps({"key": key, "part": plans.plain_part(part)}, ensure_ascii=False), encoding="utf-8")
        half.replace(file)

    def clear(self) -> None:
        """Take away what was kept of this task, and the folder when nothing else is in it; the plan is written."""
        for file in self.path.glob(f"pool-{self.key[:12]}-*") if self.key else ():
            file.unlink(missing_ok=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()

    def _file(self, key: str, pool: str) -> Path:
        # A pool's name may hold anything; a digest is a name for a file everywhere.
        return self.path / f"pool-{key[:12]}-{sha256(pool.encode()).hexdigest()[:20]}.json"
