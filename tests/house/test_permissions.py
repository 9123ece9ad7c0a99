"""Every address asks for a permission word; every word exists, and somebody holds it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.sources import ROOT, rooms
from toandan.record.officers.words import ROLES

LIBRARIES = ("allauth.", "django.views.i18n", "ninja.openapi.", "ninja.main")
"""Views of libraries: sign-in works before anybody is known, or on the caller's own account only; the interface
describes itself to everybody and has an empty first page.
"""


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield from opened(route, pattern.callback)


def opened(route: str, view: Callable[..., Any]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield a page's view itself, and for an address of the interface each of its functions."""
    interface = getattr(getattr(view, "__self__", None), "operations", None) or _operations(view)
    if interface is None:
        yield route, view
        return
    for operation in interface:
        yield f"{','.join(operation.methods)} {route}", operation.view_func


def _operations(view: Callable[..., Any]) -> list[Any] | None:
    for cell in getattr(view, "__closure__", None) or ():
        found = getattr(cell.cell_contents, "operations", None)
        if isinstance(found, list):
            return found
    return None


def unmarked() -> list[str]:
    found = []
    for route, view in views(get_resolver()):
        module = getattr(getattr(view, "func", view), "__module__", "")
        if module.startswith(LIBRARIES):
            continue
        if not hasattr(view, "permission"):
            found.append(f"{route} ({view!r})")
    return found


def test_every_address_says_which_permission_it_needs() -> None:
    assert unmarked() == []


def test_public_addresses_are_few_and_known() -> None:
    public = {route for route, view in views(get_resolver()) if getattr(view, "public", False)}
    known = (
        "health/",
        "metrics",
        "accounts/",
        "account/",
        "sign-in",
        "sign-out",
        "language/",
        "gallery/",
        "help/",
        "mfa/",
        "public/",
    )
    assert [route for route in public if not route.startswith(known)] == []


def test_an_unmarked_address_would_be_found() -> None:
    def forgotten() -> None:
        """Do nothing."""

    assert not hasattr(forgotten, "permission")
    assert list(opened("forgotten/", forgotten)) == [("forgotten/", forgotten)]


def test_the_interface_is_looked_into() -> None:
    seen = [route for route, _ in views(get_resolver()) if "api/v1/" in route and route.split()[0].isupper()]
    assert seen, "no function of the interface was examined"


def declared() -> set[str]:
    found = set()
    for room in rooms():
        name = ".".join(room.relative_to(ROOT).parts) + ".words"
        if find_spec(name) is None:
            continue
        for thing in vars(import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__name__.endswith("Permission"):
                found |= {str(word) for word in thing}
    assert len(found) > 8, "the permission words were not found"
    return found


def held() -> set[str]:
    return {word for role in ROLES.values() for word in role.permissions}


def test_every_word_a_role_names_exists() -> None:
    assert held() - declared() == set()


def test_every_word_is_held_by_some_role() -> None:
    assert declared() - held() == set()


def test_every_word_an_address_asks_for_exists() -> None:
    asked = {getattr(view, "permission", None) for _, view in views(get_resolver())} - {None}
    assert {str(word) for word in asked} - declared() == set()


def test_words_have_three_parts_and_begin_with_their_room() -> None:
    names = {room.name for room in rooms()}
    for word in declared():
        assert word.count(".") == 2, word
        assert word.split(".")[0] in names, word
