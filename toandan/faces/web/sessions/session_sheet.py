"""The day sheet of a session: where it is, whom to call there, who goes along (phiếu ngày của buổi)."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.sessions import parts
from toandan.faces.web.sessions.papers import pdf
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.sheets.sessions import papers
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import HelperState, SessionRow, SessionsPermission

RUN = SessionsPermission.RUN


@action(permission=RUN, purpose="sessions.visit.record")
def show(request: Visit, code: str) -> HttpResponseBase:
    """Return the day sheet of a session; that it was printed is journalled, as it names people and a telephone."""
    with reading(request.actor):
        row = queries.session(code)
        require(request.actor, RUN, at=row.unit)
        content = papers.day_sheet(sheet_of(row))
    with acting(request.actor):
        append(
            actor=request.actor, verb="sessions.sheet.print", subject=f"session:{code}", unit=row.unit,
            detail={"people": row.expected},
        )  # fmt: skip
    return pdf(content, f"{code}-sheet.pdf")


def sheet_of(row: SessionRow) -> papers.DaySheet:
    """Return what the sheet says: the place, whom to call, the crew, the helpers."""
    place = queries.place(row.place)
    head = (
        f"{labels.KINDS[row.kind]} · {labels.SHIFTS[row.shift]}",
        ", ".join(_apart((place.name, place.address, parts.name(row.unit)))),
        f"{_('Coordinates')}: {place.latitude:.5f}, {place.longitude:.5f} ({labels.LOCATED[place.located]})",
        " · ".join(filter(None, (row.code, parts.plan(row.plan), f"{_('Expected')}: {formats.number(row.expected)}"))),
    )
    heads = (_("No."), _("Role"), _("Name"), _("What for"), _("Telephone"), _("State"))
    return papers.DaySheet(
        title=f"{_('Session')}: {row.kit}, {formats.day(row.day)}",
        head=head, columns=heads,
        rows=tuple((str(at), *line) for at, line in enumerate(_lines(row), start=1)),
        # One point alone makes no map; coordinates find the place in any program that has one.
        note="", foot=_("Holds personal data: destroy it after the day."), map="",
    )  # fmt: skip


def _apart(said: tuple[str, ...]) -> list[str]:
    """Return what is told of where it is, without what stands in it already."""
    return [one for at, one in enumerate(said) if not any(one in before for before in said[:at])]


def _lines(row: SessionRow) -> list[tuple[str, str, str, str, str]]:
    """Return who is at the place, who goes there and who helps; nobody who said that they cannot come."""
    place = queries.contacts([row.place]).get(row.place)
    found = (
        []
        if place is None
        else [(_("Place of the session"), place.name, _("Opens and answers for it"), place.phone, "")]
    )
    found += [(_("Crew"), one.username, str(labels.KINDS[row.kind]), "", "") for one in queries.crew(row.session_id)]
    for one in queries.helpers(row.session_id):
        if one.state is not HelperState.DECLINED:
            body = units.body(one.body).name_vi if units.is_body(one.body) else parts.name(one.body)
            found.append((_("Helper"), one.name or body, one.task, "", str(labels.HELPERS[one.state])))
    return found
