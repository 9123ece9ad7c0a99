"""Every verb the code writes into the journal has words in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

from tests.house.sources import PACKAGE, modules, rooms, short, tree
from toandan.record.journal.labels import VERBS, sentence

_VERB = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")
_APPENDING = {"append", "append_reads", "factor_changed"}


def appends(module: ast.Module) -> bool:
    """Tell whether a file writes lines itself: it calls one of the journal's doors."""
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and any(k.arg in {"verb", "purpose", "change"} for k in node.keywords)
    }
    return bool(called & _APPENDING)


def written(module: ast.Module, known: set[str]) -> Iterator[str]:
    """Yield the verbs a file can write: every text of three parts about a room, and the texts put together from parts.

    Verbs reach the journal through variables, constants and helpers; a permission word names the same things in the
    same form, so none of them may stand in such a file as plain text.
    """
    parts = {id(value) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for value in node.values}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            if _VERB.fullmatch(node.value) and node.value.split(".")[0] in known:
                yield node.value
        elif isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.JoinedStr):
            first = node.value.values[0]
            yield f"{first.value if isinstance(first, ast.Constant) else ''}*"


def doors(folder: Path = PACKAGE) -> list[Path]:
    return [file for file in modules(folder) if appends(tree(file))]


def wordless(module: ast.Module, known: set[str]) -> list[str]:
    """Return the verbs of a file that have no words; one put together from parts needs one word of its beginning."""
    return [
        verb
        for verb in written(module, known)
        if not (any(known.startswith(verb[:-1]) for known in VERBS) if verb.endswith("*") else verb in VERBS)
    ]


def names() -> set[str]:
    return {room.name for room in rooms()}


def test_every_verb_of_the_journal_has_words() -> None:
    missing = {f"{short(file)}: {verb}" for file in doors() for verb in wordless(tree(file), names())}
    assert missing == set(), "add words to toandan/record/journal/labels.py and to its catalogue"


def test_what_officers_do_with_their_own_factors_has_words() -> None:
    """The one verb that is put together from parts: its last word comes from the pages of sign-in."""
    source = (PACKAGE / "faces/web/officers/sign_in.py").read_text(encoding="utf-8")
    changes = set(re.findall(r'_changed\([\w.]+, "(\w+)"', source))
    assert len(changes) >= 3
    assert {f"officers.factor.{change}" for change in changes} - set(VERBS) == set()


def test_the_files_that_write_lines_were_found() -> None:
    found = {verb for file in doors() for verb in written(tree(file), names())}
    assert len(found) > 25
    assert {"people.home_visit.set", "officers.officer.deactivate", "people.person.register"} <= found


def test_a_verb_without_words_would_be_found() -> None:
    source = 'VERB = "people.person.forget"\n\ndef f(actor):\n    append(actor=actor, verb=VERB, subject="x", unit=1)\n'
    assert wordless(ast.parse(source), names()) == ["people.person.forget"]
    assert appends(ast.parse(source))
    assert wordless(ast.parse('append(verb=f"officers.love.{x}")'), names()) == ["officers.love.*"]


def test_every_word_is_said_in_vietnamese_too() -> None:
    with override("vi"):
        vietnamese = {verb: str(sentence(verb)) for verb in VERBS}
    with override("en"):
        english = {verb: str(sentence(verb)) for verb in VERBS}
    assert [verb for verb in VERBS if vietnamese[verb] == english[verb]] == []
