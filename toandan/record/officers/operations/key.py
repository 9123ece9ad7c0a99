"""Giving the database its copy of the scope key (khóa niêm phong phạm vi)."""

from toandan.record.officers.models import ScopeKey
from toandan.record.officers.rules import pads


def install_scope_key(*, key: str, using: str = "owner") -> None:
    """Keep the key, given in hexadecimal, where only the scope's own functions find it; doing it again replaces it.

    Called by the house as the tables' owner, after migrating. It is not journalled: nobody acts, and every scope
    sealed with another key is worth nothing from then on.
    """
    inner, outer = pads(key)
    ScopeKey.objects.using(using).update_or_create(single=True, defaults={"inner_key": inner, "outer_key": outer})
