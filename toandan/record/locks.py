"""Deciding alone: who decides about the same thing waits for whoever began before (khóa giao dịch)."""

import hashlib

from django.db import connection


def alone(*what: object) -> None:
    """Wait until nobody else is deciding about the same thing; held until the transaction ends."""
    digest = hashlib.blake2b("\x1f".join(map(str, what)).encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])
