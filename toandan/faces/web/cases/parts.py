"""What the pages of cases show, ready to be drawn (các phần của trang hồ sơ)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.templatetags.face import vietnamese
from toandan.record.ledger import queries as ledger
from toandan.record.people import labels as people_labels
from toandan.record.people import queries as people
from toandan.record.people.words import PersonField, PersonRow
from toandan.record.units import queries as units
from toandan.work.verification import labels, queries
from toandan.work.verification.words import (
    REGISTER_ITSELF,
    BirthRank,
    CaseRow,
    CaseVerb,
    EventRow,
    Outcome,
    RequestRow,
    Step,
)

Text = str | Promise | SafeString
RECORD: Mapping[str, Text] = {
    "full_name": people_labels.FIELDS[PersonField.FULL_NAME],
    "birth_date": people_labels.FIELDS[PersonField.BIRTH],
    "sex": people_labels.FIELDS[PersonField.SEX],
    "old_number": people_labels.FIELDS[PersonField.OLD_NUMBER],
    "personal_number": people_labels.FIELDS[PersonField.PERSONAL_NUMBER],
    "father_name": people_labels.FIELDS[PersonField.FATHER],
    "mother_name": people_labels.FIELDS[PersonField.MOTHER],
    "spouse_name": people_labels.FIELDS[PersonField.SPOUSE],
}
"""What linkage reads of a record, by how people call it."""


def place(unit: int) -> str:
    """Name a unit with the unit above it, in Vietnamese as its sign does."""
    here = units.by_number(unit)
    above = [u.name_vi for u in units.ancestors(unit) if u.level in {1, 2}][-1:]
    return ", ".join([here.name_vi, *above])


def source(told: str) -> str:
    """Say where a doubt comes from: a file by its name, or the register that was compared with itself."""
    return _("the register itself") if told == REGISTER_ITSELF else told


def written_day(text: str) -> str:
    """Write an ISO day, as far as it goes, the way papers do: 17/05/1985, 05/1985, 1985."""
    return "/".join(reversed(text.split("-"))) if text[:4].isdecimal() else text


def paper(text: str) -> str:
    """Write a kept paper for people, with its day the way days are written."""
    words = labels.evidence(text)
    named, _space, last = words.rpartition(" ")
    try:
        day = date.fromisoformat(last)
    except ValueError:
        return words
    return _("%(paper)s of %(day)s") % {"paper": named, "day": formats.day(day)}


def body_name(number: int | None) -> str:
    """Name a body."""
    return units.body(number).name(get_language() or "vi") if number else ""


def line(case: CaseRow, name: str, today: date) -> dict[str, Any]:
    """Return a case as a line of the queue."""
    return {
        "address": reverse("cases:case", args=[case.case_id]),
        "name": name,
        "kind": labels.KINDS[case.kind],
        "state": labels.STATES[case.state],
        "tag": "late" if case.overdue(today) else labels.TAGS[case.state],
        "place": place(case.unit),
        "opened": formats.day(case.opened_at),
        "due": formats.day(case.due_on) if case.due_on else "",
        "late": case.overdue(today),
        "body": body_name(case.body),
    }


def summary(case: CaseRow, person: PersonRow | None) -> list[dict[str, Text]]:
    """Return the facts of a case."""
    rows: list[dict[str, Text]] = [
        {"key": _("What is in doubt"), "value": labels.KINDS[case.kind]},
        {"key": _("Unit"), "value": vietnamese(place(case.unit))},
        {"key": _("Opened"), "value": formats.moment(case.opened_at)},
    ]
    if person is not None:
        birth = person.details.birth
        written = f"{written_day(birth.text) or '–'} ({people_labels.BASIS[birth.basis]})"
        rows.insert(1, {"key": people_labels.FIELDS[PersonField.BIRTH], "value": written})
    if case.source:
        rows.append({"key": _("Source"), "value": source(case.source)})
    if case.body:
        rows.append({"key": _("Asked"), "value": body_name(case.body)})
        rows.append({"key": _("Answer due on"), "value": formats.day(case.due_on)})
    if case.other:
        rows.append({"key": _("The second record"), "value": str(case.other)})
    if case.outcome:
        rows.append({"key": _("Decision"), "value": labels.OUTCOMES[case.outcome]})
    if case.entry:
        rows.append({"key": _("Entry of the ledger"), "value": str(case.entry)})
    suspended = _("Yes; this hinders nobody's count, only their turn") if case.suspended else _("No")
    return [*rows, {"key": _("Suspended"), "value": suspended}]


def timeline(events: Iterable[EventRow]) -> list[dict[str, Text]]:
    """Return what happened, the newest first."""
    return [
        {
            "when": formats.day(event.occurred_on),
            "title": _title(event),
            "text": ". ".join(part for part in (event.reason, paper(event.evidence)) if part),
            "who": _("Recorded by %(who)s, %(when)s") % {"who": event.actor, "when": formats.moment(event.recorded_at)},
        }
        for event in reversed(list(events))
    ]


def _title(event: EventRow) -> str:
    """Say what happened, and which step, paper, answer or decision it was."""
    told: Mapping[CaseVerb, tuple[str, Mapping[Any, Text]]] = {
        CaseVerb.STEP: ("step", labels.STEPS),
        CaseVerb.RULED_OUT: ("rank", labels.RANKS),
        CaseVerb.ANSWERED: ("answer", labels.ANSWERS),
        CaseVerb.DECIDED: ("outcome", labels.OUTCOMES),
    }
    title = str(labels.VERBS[event.verb])
    if event.verb is CaseVerb.ASKED:
        return f"{title}: {body_name(event.detail.get('body'))}"
    if event.verb in told:
        name, words = told[event.verb]
        return f"{title}: {words[event.detail[name]]}"
    return title


def checklist(case: CaseRow, events: list[EventRow], *, enrolled: bool) -> list[dict[str, Any]]:
    """Return the steps of somebody without papers, then `due`, then enrolment."""
    steps = queries.progress(events)
    following = next((step for step, event in steps if event is None), None)
    rows = [
        {
            "label": labels.STEPS[step],
            "done": event is not None,
            "next": step is following,
            "when": formats.day(event.occurred_on) if event else "",
            "paper": paper(event.evidence) if event else "",
        }
        for step, event in steps
    ]
    due = case.outcome is Outcome.PAPERS_COMPLETE
    rows.append({"label": _("Must get a card"), "done": due, "next": following is None and not due})
    return [*rows, {"label": _("Dossier collected"), "done": due and enrolled, "next": due and not enrolled}]


def next_step(events: list[EventRow]) -> Step | None:
    """Return the step that is next."""
    return next((step for step, event in queries.progress(events) if event is None), None)


def order(events: list[EventRow]) -> list[dict[str, Any]]:
    """Return the papers of a birth date in their order, and which may be used now."""
    return [
        {"label": labels.RANKS[rank], "out": out, "usable": usable, "last": rank is BirthRank.FIRST_OF_JANUARY}
        for rank, out, usable in queries.birth_order(events)
    ]


def answers(requests: Sequence[RequestRow]) -> list[dict[str, Any]]:
    """Return what bodies were asked about a case, and what they answered; a list has an address when it may be seen."""
    seen = queries.lists_seen(one.list_id for one in requests)
    return [
        {
            "number": one.number,
            "list": reverse("cases:list", args=[one.list_id]) if one.list_id in seen else "",
            "body": body_name(one.body),
            "question": one.question,
            "due": formats.day(one.due_on),
            "answer": labels.answer(one.answer, one.released_on),
            "text": one.answer_text,
            "found": formats.day(one.found_day) if one.found_day else "",
            "paper": paper(one.evidence),
        }
        for one in requests
    ]


def names(persons: Iterable[int]) -> dict[int, PersonRow]:
    """Return the people with these numbers, as far as they are in scope."""
    return {row.person_id: row for row in people.persons(persons)}


def standing_words(person: int) -> bool:
    """Tell whether somebody's dossier has been collected."""
    found = ledger.standings([person])
    return bool(found) and found[0].standing.card not in {"due", "not_due"}


def errors(form: BaseForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    return [
        {"field": "" if name == "__all__" else f"id_{form.add_prefix(name)}", "message": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]


SHOWN = {*RECORD, "death_date", "commune", "id"} - {"old_number", "personal_number"}
"""What a case shows of the record it came from; numbers are left to the review, where they are masked."""


def record_label(name: str) -> Text:
    """Name a field of a record that linkage read."""
    extra = {"death_date": _("Day of death"), "commune": _("Commune"), "id": _("Line of the list")}
    return extra.get(name) or RECORD[name]


def source_record(record: Mapping[str, Any]) -> list[dict[str, Text]]:
    """Return what a case shows of the record linkage read, in the record's own order."""
    return [
        {"key": record_label(name), "value": written_day(str(value))}
        for name, value in record.items()
        if value and name in SHOWN
    ]
