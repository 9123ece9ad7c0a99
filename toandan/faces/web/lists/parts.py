"""What the pages of lists show, laid out for their templates (các phần của trang danh sách)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import key
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Residence
from toandan.record.people import labels as people_labels
from toandan.record.people.words import Sex
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.movements import labels
from toandan.work.movements.words import Fault, Finding, LineRow, LineState, ListRow, ListState, Pair

Text = str | Promise
TAGS: Mapping[ListState | LineState, str] = {
    ListState.ACCEPTED: "done",
    ListState.PARTLY_ACCEPTED: "watch",
    ListState.RETURNED: "late",
    LineState.ACCEPTED: "done",
    LineState.RETURNED: "late",
    LineState.PENDING: "watch",
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list in a table of lists."""

    row: ListRow
    address: str
    other: str
    state: Text
    tag: str
    late: bool
    days: str
    unsettled: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person on a list as the page shows them."""

    row: LineRow
    named: str
    born: str
    sex: Text
    place: str
    residence: Text
    state: Text
    tag: str
    reason: Text
    implied: Text
    fault: Text
    address: str


def name_of(number: int) -> str:
    """Return the Vietnamese name of a unit."""
    return units.by_number(number).name_vi


def list_line(row: ListRow, *, incoming: bool, today: date) -> ListLine:
    """Return one list for a table; the other unit is the one that the reader does not sit in."""
    late = row.overdue(today)
    tag = "late" if late else TAGS.get(row.state, "too_early")
    return ListLine(
        row=row,
        address=reverse("lists:list", args=[row.list_id]),
        other=name_of(row.sender if incoming else row.receiver),
        state=labels.STATES[row.state],
        tag=tag,
        late=late,
        days=_days(row, today),
        unsettled="" if incoming else _unsettled(row),
    )


def _days(row: ListRow, today: date) -> str:
    """Say how long there is to answer, or since when the last day has passed."""
    if row.state is not ListState.SENT or row.due_on is None:
        return ""
    left = (row.due_on - today).days
    if left < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": formats.number(-left)}
    if left == 0:
        return _("today is the last day")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": formats.number(left)}


def person_line(line: LineRow, *, mine: Collection[int], faults: Mapping[int, Fault]) -> PersonLine:
    """Return one person of a list; their own page is linked for whoever may open it (`mine`)."""
    return PersonLine(
        row=line,
        named=line.full_name or _("details removed"),
        born=born(line.birth),
        sex=people_labels.SEX[Sex(line.sex)] if line.sex else "–",
        place=name_of(line.target),
        residence=ledger_labels.RESIDENCES[Residence(line.residence)],
        state=labels.ON_THE_WAY if line.on_the_way else labels.LINE_STATES[line.state],
        tag="watch" if line.on_the_way else TAGS.get(line.state, "too_early"),
        reason=labels.REASONS[line.reason] if line.reason else "",
        implied=labels.IMPLIES[line.reason] if line.reason else "",
        fault=labels.FAULTS[faults[line.person_id]] if line.person_id in faults else "",
        address=reverse("people:person", args=[line.person_id]) if line.person_id in mine else "",
    )


def born(text: str) -> str:
    """Write a birth date as far as it is known: the whole day in the page's form, else what there is."""
    if len(text) == 10:
        return formats.day(date.fromisoformat(text))
    year, _dash, month = text.partition("-")
    return f"{month}/{year}" if month else year or "–"


def keys(row: ListRow) -> list[dict[str, object]]:
    """Return the four numbers of a list: they close, because open is what is left."""
    gone = _("%(n)s withdrawn") % {"n": formats.number(row.withdrawn)} if row.withdrawn else ""
    return [
        {"value": formats.number(row.lines), "label": _("people on the list"), "note": gone},
        {"value": formats.number(row.accepted), "label": _("taken over"), "note": ""},
        {"value": formats.number(row.returned), "label": _("sent back"), "note": _unsettled(row)},
        {"value": formats.number(row.open), "label": _("waiting for an answer"), "note": ""},
    ]


def _unsettled(row: ListRow) -> str:
    n = row.unsettled
    return ngettext("%(n)s to be looked after", "%(n)s to be looked after", n) % {"n": formats.number(n)} if n else ""


def totals(pairs: Sequence[Pair]) -> dict[str, int]:
    """Return the sums of a statement."""
    names = ("lists", "sent", "accepted", "returned", "open", "overdue", "withdrawn")
    return {name: sum(getattr(pair, name) for pair in pairs) for name in names}


def by_person(findings: Sequence[Finding]) -> dict[int, Fault]:
    """Return the first thing that is wrong with each person."""
    found: dict[int, Fault] = {}
    for finding in findings:
        if finding.person is not None:
            found.setdefault(finding.person, finding.fault)
    return found


def codes_day(request: Visit) -> date:
    """Return the day whose commune codes count: today, or the last day of a unit whose accounts await a reform."""
    last, today = request.unit.valid_to, localdate(request.now)
    return min(last, today) if last else today


def commune(text: str, *, on: date) -> int | None:
    """Return the commune that was named by code or by name; None when nothing was.

    People must not be sent to a commune that was only guessed. Raises UnableTo for an unknown name, and for one that
    several communes bear, with their codes.
    """
    asked = text.strip()
    if not asked:
        return None
    found = [unit for unit in units.find(asked, as_of=on) if unit.level is UnitLevel.COMMUNE]
    meant = [unit for unit in found if unit.code == asked] or [u for u in found if key(asked) in _names(u)]
    if len(meant) == 1:
        return meant[0].number
    if not meant:
        raise UnableTo(_("No commune is called “%(text)s”.") % {"text": asked}, code="receiver_unknown")
    several = ", ".join(f"{u.code} {u.name_vi} ({name_of(u.district or u.number)})" for u in meant[:5])
    raise UnableTo(
        _("Several communes are called so; give the code: %(several)s") % {"several": several}, code="several"
    )


def _names(unit: Unit) -> set[str]:
    """Return how a commune is called, with and without its legal form, as searches compare names."""
    whole = key(unit.name_vi)
    return {whole, whole.removeprefix(key(unit.kind)).strip()}
