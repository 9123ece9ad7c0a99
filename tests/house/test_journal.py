"""Every operation that somebody can be answerable for leaves a line in the journal."""

import ast
from pathlib import Path

from tests.house.sources import PACKAGE, Function, functions, part, rooms, short, tree

APPENDING = {"append", "append_reads"}

EXCEPTIONS = {
    "journal.append": "is the line itself",
    "journal.append_reads": "is the line itself",
    "officers.acting": "opens the transaction; what happens inside it is journalled there",
    "officers.require": "asks; the operation that asks writes the line",
}
"""Public functions that take an actor and write no line, each with its reason."""


class House:
    """The functions of every room's operations, and who calls whom, by their names."""

    def __init__(self) -> None:
        self.rooms = {room.name: {} for room in rooms()}  # type: dict[str, dict[str, tuple[Path, Function]]]
        for room in rooms():
            for file in part(room, "operations"):
                for function in functions(file):
                    self.rooms[room.name].setdefault(function.name, (file, function))

    def silent(self) -> list[str]:
        """Return the public operations that never reach the journal."""
        found = []
        for room, known in self.rooms.items():
            for name in sorted(self.doors(room)):
                if f"{room}.{name}" not in EXCEPTIONS and not self.reaches(room, name, set()):
                    found.append(f"{short(known[name][0])}:{name}")
        return found

    def doors(self, room: str) -> set[str]:
        """Return the functions a room offers to others that take an actor."""
        folder = next(r for r in rooms() if r.name == room)
        package = folder / "operations" / "__init__.py"
        offered = set(imports(package)) if package.exists() else set(self.rooms[room])
        return {
            name
            for name in offered & set(self.rooms[room])
            if not name.startswith("_") and takes_actor(self.rooms[room][name][1])
        }

    def reaches(self, room: str, name: str, seen: set[tuple[str, str]]) -> bool:
        """Tell whether a function appends to the journal, itself or through functions it calls."""
        if (room, name) in seen or name not in self.rooms.get(room, {}):
            return False
        seen.add((room, name))
        file, function = self.rooms[room][name]
        imported = imports(file)
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            target_room, target = resolve(call, imported, room)
            if target in APPENDING and target_room == "journal":
                return True
            if self.reaches(target_room, target, seen):
                return True
        return False


def takes_actor(function: Function) -> bool:
    return any(argument.arg == "actor" for argument in (*function.args.args, *function.args.kwonlyargs))


def imports(file: Path) -> dict[str, tuple[str, str | None]]:
    """Return what each imported name of a file means: the room it comes from, and the function (None for a module)."""
    found: dict[str, tuple[str, str | None]] = {}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("toandan."):
            parts = node.module.split(".")
            for alias in node.names:
                room = parts[2] if len(parts) > 2 else alias.name
                is_module = (PACKAGE.parent.joinpath(*parts, alias.name)).exists() or (
                    PACKAGE.parent.joinpath(*parts, f"{alias.name}.py")
                ).exists()
                found[alias.asname or alias.name] = (room, None if is_module else alias.name)
    return found


def resolve(call: ast.Call, imported: dict[str, tuple[str, str | None]], room: str) -> tuple[str, str]:
    """Return the room and the name of what a call calls, as far as names tell."""
    if isinstance(call.func, ast.Name):
        origin, name = imported.get(call.func.id, (room, call.func.id))
        return origin, name or call.func.id
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        origin, _ = imported.get(call.func.value.id, (room, None))
        return origin, call.func.attr
    return room, ""


def test_every_operation_reaches_the_journal() -> None:
    assert House().silent() == []


def test_operations_were_found() -> None:
    house = House()
    assert sum(len(house.doors(room)) for room in house.rooms) > 15


def test_an_operation_without_a_line_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "operations.py"
    file.write_text("def forget(*, actor, now):\n    helper()\n\ndef helper():\n    pass\n")
    house = House()
    house.rooms["people"] |= {function.name: (file, function) for function in functions(file)}
    assert _silent_in(house, file) == ["forget"]


def _silent_in(house: House, file: Path) -> list[str]:
    return [
        name
        for name, (where, function) in house.rooms["people"].items()
        if where == file and takes_actor(function) and not house.reaches("people", name, set())
    ]


def test_every_exception_still_exists() -> None:
    known = {f"{room}.{name}" for room, functions_ in House().rooms.items() for name in functions_}
    assert set(EXCEPTIONS) - known == set()


def test_operations_are_keyword_only() -> None:
    house = House()
    positional = [
        f"{room}.{name}"
        for room, known in house.rooms.items()
        for name in house.doors(room)
        if f"{room}.{name}" not in EXCEPTIONS and known[name][1].args.args
    ]
    assert positional == []
