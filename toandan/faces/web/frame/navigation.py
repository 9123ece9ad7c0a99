"""The words of the service navigation (điều hướng chính): six at most, and below them the rooms of the one chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.ground.kernel.actor import Actor

Label = str | Promise

# Each group is a word, and the rooms that stand under it in the order of use.
GROUPS: tuple[tuple[Label, tuple[tuple[str, Label], ...]], ...] = (
    (_("My desk"), (("/desk/", _("My desk")), ("/exports/", _("My tables")))),
    (
        _("Progress"),
        (
            ("/board/", _("Board")),
            ("/orders/", _("Orders")),
            ("/evaluation/", _("Evaluation")),
            ("/samples/", _("Samples")),
        ),
    ),
    (
        _("Residents"),
        (
            ("/people/", _("People")),
            ("/lists/", _("Notices")),
            ("/cases/", _("Cases")),
            ("/movements/", _("Movements")),
            ("/requests/", _("Requests")),
            ("/rolls/", _("Rolls")),
        ),
    ),
    (
        _("Steering"),
        (
            ("/directives/", _("Directives")),
            ("/difficulties/", _("Difficulties")),
            ("/guidance/", _("Guidance")),
            ("/questions/", _("Citizens ask")),
        ),
    ),
    (
        _("In the field"),
        (
            ("/field/", _("Field plans")),
            ("/sessions/", _("Sessions in the field")),
            ("/equipment/", _("Equipment")),
            ("/sessions/helpers/", _("Helpers")),
            ("/sessions/helping/", _("My sessions")),
        ),
    ),
    (
        _("Records"),
        (
            ("/units/", _("Units")),
            ("/reorganisations/", _("Reorganising units")),
            ("/officers/", _("Officers")),
            ("/journal/", _("Journal")),
        ),
    ),
)

# Pages that belong to an order are reached from its board, and the board's word stays marked above them.
ALSO = {"/board/": ("/bulletins/", "/publication/")}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the navigation: `current` when the page lies under it, `within` the several rooms under it."""

    address: str
    label: Label
    current: bool
    within: tuple["Word", ...] = ()


def words_for(request: HttpRequest | None) -> list[Word]:
    """Return the words this officer may open, each with the rooms under it; none before sign-in."""
    actor: Actor | None = getattr(request, "actor", None)
    if request is None or actor is None:
        return []
    return [word for label, rooms in GROUPS for word in _group(request.path, actor, label, rooms)]


def _group(path: str, actor: Actor, label: Label, rooms: tuple[tuple[str, Label], ...]) -> Iterator[Word]:
    """Yield the group's word; it leads to its first room, and a lone room stands under its own name."""
    words = tuple(
        Word(address, name, path.startswith((address, *ALSO.get(address, ()))))
        for address, name in rooms
        if _opens(actor, address)
    )
    if len(words) == 1:
        yield words[0]
    elif words:
        yield Word(words[0].address, label, any(word.current for word in words), words)


def _opens(actor: Actor, address: str) -> bool:
    known, permission = _permission(address)
    return known and (permission is None or actor.may_somewhere(permission))


@cache
def _permission(address: str) -> tuple[bool, str | None]:
    """Tell whether the address exists, and which permission its door asks for."""
    try:
        view = resolve(address).func
    except Resolver404:
        return False, None
    return True, getattr(view, "permission", None)
