"""Giving the database the words of every role, for the policies that ask who may do what (trang quyền của vai trò)."""

from toandan.record.officers.models import RolePage
from toandan.record.officers.words import ROLES


def install_roles(*, using: str = "owner") -> None:
    """Write the words of every role down as the program knows them; doing it again changes nothing.

    Called by the house as the tables' owner, after migrating. It is not journalled: nobody acts, and the program's own
    login can neither read nor change what stands here.
    """
    pages = RolePage.objects.using(using)
    for role, description in ROLES.items():
        pages.update_or_create(role=role.value, defaults={"words": sorted(description.permissions)})
    pages.exclude(role__in=[role.value for role in ROLES]).delete()
