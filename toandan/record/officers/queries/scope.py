"""Setting the scope a transaction works under: one round trip, and none when it is set already (phạm vi)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import ExecStatus, TransactionStatus

from toandan.ground.kernel.actor import Actor
from toandan.record.officers import rules

_STACK = "toandan_scopes"
"""Scopes set on this thread's connection, innermost last: what a nested block has to set back."""

_Scope = tuple[int | None, str, str]
"""Number and name of who acts, and the ranges as text."""


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """Open a read-only transaction under the actor's scope; the database itself refuses every write in it.

    Inside another transaction it becomes a savepoint, read-only until it ends.
    """
    with transaction.atomic(), under(actor, read_only=True):
        yield


@contextmanager
def under(actor: Actor, *, read_only: bool = False) -> Iterator[None]:
    """Set the actor's scope in the open transaction and set the outer one back at the end.

    When the block fails nothing is set back: undoing the transaction or the savepoint undoes the scope as well.
    """
    # `connection` itself is one object for all threads; what it stands for in this thread is another one in each. It is
    # looked up once: the look-up costs as much as a seal.
    wrapped = connections[DEFAULT_DB_ALIAS]
    stack: list[_Scope] = wrapped.__dict__.setdefault(_STACK, [])
    outer = stack[-1] if stack else None
    scope = (actor.officer, actor.name, rules.scope_text(rules.ranges_of(actor)))
    _set(wrapped, scope, read_only=read_only, same=scope == outer)
    stack.append(scope)
    try:
        yield
    finally:
        stack.pop()
    # A transaction outlives the block that is about to end when there is a savepoint to go back to.
    if scope != outer and (outer is not None or wrapped.savepoint_ids):
        _set(wrapped, outer, read_only=False, same=False)


def _set(wrapped: BaseDatabaseWrapper, scope: _Scope | None, *, read_only: bool, same: bool) -> None:
    statements = ["SET TRANSACTION READ ONLY"] if read_only else []
    if not same:
        text, seal = ("", "") if scope is None else (scope[2], _seal(wrapped, scope))
        # Digits, brackets and hexadecimal of our own making: nothing in them needs escaping.
        statements += [f"SET LOCAL toandan.scope = '{text}'", f"SET LOCAL toandan.seal = '{seal}'"]
    if statements:
        _send(wrapped, "; ".join(statements))


def _send(wrapped: BaseDatabaseWrapper, statements: str) -> None:
    """Send statements without values; the first of a transaction go with its BEGIN, which saves a round trip."""
    wrapped.ensure_connection()
    raw = wrapped.connection
    if raw is None or raw.autocommit or raw.info.transaction_status is not TransactionStatus.IDLE:
        with wrapped.cursor() as cursor:
            cursor.execute(statements)
        return
    result = raw.pgconn.exec_(f"BEGIN; {statements}".encode())
    if result.status != ExecStatus.COMMAND_OK:
        with wrapped.wrap_database_errors:
            if raw.closed:
                raise psycopg.OperationalError("the connection was lost when a transaction began")
            raise psycopg.errors.error_from_result(result)


def _seal(wrapped: BaseDatabaseWrapper, scope: _Scope) -> str:
    wrapped.ensure_connection()
    raw = wrapped.connection
    if raw is None:
        raise RuntimeError("an ensured connection is open")
    officer, name, text = scope
    return rules.seal(
        key=settings.SCOPE_KEY,
        backend=raw.info.backend_pid,
        issued=int(time.time()),
        officer=officer,
        name=name,
        scope=text,
    )
