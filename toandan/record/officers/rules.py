"""Pure decisions about scopes, seals, names and posts; nothing here asks the clock or the database."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable

from toandan.ground.kernel.actor import Actor
from toandan.record.officers.words import INCOMPATIBLE, PERSONLESS, Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]")
"""A login name after folding: letters without marks, digits, and dots, hyphens or underscores inside."""


def folded(username: str) -> str:
    """Return a login name as it is kept and compared: no marks, small letters, no blanks around it."""
    plain = unicodedata.normalize("NFD", username.strip().lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def ranges_of(actor: Actor) -> tuple[tuple[int, int], ...]:
    """Return the unit ranges whose rows the database shall open: posts that need no rows of people open none."""
    if actor.everywhere:
        return merged(actor.ranges())
    return merged((grant.low, grant.high) for grant in actor.grants if grant.permissions - PERSONLESS)


def merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the ranges (both ends included) in order, those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def scope_text(ranges: Iterable[tuple[int, int]]) -> str:
    """Return ranges as PostgreSQL writes an int4multirange."""
    return "{" + ",".join(f"[{low},{high}]" for low, high in ranges) + "}"


def seal(*, key: str, backend: int, issued: int, officer: int | None, name: str, scope: str) -> str:
    """Return the seal of a scope: it holds in one server process, for one actor, for some minutes.

    HMAC-SHA256 over all of them; `issued` is in seconds since 1970, `officer` 0 when no officer acts. The name goes in
    as a digest, so that the seal is plain letters and digits whatever a client is called.
    """
    said = f"{issued}.{officer or 0}.{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    words = f"{backend}.{said}.{scope}"
    return f"{said}.{hmac.digest(bytes.fromhex(key), words.encode(), 'sha256').hex()}"


def pads(key: str) -> tuple[bytes, bytes]:
    """Return the inner and outer key of HMAC-SHA256, 64 bytes each: the database can then compute it with sha256()."""
    block = bytes.fromhex(key).ljust(64, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def clash(held: Iterable[Role], wanted: Role) -> Role | None:
    """Return a role held now that nobody may hold together with the wanted one, or None."""
    return next((role for role in held if frozenset({role, wanted}) in INCOMPATIBLE), None)


def kept_session(session_key: str) -> str:
    """Return the digest under which a session is kept: who reads the table learns no key that opens a session."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


def token_hash(token: str) -> bytes:
    """Return what is kept of a client's token; the token is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).digest()
