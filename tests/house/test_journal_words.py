"""Every kind of thing a line of the journal is about, and every purpose people are shown for, has words on its page."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import get_resolver
from django.utils.translation import override

from tests.house.sources import PACKAGE, ROOT, functions, modules, short, tree
from tests.house.test_permissions import views
from toandan.faces.web.journal import details

WRITING = {"append", "append_reads", "alongside", "_append"}
_KIND = re.compile(r"([a-z_]+):")
_IN_SQL = re.compile(r"'([a-z_]+):'")


def called(node: ast.AST) -> str:
    """Return the name of the function a call calls, else ""."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def calls(module: ast.Module, names: set[str]) -> list[ast.Call]:
    return [node for node in ast.walk(module) if isinstance(node, ast.Call) and called(node) in names]


def texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts an expression may become; of one put together from parts, how it begins."""
    whole = [found for found in ast.walk(node) if isinstance(found, ast.JoinedStr)]
    inside = {id(part) for found in whole for part in ast.walk(found)}
    for found in ast.walk(node):
        if isinstance(found, ast.JoinedStr) and isinstance(found.values[0], ast.Constant):
            yield str(found.values[0].value)
        elif isinstance(found, ast.Constant) and isinstance(found.value, str) and id(found) not in inside:
            yield found.value


def bound(module: ast.Module, name: str) -> Iterator[ast.AST]:
    """Yield what is given to a name anywhere in a file: by keyword, by assignment, also as one of several."""
    for node in ast.walk(module):
        if isinstance(node, ast.keyword | ast.AnnAssign):
            called_so = node.arg if isinstance(node, ast.keyword) else getattr(node.target, "id", "")
            if called_so == name and node.value:
                yield node.value
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and _matches(target, node.value):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)


def _matches(target: ast.Tuple, value: ast.AST) -> bool:
    """Tell whether several names are given several values one by one; what is packed into a star is not told apart."""
    parts = [*target.elts, *value.elts] if isinstance(value, ast.Tuple) else []
    return bool(parts) and not any(isinstance(one, ast.Starred) for one in parts)


def kinds(module: ast.Module) -> set[str]:
    """Return the kinds of subjects a file writes; SQL that writes and journals at once holds its own."""
    if not calls(module, WRITING):
        return set()
    said = {text for node in bound(module, "subject") for text in texts(node)}
    found = {match[1] if (match := _KIND.match(text)) else text for text in said}
    if calls(module, {"alongside"}):
        found |= {kind for text in texts(module) for kind in _IN_SQL.findall(text)}
    return found


def names(module: ast.Module) -> set[str]:
    """Return the names of the details a file writes; those put together elsewhere are not seen."""
    if not calls(module, WRITING):
        return set()
    told = [part for node in bound(module, "detail") for part in ast.walk(node) if isinstance(part, ast.Dict)]
    return {str(key.value) for part in told for key in part.keys if isinstance(key, ast.Constant)}


def purposes(file: Path) -> set[str]:
    """Return the purposes a file hands on: by keyword, and to its own helpers that pass one on to the journal."""
    module = tree(file)
    given: list[ast.AST] = [
        node.value for node in ast.walk(module) if isinstance(node, ast.keyword) and node.arg == "purpose"
    ]
    if calls(module, {"append_reads"}):
        for function in functions(file):
            names = [arg.arg for arg in function.args.args]
            if "purpose" in names:
                place = names.index("purpose")
                given += [call.args[place] for call in calls(module, {function.name}) if len(call.args) > place]
            for arg, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
                if arg.arg == "purpose" and default is not None:
                    given.append(default)
    return {word for node in given for word in worth(file, node)}


def worth(file: Path, node: ast.AST) -> Iterator[str]:
    """Yield what an expression says: its texts, or the constant or permission word it names; nothing for a variable."""
    if isinstance(node, ast.Name | ast.Attribute):
        inside = file.is_relative_to(PACKAGE)
        where: dict[str, Any] = (
            vars(import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))) if inside else {}
        )
        try:
            value = eval(compile(ast.Expression(node), str(file), "eval"), where)
        except NameError:
            return
        if isinstance(value, str):
            yield str(value)
    else:
        yield from texts(node)


def shown() -> set[str]:
    """Return the purposes of every address in a folder of pages that show people."""
    showing = {file.parent for file in modules(PACKAGE / "faces" / "web") if calls(tree(file), {"read_person"})}
    names = {".".join(folder.relative_to(ROOT).parts) for folder in showing}
    found = set()
    for _route, view in views(get_resolver()):
        for door in getattr(view, "doors", (view,)):
            purpose = getattr(door, "purpose", None)
            if purpose and door.__module__.rpartition(".")[0] in names:
                found.add(purpose)
    return found


def without_words(found: set[str], words: object) -> set[str]:
    return {one for one in found if one not in words}  # type: ignore[operator]


def test_every_kind_of_subject_has_words() -> None:
    missing = {
        f"{short(file)}: {kind}" for file in modules() for kind in without_words(kinds(tree(file)), details.SUBJECTS)
    }
    assert missing == set(), "add words to SUBJECTS in toandan/faces/web/journal/details.py and to its catalogue"


def test_every_detail_has_a_name() -> None:
    missing = {
        f"{short(file)}: {name}" for file in modules() for name in without_words(names(tree(file)), details.NAMES)
    }
    assert missing == set(), "add words to NAMES in toandan/faces/web/journal/details.py and to its catalogue"


def test_every_purpose_people_are_shown_for_has_words() -> None:
    handed = {(short(file), purpose) for file in modules() for purpose in purposes(file)}
    pages = {("faces/web", purpose) for purpose in shown()}
    missing = {f"{where}: {purpose}" for where, purpose in handed | pages if purpose not in details.PURPOSES}
    assert missing == set(), "add words to PURPOSES in toandan/faces/web/journal/details.py and to its catalogue"


def test_what_is_looked_for_is_found() -> None:
    found = {kind for file in modules() for kind in kinds(tree(file))}
    assert {"list", "request_list", "entry", "people", "reorganisation", "journal", "file"} <= found
    named = {name for file in modules() for name in names(tree(file))}
    assert {"entry", "people", "lists", "receiver", "body"} <= named
    told = {purpose for file in modules() for purpose in purposes(file)} | shown()
    assert {"requests.list", "movements.list.paper", "verification.list.export", "people.find", "export"} <= told
    assert {"verification.case.read", "verification.request.read", "movements.civil.read"} <= told


def test_a_kind_or_purpose_without_words_would_be_found(tmp_path: Path) -> None:
    source = ast.parse(
        'def f(actor):\n    verb, subject = V, f"moon:{x}"\n    append(actor=actor, verb=verb, subject=subject)'
    )
    assert without_words(kinds(source), details.SUBJECTS) == {"moon"}
    detailed = ast.parse('def f():\n    detail: dict = {"moon": 1}\n    append(detail=detail)')
    assert without_words(names(detailed), details.NAMES) == {"moon"}
    in_sql = ast.parse("def f(c):\n    call, said = alongside(a=1)\n    c.execute(call.format(\"'star:' || e.id\"))")
    assert without_words(kinds(in_sql), details.SUBJECTS) == {"star"}
    file = tmp_path / "passing.py"
    file.write_text('def f(rows, purpose):\n    append_reads(people=rows, purpose=purpose)\n\nf([], "moon.look")\n')
    assert purposes(file) == {"moon.look"}


def test_the_words_are_said_in_both_languages() -> None:
    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = [str(text) for words in (details.SUBJECTS, details.PURPOSES) for text in words.values()]
    assert [vi for vi, en in zip(said["vi"], said["en"], strict=True) if vi == en] == []
