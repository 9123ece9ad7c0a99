"""Every address of the house: the pages found by listing `faces/web`, sign-in, and the REST interface."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from toandan.faces import api, web
from toandan.faces.api import door


def _pages() -> list[URLResolver]:
    found = []
    for package in sorted(pkgutil.iter_modules(web.__path__), key=lambda m: m.name):
        name = f"{web.__name__}.{package.name}.urls"
        if package.ispkg and find_spec(name):
            found.append(path("", include(name)))
    return found


def _interface() -> URLResolver | URLPattern:
    """Build the interface with the router of every module of `faces/api`; called once, since names must be unique."""
    built = door.interface()
    for module in sorted(pkgutil.iter_modules(api.__path__), key=lambda m: m.name):
        router = getattr(import_module(f"{api.__name__}.{module.name}"), "router", None)
        if router is not None:
            built.add_router("", router)
    return path("api/v1/", built.urls)


urlpatterns: list[URLPattern | URLResolver] = [*_pages(), _interface()]
handler400 = "toandan.house.failing.malformed"
handler500 = "toandan.house.failing.failed"
