"""Tokens for systems that call the interface; a token is shown once and only its digest is kept (hệ thống kết nối)."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.utils import IntegrityError

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.models import Client
from toandan.record.officers.operations import errors
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.rules import token_hash
from toandan.record.officers.words import ROLES, OfficersPermission
from toandan.record.units import queries as units

_KNOWN = frozenset().union(*(description.permissions for description in ROLES.values()))
_PREFIX = "td_"


def add_client(
    *, actor: Actor, now: datetime, name: str, unit: int, permissions: Collection[str], until: datetime | None = None
) -> str:
    """Make a client and return its token, which is kept nowhere.

    It may use the permission words at the unit and below, from now to `until`, the end excluded; nobody hands out a
    word they do not hold there. Raises NotAllowed, UnitUnknown, UnableToKeepClient.
    """
    with acting(actor):
        require(actor, OfficersPermission.MANAGE, at=unit)
        units.by_number(unit)
        for word in permissions:
            if word not in _KNOWN:
                values = {"permission": word}
                raise errors.UnableToKeepClient(errors.PERMISSION_UNKNOWN, code="permission_unknown", values=values)
            require(actor, word, at=unit)
        token = _PREFIX + secrets.token_urlsafe(32)
        made = Client(
            name=name,
            token_hash=token_hash(token),
            unit_no=unit,
            permissions=sorted(permissions),
            since=now,
            until=until,
            granted_by=actor.name,
        )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise errors.UnableToKeepClient(errors.CLIENT_TAKEN, code="client_taken", values={"name": name}) from error
        detail = {"permissions": " ".join(sorted(permissions))}
        append(actor=actor, verb="officers.client.add", subject=f"client:{made.pk}", unit=unit, detail=detail)
    return token


def end_client(*, actor: Actor, now: datetime, name: str) -> None:
    """End a client's token now. Raises NotAllowed, UnableToKeepClient."""
    with acting(actor):
        found = Client.objects.filter(name=name).first()
        if found is None or (found.until is not None and found.until <= now):
            raise errors.UnableToKeepClient(errors.CLIENT_UNKNOWN, code="client_unknown", values={"name": name})
        require(actor, OfficersPermission.MANAGE, at=found.unit_no)
        Client.objects.filter(pk=found.pk).update(until=now)
        append(actor=actor, verb="officers.client.end", subject=f"client:{found.pk}", unit=found.unit_no)


def repoint_client(*, actor: Actor, now: datetime, client: int, unit: int) -> bool:
    """Lead a client to the unit that took the place of its own; its token and words stay. Return whether it was led.

    One that has ended or stands there already is left alone. Raises NotAllowed, UnitUnknown, UnableToKeepClient: no
    such client.
    """
    with acting(actor):
        found = Client.objects.filter(pk=client).first()
        if found is None:
            raise errors.UnableToKeepClient(errors.CLIENT_UNKNOWN, code="client_unknown", values={"name": client})
        target = units.by_number(unit).number
        for word in (OfficersPermission.MANAGE, *found.permissions):
            require(actor, word, at=target)
        require(actor, OfficersPermission.MANAGE, at=found.unit_no)
        if found.unit_no == target or (found.until is not None and found.until <= now):
            return False
        Client.objects.filter(pk=client).update(unit_no=target)
        subject, detail = f"client:{client}", {"from": found.unit_no}
        append(actor=actor, verb="officers.client.repoint", subject=subject, unit=target, detail=detail)
    return True
