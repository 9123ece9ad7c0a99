"""What a home's page offers once a visit found that somebody moved (đã chuyển đi nơi khác)."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.sessions import forms, parts
from toandan.record.ledger import queries as ledger
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.work.movements import queries as lists
from toandan.work.movements.words import CivilPermission, ListsPermission
from toandan.work.sessions.words import Outcome, RequestRow


def codes_day(request: Visit) -> date:
    """Return the day whose communes count: today, or the last day of a unit whose accounts await a reform."""
    last, today = request.unit.valid_to, localdate(request.now)
    return min(last, today) if last else today


def way_out(
    request: Visit, row: RequestRow, person: PersonRow | None, form: forms.MovedForm | None
) -> dict[str, Any] | None:
    """Return the list that waits or the form that begins one; None where nobody said so, or it is not theirs to do."""
    if row.outcome is not Outcome.MOVED or person is None:
        return None
    stands = next(iter(ledger.standings([row.person])), None)
    if stands is None or not request.actor.may(ListsPermission.SEND, stands.unit_no):
        return None
    today = localdate(request.now)
    lives = lists.receiver_of(person, stands, today)
    first = {"target": units.by_number(lives).code} if lives else {}
    records = request.actor.may(CivilPermission.RECORD, row.unit)
    return {
        "waits_on": lists.list_of(person=row.person, unit=stands.unit_no),
        "place": parts.name(lives) if lives else "",
        "form": form or forms.MovedForm(auto_id="moved_%s", day=codes_day(request), initial=first),
        "civil": reverse("civil:person", args=[row.person]) if records else "",
    }
