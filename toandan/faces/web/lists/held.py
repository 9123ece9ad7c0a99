"""Letters about lists that wait because something is wrong: what it is, and what to do (công văn còn vướng)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.lists import parts
from toandan.record.letters import queries as letter_rows
from toandan.record.people import labels as people
from toandan.sheets.formats import filled
from toandan.work.movements import labels, queries
from toandan.work.movements.words import ListsPermission
from toandan.work.movements.words.beyond import HeldRow, Why


@page(permission=ListsPermission.READ)
def letters(request: Visit) -> HttpResponse:
    """Show the letters that the officer's units have to act on, the oldest first."""
    low, high = request.unit.number, request.unit.last
    peers = {one.peer_id: one.name for one in letter_rows.peers(ended=True)}
    rows = [_row(row, peers) for row in queries.held(low=low, high=high)]
    gaps = [{"peer": peer.name, "numbers": runs(missed)} for peer, missed in letter_rows.incomplete()]
    said = missing(len(gaps)) if gaps and not rows else finding(len(rows))
    return TemplateResponse(request, "lists/letters.html", {"rows": rows, "finding": said, "gaps": gaps})


def runs(missed: Iterable[tuple[int, int]]) -> str:
    """Write runs of numbers, those of one number as that number."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in missed)


def missing(count: int) -> str:
    """Say of how many authorities letters have not come."""
    said = ngettext(
        "Some letters of %(n)s authority have not come: there is a gap in its numbers",
        "Some letters of %(n)s authorities have not come: there are gaps in their numbers",
        count,
    )
    return said % {"n": formats.number(count)}


def finding(count: int) -> str:
    """Say how many letters wait."""
    if not count:
        return _("No letter waits because something is wrong")
    said = ngettext(
        "%(n)s letter waits because something is wrong", "%(n)s letters wait because something is wrong", count
    )
    return said % {"n": formats.number(count)}


def _row(row: HeldRow, peers: dict[int, str]) -> dict[str, Any]:
    return {
        "peer": peers.get(row.peer, ""),
        "number": row.number,
        "kind": labels.LETTERS[row.kind],
        "unit": parts.name_of(row.unit),
        "list_id": row.list_id,
        "since": formats.day(row.since),
        "tried": formats.moment(row.tried_at),
        "why": _sentence(row.why),
        "advice": labels.ADVICE.get(row.why.code, labels.ASK_SENDER),
        "people": [
            {"name": person.name or "–", "why": " ".join(_sentence(why) for why in person.whys)}
            for person in row.people
        ],
    }


def _sentence(why: Why) -> str:
    """Return what is wrong in the reader's language: the template is translated first, then filled in."""
    found = people.FINDINGS.get(why.code)
    template = str(found) if found else gettext(why.message or why.code)
    return filled(template, why.values)
