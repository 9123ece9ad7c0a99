"""Acting under a scope, requiring a permission, and keeping accounts, posts and clients (quản lý cán bộ)."""

from toandan.record.officers.operations.accounts import (
    add_officer,
    change_password,
    choose_language,
    deactivate,
    reactivate,
    set_password,
)
from toandan.record.officers.operations.clients import add_client, end_client, repoint_client
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.operations.errors import (
    UnableToAppoint,
    UnableToKeepAccount,
    UnableToKeepClient,
    UnableToKeepFactor,
    UnableToSignIn,
    UnableToVisit,
)
from toandan.record.officers.operations.factors import factor_changed, give_one_time_codes, reset_second_factor
from toandan.record.officers.operations.key import install_scope_key
from toandan.record.officers.operations.posts import appoint, end_post, repoint
from toandan.record.officers.operations.roles import install_roles
from toandan.record.officers.operations.sessions import close_session, end_other_sessions, open_session, refuse_session
from toandan.record.officers.operations.throttle import count_try, count_visit, forgive_try

__all__ = [
    "UnableToAppoint",
    "UnableToKeepAccount",
    "UnableToKeepClient",
    "UnableToKeepFactor",
    "UnableToSignIn",
    "UnableToVisit",
    "acting",
    "add_client",
    "add_officer",
    "appoint",
    "change_password",
    "choose_language",
    "close_session",
    "count_try",
    "count_visit",
    "deactivate",
    "end_client",
    "end_other_sessions",
    "end_post",
    "factor_changed",
    "forgive_try",
    "give_one_time_codes",
    "install_roles",
    "install_scope_key",
    "open_session",
    "reactivate",
    "refuse_session",
    "repoint",
    "repoint_client",
    "require",
    "reset_second_factor",
    "set_password",
]
