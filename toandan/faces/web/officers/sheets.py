"""Officers and their posts as a file (xuất bảng cán bộ)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers import queries
from toandan.record.officers.labels import ROLES
from toandan.record.officers.words import OfficersPermission
from toandan.record.units import queries as units
from toandan.sheets.tables import Column, Kind, Row, Table

MANAGE = OfficersPermission.MANAGE
OFFICERS = Table(
    "officers",
    _("Officers"),
    (
        Column("username", _("Login name")),
        Column("name", _("Name")),
        Column("account", _("Account")),
        Column("role", _("Role"), Kind.TEXT, _("A post held now; an officer with several has a row for each.")),
        Column("unit", _("Unit")),
        Column("since", _("Since"), Kind.MOMENT),
        Column("granted", _("Granted by")),
    ),
)


@sheet(permission=MANAGE)
def officers(request: Asking) -> Sheet:
    """Hand out the officers of the units this officer manages, a row for every post they hold now."""
    return Sheet(OFFICERS, _rows(request), request.actor.at, request.unit.name_vi)


def _rows(request: Asking) -> Iterator[Row]:
    for row in queries.officers(ranges=request.actor.ranges(MANAGE)):
        account = _("open") if row.is_active else _("closed")
        held = [post for post in row.posts if post.held(request.now)]
        for post in held:
            unit = units.by_number(post.unit_no).name_vi
            yield row.username, row.display_name, account, ROLES[post.role], unit, post.since, post.granted_by
        if not held:
            yield row.username, row.display_name, account, "", "", None, ""
