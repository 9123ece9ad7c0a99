"""Reading accounts, posts and clients, and making the actor out of them (cán bộ, chức trách)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import FIRST_NUMBER, Actor, Grant
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.models import Client, Officer, Post
from toandan.record.officers.rules import folded, token_hash
from toandan.record.officers.words import LENT, ROLES, ClientRow, OfficerRow, OfficersPermission, PostRow, Role
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

_ANSWERING = [role for role, told in ROLES.items() if "directives.directive.answer" in told.permissions]
"""Roles whose holders answer for their unit what it is told to do."""
_CLIENT = "client:"
_UNKNOWN = _("There is no account named %(name)s.")


class OfficerUnknown(NotThere):
    """No account bears this name or number."""

    def __init__(self, name: object) -> None:
        super().__init__(_UNKNOWN, code="officer_unknown", values={"name": name})


def actor_of(officer_id: int, *, now: datetime) -> Actor:
    """Return the actor an account is now, from the posts held now. Raises OfficerUnknown.

    An account that was closed, or holds no post now, makes an actor without any permission. It works in the name of
    the highest of its units; without a post, of the whole country, where it may do nothing.
    """
    found = Officer.objects.filter(pk=officer_id).values_list("username", "is_active").first()
    if found is None:
        raise OfficerUnknown(officer_id)
    username, active = found
    return actor_read(officer_id, username, active=active, now=now)


def actor_read(officer_id: int, username: str, *, active: bool, now: datetime) -> Actor:
    """Return the actor of an account whose row was read for this very request already, as the session reads it."""
    return _actor(officer_id, username, posts(officer_id, held=now) if active else [], now)


def actor_by_name(username: str, *, now: datetime) -> Actor:
    """Return the actor behind a login name. Raises OfficerUnknown."""
    found = Officer.objects.filter(username=folded(username)).values_list("pk", flat=True).first()
    if found is None:
        raise OfficerUnknown(username)
    return actor_of(found, now=now)


def client_of(token: str, *, now: datetime) -> Actor | None:
    """Return the actor of the client that holds this token now, or None; unknown and ended tokens look alike."""
    found = Client.objects.filter(_valid(now), token_hash=token_hash(token)).first()
    return _client(found) if found else None


def client_named(name: str, *, now: datetime) -> Actor:
    """Return the actor that a client is now, by its actor's name, for work that it asked for earlier.

    One that has ended may do nothing: it is an actor without any permission, in the name of the whole country.
    """
    found = Client.objects.filter(_valid(now), name=name.removeprefix(_CLIENT)).first()
    return _client(found) if found else Actor(officer=None, name=name, at=FIRST_NUMBER, grants=())


def _valid(now: datetime) -> Q:
    return Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))


def _client(found: Client) -> Actor:
    unit = units.by_number(found.unit_no)
    grant = Grant(low=unit.number, high=unit.last, permissions=frozenset(found.permissions))
    return Actor(officer=None, name=f"{_CLIENT}{found.name}", at=unit.number, grants=(grant,))


def officer(username: str) -> OfficerRow:
    """Return one account with all its posts. Raises OfficerUnknown."""
    found = Officer.objects.filter(username=folded(username)).first()
    if found is None:
        raise OfficerUnknown(username)
    return _row(found, posts(found.pk))


def language_of(officer_id: int) -> str:
    """Return the language an officer chose, Vietnamese without a choice."""
    chosen = Officer.objects.filter(pk=officer_id).values_list("language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def officers(*, ranges: Collection[tuple[int, int]] | None = None) -> list[OfficerRow]:
    """Return accounts by login name; with ranges, those that hold or held a post in one, and those without any."""
    found = Post.objects.order_by("since", "pk")
    by_officer: dict[int, list[PostRow]] = {}
    for post in found:
        by_officer.setdefault(post.officer_id, []).append(_post(post))
    rows = [_row(o, by_officer.get(o.pk, [])) for o in Officer.objects.order_by("username")]
    if ranges is None:
        return rows
    return [
        row
        for row in rows
        if not row.posts or any(low <= post.unit_no <= high for post in row.posts for low, high in ranges)
    ]


def posts(officer_id: int, *, held: datetime | None = None) -> list[PostRow]:
    """Return an account's posts, the oldest first; with `held`, those held at that instant."""
    found = Post.objects.filter(officer_id=officer_id).order_by("since", "pk")
    if held is not None:
        found = found.filter(Q(until__isnull=True) | Q(until__gt=held), since__lte=held)
    return [_post(post) for post in found]


def posts_between(low: int, high: int, *, now: datetime) -> list[PostRow]:
    """Return the posts at units numbered `low` to `high` that are held at this instant or will be, by number."""
    found = Post.objects.filter(unit_no__gte=low, unit_no__lte=high).order_by("pk")
    return [_post(post) for post in found.filter(Q(until__isnull=True) | Q(until__gt=now))]


def in_charge(numbers: Collection[int], *, now: datetime) -> dict[int, str]:
    """Name who is in charge of each of these units now, where that is known: the head, or the only one who answers.

    Whoever shows the name asks first whether its reader may look into the unit.
    """
    held = Post.objects.filter(unit_no__in=numbers, role__in=_ANSWERING, since__lte=now, officer__is_active=True)
    held = held.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("pk")
    heads: dict[int, str] = {}
    others: dict[int, set[str]] = {}
    for number, head, name in held.values_list("unit_no", "head", "officer__display_name"):
        if head:
            heads[number] = name
        others.setdefault(number, set()).add(name)
    return {number: next(iter(names)) for number, names in others.items() if len(names) == 1} | heads


def clients() -> list[ClientRow]:
    """Return the systems that call the interface, by name."""
    return [
        ClientRow(c.pk, c.name, c.unit_no, frozenset(c.permissions), c.since, c.until)
        for c in Client.objects.order_by("name")
    ]


def _actor(officer_id: int, username: str, held: Collection[PostRow], now: datetime) -> Actor:
    places = [(units.by_number(post.unit_no), post.role) for post in held]
    places.sort(key=lambda place: (place[0].level, place[0].number))
    grants = tuple(Grant(unit.number, unit.last, ROLES[role].permissions) for unit, role in places)
    at = places[0][0].number if places else units.root().number
    return Actor(officer=officer_id, name=username, at=at, grants=(*grants, *_lent(places, now), *_bodies(places)))


def _bodies(places: Collection[tuple[Unit, Role]]) -> Iterable[Grant]:
    """Yield the accounts of bodies that came to a managed territory from elsewhere: their numbers lie outside it."""
    managed = [unit for unit, role in places if OfficersPermission.MANAGE in ROLES[role].permissions]
    if managed:
        words = frozenset({OfficersPermission.MANAGE.value})
        for number, territory in units.given_away():
            if any(unit.holds(territory) and not unit.holds(number) for unit in managed):
                yield Grant(number, number, words)


def _lent(places: Collection[tuple[Unit, Role]], now: datetime) -> Iterable[Grant]:
    """Yield what assignments of help add: at the helped unit, of the officer's own words those that serving takes.

    Without this an officer who is sent to help would meet people whom the database does not show them.
    """
    words = {unit.number: ROLES[role].permissions & LENT for unit, role in places}
    serving = [number for number, lent in words.items() if lent]
    if not serving:
        return
    for support in units.helping(serving, on=timezone.localdate(now)):
        helped, helper = units.by_number(support.helped), units.by_number(support.helper)
        lent = frozenset().union(*(words[number] for number in serving if helper.holds(number)))
        yield Grant(helped.number, helped.last, lent)


def _row(found: Officer, held: Iterable[PostRow]) -> OfficerRow:
    return OfficerRow(found.pk, found.username, found.display_name, found.is_active, tuple(held))


def _post(found: Post) -> PostRow:
    return PostRow(
        found.pk,
        found.officer_id,
        Role(found.role),
        found.unit_no,
        found.since,
        found.until,
        found.granted_by,
        found.reason,
        found.head,
    )
