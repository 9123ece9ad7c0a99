"""Processes whose libraries have been read already: a command starts in a third of the time of a fresh interpreter.

A nursery imports what Toandan leans on, and nothing of Toandan itself, which reads its surroundings while it is
imported. Each command is a child of its own: its own environment, directory, descriptors and exit code, and the
program's modules read anew. Where a test is about the interpreter's own start, it starts one.
"""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

LIBRARIES = (
    "asyncio", "attr", "croniter", "dateutil.parser", "django.contrib.messages.storage", "django.core.management",
    "django.core.management.commands.migrate", "django.db.backends.postgresql.base",
    "django.db.migrations.executor", "django.db.models", "django.forms", "django.template.loader", "django.urls",
    "django.views.generic", "email.mime.text", "numpy", "procrastinate", "psutil", "psycopg", "psycopg.types.json",
    "psycopg.types.multirange", "psycopg_pool", "pydantic", "pygments", "rich.markdown", "rich.progress",
    "rich.table", "rich.traceback", "sqlparse", "structlog", "typer", "typer.rich_utils",
)  # fmt: skip
_HEAD = struct.Struct("!I")
_CODE = struct.Struct("!i")


def run(arguments: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run `python ARGUMENTS` (`-c CODE …` or `-m MODULE …`) as a child of the nursery and return what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open() as nothing:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(_nursery())
            asked = json.dumps({"arguments": list(arguments), "env": dict(env), "cwd": str(cwd)}).encode()
            socket.send_fds(line, [_HEAD.pack(len(asked))], [nothing.fileno(), out.fileno(), err.fileno()])
            line.sendall(asked)
            answer = line.recv(_CODE.size, socket.MSG_WAITALL)
        assert len(answer) == _CODE.size, "the nursery gave up"
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(list(arguments), _CODE.unpack(answer)[0], *said)


@cache
def _nursery() -> str:
    """Start the nursery of this test process and return where it listens; it ends with this process."""
    folder = tempfile.TemporaryDirectory(prefix="toandan-nursery-")
    path = f"{folder.name}/line"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOANDAN_", "PG", "PYTEST", "COV", "DJANGO"))}
    # The end of its input tells it that nobody needs it any more, however this process ended.
    made = subprocess.Popen(
        [sys.executable, __file__, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=kept, text=True
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"

    def end() -> None:
        assert made.stdin is not None
        made.stdin.close()
        made.wait()
        folder.cleanup()

    atexit.register(end)
    return path


def _serve(path: str) -> list[str]:
    """Answer until nobody is left to ask; returns only in a child, with what it is to run."""
    for name in LIBRARIES:
        __import__(name)
    gc.freeze()
    door = socket.socket(socket.AF_UNIX)
    door.bind(path)
    door.listen()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([door, sys.stdin], [], [])
        if sys.stdin in ready:
            os._exit(0)
        line, _ = door.accept()
        if os.fork() == 0:
            door.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _keep(line)
        line.close()


def _keep(line: socket.socket) -> list[str]:
    """Read what is asked and leave a child to do it; tell its exit code when it has ended."""
    head, streams, _, _ = socket.recv_fds(line, _HEAD.size, 3)
    asked = b""
    while len(asked) < _HEAD.unpack(head)[0]:
        asked += line.recv(1 << 20)
    child = os.fork()
    if child == 0:
        line.close()
        return _become(json.loads(asked), streams)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    line.sendall(_CODE.pack(os.waitstatus_to_exitcode(status)))
    os._exit(0)


def _become(asked: dict[str, object], streams: list[int]) -> list[str]:
    """Take on the surroundings that were asked for and return the arguments."""
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    sys.path[:0] = ["", *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return list(asked["arguments"])  # type: ignore[call-overload]


def _main() -> None:
    kind, what, *rest = _serve(sys.argv[1])
    # What this file is called and where it lies is nothing the program should find.
    sys.path.remove(str(Path(__file__).parent))
    sys.argv = [what if kind == "-m" else kind, *rest]
    if kind == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    _main()
