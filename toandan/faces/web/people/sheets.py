"""The people of a list as a table, page by page (xuất danh sách nhân khẩu dạng bảng)."""

from collections.abc import Collection, Iterator

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import PURPOSE, Sheet, sheet
from toandan.faces.web.people import listing, parts
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append_reads
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Standing
from toandan.record.officers.operations import require
from toandan.record.people import labels, queries
from toandan.record.people.words import PeoplePermission, PersonField
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.sheets.tables import Column, Kind, Row, Table

PAGE = 2_000
PEOPLE = Table(
    "people",
    _("People"),
    (
        Column("name", labels.FIELDS[PersonField.FULL_NAME]),
        Column(
            "born", labels.FIELDS[PersonField.BIRTH], Kind.TEXT, _("As far as it is known: a day, a month, a year.")
        ),
        Column("sex", labels.FIELDS[PersonField.SEX]),
        Column("number", labels.FIELDS[PersonField.PERSONAL_NUMBER], Kind.TEXT, _("Masked unless you may reveal it.")),
        Column("unit", _("Unit responsible")),
        Column("above", _("Unit above")),
        Column("address", labels.FIELDS[PersonField.PRESENT_ADDRESS]),
        Column("residence", parts.DIMENSIONS["residence"]),
        Column("card", parts.DIMENSIONS["card"]),
        Column("eid", parts.DIMENSIONS["eid"]),
        Column("obstacle", parts.DIMENSIONS["obstacle"]),
        Column("since", _("Since"), Kind.DAY, _("The day from which this standing counts.")),
    ),
    people=True,
)


@sheet(permission=PeoplePermission.EXPORT)
def people(request: Asking) -> Sheet:
    """Hand out everybody of the list; it takes the words that taking a roll out takes."""
    unit = listing.unit_of(request, request.GET)
    for word in listing.EXPORTING:
        require(request.actor, word, at=unit.number)
    states = listing.states_of(request.GET)
    today = localdate(request.now)
    return Sheet(
        PEOPLE, people_rows(request.actor, unit, states), unit.number, listing.about(request, unit),
        ledger.people_in(as_of=today, low=unit.number, high=unit.last, states=states),
    )  # fmt: skip


def people_rows(actor: Actor, unit: Unit, states: Collection[int] | None) -> Iterator[Row]:
    """Yield a row for everybody of a unit and below it; every page's people are journalled before they leave."""
    masked = not actor.may(PeoplePermission.REVEAL, unit.number)
    after: int | None = None
    places: dict[int, tuple[str, str]] = {}
    standings: dict[int, tuple[str, ...]] = {}
    # Translated once: twenty thousand rows would look the same few words up a hundred thousand times.
    sexes = {sex: str(label) for sex, label in labels.SEX.items()}
    while lines := ledger.line_list(low=unit.number, high=unit.last, states=states, after=after, limit=PAGE):
        found = {row.person_id: row for row in queries.persons([line[0] for line in lines])}
        append_reads(actor=actor, people=[(line[0], line[1]) for line in lines if line[0] in found], purpose=PURPOSE)
        for person_id, unit_no, state, since in lines:
            if person_id not in found:
                continue
            details = found[person_id].details
            yield (
                details.full_name,
                parts.born(details.birth),
                sexes[details.sex] if details.sex else "",
                found[person_id].masked_number if masked else details.personal_number,
                *_place(unit_no, places),
                details.present_address,
                *_standing(state, standings),
                since,
            )  # fmt: skip
        after = lines[-1][0]


def _standing(state: int, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of a standing; each is looked up once a table."""
    if state not in known:
        said = parts.words(Standing.of(state))
        known[state] = tuple(capfirst(str(word)) for word in (said.residence, said.card, said.eid, said.obstacle))
    return known[state]


def _place(number: int, known: dict[int, tuple[str, str]]) -> tuple[str, str]:
    """Return the names of a unit and of the one above it; each is looked up once a table."""
    if number not in known:
        found = units.by_number(number)
        above = units.by_number(found.parent).name_vi if found.parent is not None else ""
        known[number] = found.name_vi, above
    return known[number]
