"""What the people pages show, ready to be drawn: rows, facts, the timeline (các phần của trang dân cư)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.templatetags.face import vietnamese
from toandan.ground.kernel import personal_number
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Obstacle, Standing, TimelineRow
from toandan.record.people import labels
from toandan.record.people.words import PLACES, BirthBasis, Correction, PartialDate, PersonField, PersonRow
from toandan.record.units import queries as units

Text = str | Promise
DIMENSIONS = {
    "residence": gettext_lazy("Residence"),
    "card": gettext_lazy("Card"),
    "eid": gettext_lazy("e-ID account"),
    "obstacle": gettext_lazy("Obstacle"),
}
"""The four dimensions of a standing, as the pages head them."""

_NUMBERS = {PersonField.PERSONAL_NUMBER, PersonField.OLD_NUMBER}


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list; the number is masked."""

    address: str
    name: str
    born: str
    sex: Text
    number: str
    place: str
    standing: "StandingWords | None" = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class StandingWords:
    """A standing in the page's language."""

    residence: Text
    card: Text
    eid: Text
    obstacle: Text


def born(birth: PartialDate) -> str:
    """Write a birth date as far as it is known, in the page's language."""
    if birth.basis in {BirthBasis.FULL, BirthBasis.ASSUMED} and birth.year and birth.month and birth.day:
        return formats.day(date(birth.year, birth.month, birth.day))
    if birth.basis is BirthBasis.YEAR_MONTH:
        return f"{birth.month:02d}/{birth.year}"
    return str(birth.year) if birth.year else _("not known")


def place(unit: int | None) -> str:
    """Write a unit with what it lies in, below the province; empty when none is given."""
    if unit is None:
        return ""
    above = [upper for upper in units.ancestors(unit) if upper.level > 1]
    return ", ".join(found.name_vi for found in (units.by_number(unit), *reversed(above)))


def words(standing: Standing) -> StandingWords:
    """Write a standing in words."""
    return StandingWords(
        residence=ledger_labels.RESIDENCES[standing.residence],
        card=ledger_labels.CARDS[standing.card],
        eid=ledger_labels.EIDS[standing.eid],
        obstacle="" if standing.obstacle is Obstacle.NONE else ledger_labels.OBSTACLES[standing.obstacle],
    )


def row(person: PersonRow, state: int | None = None, since: date | None = None) -> Row:
    """Return the line of a person in a list."""
    return Row(
        address=reverse("people:person", args=[person.person_id]),
        name=person.details.full_name,
        born=born(person.details.birth),
        sex=labels.SEX[person.details.sex] if person.details.sex else "–",
        number=person.masked_number or "–",
        place=place(person.unit),
        standing=words(Standing.of(state)) if state else None,
        since=formats.day(since) if since else "",
    )


def identifiers(person: PersonRow, *, revealed: bool) -> list[dict[str, Text]]:
    """Return the numbers, masked unless they were asked for with a purpose."""
    details = person.details
    numbers = (
        (PersonField.PERSONAL_NUMBER, details.personal_number, person.masked_number),
        (PersonField.OLD_NUMBER, details.old_number, person.masked_old_number),
    )
    return [
        {
            "key": labels.FIELDS[name],
            "value": (personal_number.grouped(whole) if revealed else masked) or _("none"),
        }
        for name, whole, masked in numbers
    ]


def summary(person: PersonRow) -> list[dict[str, Text]]:
    """Return the facts about the person themself."""
    details = person.details
    rows: list[tuple[PersonField, Text]] = [
        (PersonField.BIRTH, born(details.birth)),
        (PersonField.SEX, labels.SEX[details.sex] if details.sex else _("not known")),
        (PersonField.FATHER, details.father_name),
        (PersonField.MOTHER, details.mother_name),
        (PersonField.SPOUSE, details.spouse_name),
        (PersonField.PHONE, details.phone),
        (PersonField.HOME_VISIT, _("Yes") if details.home_visit else _("No")),
    ]
    shown: list[dict[str, Text]] = [
        {"key": labels.FIELDS[name], "value": _named(name, value)} for name, value in rows if value
    ]
    if details.birth.basis is not BirthBasis.FULL:
        shown.insert(1, {"key": _("Basis of the date"), "value": labels.BASIS[details.birth.basis]})
    return shown


def residence(person: PersonRow) -> list[dict[str, Text]]:
    """Return where the person is registered, where they are, and which unit answers for them."""
    details = person.details
    rows: list[dict[str, Text]] = [{"key": _("Unit responsible"), "value": vietnamese(place(person.unit))}]
    places = (
        (PersonField.PERMANENT_UNIT, details.permanent_unit),
        (PersonField.TEMPORARY_UNIT, details.temporary_unit),
        (PersonField.PRESENT_UNIT, details.present_unit),
    )
    rows += [{"key": labels.FIELDS[n], "value": vietnamese(place(u)) if u else "–"} for n, u in places]
    address = vietnamese(details.present_address) if details.present_address else "–"
    return [*rows, {"key": labels.FIELDS[PersonField.PRESENT_ADDRESS], "value": address}]


def timeline(
    postings: Sequence[TimelineRow], corrections: Iterable[Correction], *, may_correct: bool
) -> list[dict[str, object]]:
    """Return everything that happened to the person and their record, newest first.

    Whoever may correct finds a way back at the newest correction of each detail.
    """
    items: list[tuple[date, datetime, dict[str, object]]] = [
        (p.effective_on, p.recorded_at, _posting(p)) for p in postings
    ]
    items += [(c.occurred_on, c.recorded_at, _correction(c, may_correct=may_correct)) for c in corrections]
    return [item for *_when, item in sorted(items, key=lambda item: item[:2], reverse=True)]


def _posting(posting: TimelineRow) -> dict[str, object]:
    text = _("To: %(account)s.") % {"account": account(posting.target)}
    if posting.occurred_on != posting.effective_on:
        text += " " + _("It happened on %(day)s.") % {"day": formats.day(posting.occurred_on)}
    return {
        "when": formats.day(posting.effective_on),
        "title": ledger_labels.VERBS[posting.verb],
        "text": _sentences(text, posting.reason, posting.evidence),
        "who": _who(posting.actor, posting.recorded_at),
    }


def account(pair: tuple[int, int]) -> str:
    """Write where somebody stands: unit and words, or that they are outside the register."""
    unit, state = pair
    if not unit:
        return _("outside the register")
    said = words(Standing.of(state))
    parts = (place(unit), said.residence, said.card, said.eid, said.obstacle)
    return ", ".join(str(part) for part in parts if part)


def _correction(correction: Correction, *, may_correct: bool) -> dict[str, object]:
    change = _("%(old)s → %(new)s.") % {
        "old": _value(correction.name, correction.old),
        "new": _value(correction.name, correction.new),
    }
    back = correction.evidence.startswith("correction:")
    title = _("Taken back: %(field)s") if back else _("Corrected: %(field)s")
    said: dict[str, object] = {
        "when": formats.day(correction.occurred_on),
        "title": title % {"field": labels.FIELDS[correction.name]},
        "text": _sentences(change, correction.reason, "" if back else correction.evidence),
        "who": _who(correction.actor, correction.recorded_at),
    }
    if not (may_correct and correction.last):
        return said
    url = reverse("people:take_back", args=[correction.person_id, correction.correction_id])
    label = _("Undo this correction")
    return said | {"undo": {"url": url, "key": uuid4(), "id": f"id_undo_{correction.correction_id}", "label": label}}


def _sentences(*parts: str) -> str:
    """Join what was written into sentences, each with its full stop."""
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())


def _value(name: PersonField, text: str) -> str:
    if not text:
        return _("empty")
    if name in _NUMBERS:
        return personal_number.mask(text)
    if name in PLACES:
        return place(int(text))
    return _("Yes") if name is PersonField.HOME_VISIT else text


def _who(actor: str, recorded_at: datetime) -> str:
    return _("Recorded by %(who)s, %(when)s") % {"who": actor, "when": formats.moment(recorded_at)}


def _named(name: PersonField, value: Text) -> Text | SafeString:
    kept = {PersonField.FATHER, PersonField.MOTHER, PersonField.SPOUSE}
    return vietnamese(value) if name in kept else value
