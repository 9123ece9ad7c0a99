"""Acting under a scope, requiring a permission, and keeping accounts, posts and clients (quản lý cán bộ)."""

from toandan.record.officers.operations.accounts import (
    add_officer,
    change_password,
    choose_language,
    deactivate,
    reactivate,
    set_password,
)
from toandan.record.officers.operations.clients import add_client, end_client
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.operations.errors import UnableToAppoint, UnableToKeepAccount, UnableToKeepClient
from toandan.record.officers.operations.key import install_scope_key
from toandan.record.officers.operations.posts import appoint, end_post

__all__ = [
    "UnableToAppoint",
    "UnableToKeepAccount",
    "UnableToKeepClient",
    "acting",
    "add_client",
    "add_officer",
    "appoint",
    "change_password",
    "choose_language",
    "deactivate",
    "end_client",
    "end_post",
    "install_scope_key",
    "reactivate",
    "require",
    "set_password",
]
