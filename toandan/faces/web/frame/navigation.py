"""The words of the service navigation (điều hướng chính)."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACES: tuple[tuple[str, str | Promise], ...] = (
    ("/desk/", _("My desk")),
    ("/board/", _("Board")),
    ("/people/", _("People")),
    ("/lists/", _("Notices")),
    ("/cases/", _("Cases")),
    ("/requests/", _("Requests")),
    ("/directives/", _("Directives")),
    ("/difficulties/", _("Difficulties")),
    ("/guidance/", _("Guidance")),
    ("/questions/", _("Citizens ask")),
    ("/evaluation/", _("Evaluation")),
    ("/rolls/", _("Rolls")),
    ("/units/", _("Units")),
    ("/journal/", _("Journal")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the navigation; `current` when the page lies under it."""

    address: str
    label: str | Promise
    current: bool


def words_for(request: HttpRequest | None) -> list[Word]:
    """Return the words this officer may open; none before sign-in."""
    actor = getattr(request, "actor", None)
    if request is None or actor is None:
        return []
    words = []
    for address, label in PLACES:
        known, permission = _permission(address)
        if known and (permission is None or actor.may_somewhere(permission)):
            words.append(Word(address, label, request.path.startswith(address)))
    return words


@cache
def _permission(address: str) -> tuple[bool, str | None]:
    """Tell whether the address exists, and which permission its door asks for."""
    try:
        view = resolve(address).func
    except Resolver404:
        return False, None
    return True, getattr(view, "permission", None)
