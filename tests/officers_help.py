"""Officers for tests: an account with a post, the actor it makes, and a test client that is signed in with it."""

import time
from datetime import UTC, datetime

import psycopg
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.test import Client

from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers import operations, queries, rules
from toandan.record.officers.models import Officer
from toandan.record.officers.words import Role

START = datetime(2023, 1, 1, tzinfo=UTC)
"""Accounts and posts of tests begin before everything that tests do."""

PASSWORD = "Hoa sen trong ho 2023"


def make_officer(username: str, role: Role | str, unit_number: int, *, now: datetime = START) -> Officer:
    """Make an account with one post, held from `now`, and return it."""
    number = operations.add_officer(
        actor=the_house(),
        now=now,
        username=username,
        display_name=f"Cán bộ {username}",
        password=PASSWORD,
        unit=unit_number,
    )
    operations.appoint(
        actor=the_house(), now=now, officer=number, role=str(role), unit=unit_number, reason="Quyết định 1/QĐ"
    )
    return Officer.objects.get(pk=number)


def actor_for(username: str, role: Role | str, unit_number: int, *, now: datetime = START) -> Actor:
    """Make an account with one post and return the actor it is."""
    return queries.actor_of(make_officer(username, role, unit_number, now=now).pk, now=datetime.now(UTC))


def seal_for(raw: psycopg.Connection, actor: Actor) -> None:
    """Seal the actor's scope on a connection outside Django, until the connection ends."""
    scope = rules.scope_text(rules.ranges_of(actor))
    seal = rules.seal(
        key=settings.SCOPE_KEY,
        backend=raw.info.backend_pid,
        issued=int(time.time()),
        officer=actor.officer,
        name=actor.name,
        scope=scope,
    )
    raw.execute("SELECT set_config('toandan.scope', %s, false), set_config('toandan.seal', %s, false)", [scope, seal])


def signed_in_client(officer: Officer) -> Client:
    """Return a test client whose session was opened with password and second factor just now."""
    client = Client()
    client.force_login(officer)
    session = client.session
    at = datetime.now(UTC).timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": at, "username": officer.username},
        {"method": "mfa", "at": at, "type": "totp"},
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(officer)
    session["toandan_signed_in_at"] = at
    session.save()
    return client
