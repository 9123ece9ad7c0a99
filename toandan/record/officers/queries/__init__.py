"""Reading accounts and posts, and reading under an officer's scope (tra cứu cán bộ)."""

from toandan.record.officers.queries.accounts import (
    OfficerUnknown,
    actor_by_name,
    actor_of,
    actor_read,
    client_named,
    client_of,
    clients,
    in_charge,
    language_of,
    officer,
    officers,
    posts,
    posts_between,
)
from toandan.record.officers.queries.factors import demo_code, factors, sessions
from toandan.record.officers.queries.scope import reading, under
from toandan.record.officers.rules import kept_session

__all__ = [
    "OfficerUnknown",
    "actor_by_name",
    "actor_of",
    "actor_read",
    "client_named",
    "client_of",
    "clients",
    "demo_code",
    "factors",
    "in_charge",
    "kept_session",
    "language_of",
    "officer",
    "officers",
    "posts",
    "posts_between",
    "reading",
    "sessions",
    "under",
]
