"""Counting tries to sign in, in the database, so that all workers count together (giới hạn đăng nhập).

A try is counted before it is looked at, in one statement of its own: any number of tries at the same moment are all
counted before the first is answered. What is counted is a keyed digest of the account or the address, never either; who
does not have the key can neither find a count nor take one back.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from math import ceil

from django.conf import settings
from django.db import connection

from toandan.record.officers.operations import errors
from toandan.record.officers.rules import folded

SPAN = timedelta(minutes=15)
"""Tries are counted over this time, and whoever tried too often waits for its end."""

PER_ACCOUNT = 5
PER_ADDRESS = 30
PER_CODE = 5
PER_ASKER, PER_READER = 5, 20
"""Questions sent, and codes tried, from one address."""
_MOST = {"account": PER_ACCOUNT, "address": PER_ADDRESS, "code": PER_CODE}
_MOST_VISITS = {"ask": PER_ASKER, "read": PER_READER}


def count_try(*, now: datetime, kind: str, value: str) -> None:
    """Count a try against an `account` (login name), an `address` or an officer's `code`. Raises UnableToSignIn.

    It must not run inside a transaction that may be undone, or the try was never counted.
    """
    minutes = _counted(now, kind, value, most=_MOST[kind])
    if minutes:
        raise errors.UnableToSignIn(errors.TOO_MANY_TRIES, code="too_many_tries", values={"minutes": minutes})


def count_visit(*, now: datetime, kind: str, address: str) -> None:
    """Count what somebody without an account does on a public page, `ask` or `read`, against the address it comes from.

    The digest is of another kind than that of sign-in, so neither uses up the other. Raises UnableToVisit.
    """
    minutes = _counted(now, f"public.{kind}", network_of(address), most=_MOST_VISITS[kind])
    if minutes:
        raise errors.UnableToVisit(errors.TOO_MANY_VISITS, code="too_many_visits", values={"minutes": minutes})


def network_of(address: str) -> str:
    """Return what one household is given: an address of IPv4, the first half of one of IPv6, of which it has all."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    mapped = found.ipv4_mapped if found.version == 6 else None
    if mapped is not None:
        return str(mapped)
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


def _counted(now: datetime, kind: str, value: str, *, most: int) -> int:
    """Count once, and return for how many minutes there is nothing more to be had; 0 while there is."""
    with connection.cursor() as cursor:
        subject = _subject(kind, value)
        cursor.execute("SELECT failures, since FROM officers_count_try(%s, %s, %s)", [subject, now, now - SPAN])
        row = cursor.fetchone()
    failures, since = row if row else (0, now)
    return max(1, ceil((since + SPAN - now).total_seconds() / 60)) if failures > most else 0


def forgive_try(*, kind: str, value: str) -> None:
    """Take back what a try that turned out right has counted; an account starts at nothing again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT officers_forgive_try(%s, %s)", [_subject(kind, value), kind != "address"])


def _subject(kind: str, value: str) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"tries.{kind}.{folded(value)}".encode(), sha256).digest()
