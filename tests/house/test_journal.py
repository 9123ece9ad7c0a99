"""Every operation that somebody can be answerable for leaves a line in the journal."""

import ast
from pathlib import Path

from tests.house.sources import PACKAGE, Function, functions, part, rooms, short, tree

APPENDING = {"append", "append_reads", "alongside"}

EXCEPTIONS = {
    "journal.append": "is the line itself",
    "journal.append_reads": "is the line itself",
    "journal.alongside": "is the line itself",
    "reorganisation.checked": "reads a mapping and says what is wrong with it; nothing is written",
    "officers.acting": "opens the transaction; what happens inside it is journalled there",
    "officers.require": "asks; the operation that asks writes the line",
}
"""Public functions that take an actor and write no line, each with its reason."""


Known = tuple[Path, Function]


class House:
    """The functions of every room's operations, and who calls whom, by their names."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, list[Known]]] = {room.name: {} for room in rooms()}
        for room in rooms():
            for file in part(room, "operations"):
                for function in functions(file):
                    self.rooms[room.name].setdefault(function.name, []).append((file, function))

    def silent(self) -> list[str]:
        """Return the operations offered by any room that never reach the journal."""
        return [
            f"{short(file)}:{name}"
            for room in self.rooms
            for name, (file, function) in sorted(self.doors(room).items())
            if f"{room}.{name}" not in EXCEPTIONS and not self.reaches(room, (file, function), set())
        ]

    def doors(self, room: str) -> dict[str, Known]:
        """Return the functions a room offers to others that take an actor; a folder offers what its door imports."""
        package = next(r for r in rooms() if r.name == room) / "operations" / "__init__.py"
        offered = origins(package) if package.exists() else dict.fromkeys(self.rooms[room], package.parent)
        return {
            name: (file, function)
            for name, origin in offered.items()
            for file, function in self.rooms[room].get(name, [])
            if not name.startswith("_") and takes_actor(function) and file.with_suffix("").is_relative_to(origin)
        }

    def reaches(self, room: str, known: Known, seen: set[Known]) -> bool:
        """Tell whether a function appends to the journal, itself or through functions it calls."""
        if known in seen:
            return False
        seen.add(known)
        file, function = known
        imported = imports(file)
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            target_room, target = resolve(call, imported, room)
            if target in APPENDING and target_room == "journal":
                return True
            if any(self.reaches(target_room, k, seen) for k in self.rooms.get(target_room, {}).get(target, [])):
                return True
        return False


def origins(package: Path) -> dict[str, Path]:
    """Return, for each name a package's door imports, the module it comes from as a path without its ending."""
    return {
        alias.asname or alias.name: PACKAGE.parent.joinpath(*node.module.split("."))
        for node in ast.walk(tree(package))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("toandan.")
        for alias in node.names
    }


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
    for function in functions(file):
        house.rooms["people"].setdefault(function.name, []).append((file, function))
    assert not house.reaches("people", house.rooms["people"]["forget"][0], set())


def test_every_exception_still_exists() -> None:
    known = {f"{room}.{name}" for room, functions_ in House().rooms.items() for name in functions_}
    assert set(EXCEPTIONS) - known == set()


def test_operations_are_keyword_only() -> None:
    house = House()
    positional = [
        f"{room}.{name}"
        for room in house.rooms
        for name, (_, function) in house.doors(room).items()
        if f"{room}.{name}" not in EXCEPTIONS and function.args.args
    ]
    assert positional == []
