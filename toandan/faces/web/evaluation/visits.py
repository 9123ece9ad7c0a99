"""One sample with its people, and what the visit to one of them found (phiếu kiểm tra, kết quả từng người)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.evaluation import parts
from toandan.faces.web.evaluation.forms import CheckForm
from toandan.faces.web.evaluation.samples import half_of
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.work.samples import labels, operations, queries
from toandan.work.samples.words import Arm, DrawnRow, Found, SampleRow, SamplesPermission

READ, CHECK = SamplesPermission.READ, SamplesPermission.CHECK


@page(permission=READ)
def show(request: Visit, sample_id: int) -> HttpResponse:
    """Show a sample: to who checks with its people, to the unit checked with what was found alone."""
    row = queries.sample(sample_id)
    require(request.actor, READ, at=row.kept)
    drawn = queries.drawn(sample_id) if checks(request, row) else []
    known = {one.person_id: one for one in people.persons([one.person for one in drawn])}
    for one in known.values():
        request.read_person(one.person_id, one.unit)
    context = {
        "row": row,
        "unit": parts.named(row),
        "subject": labels.SUBJECTS[row.subject],
        "halves": [
            half_of(row, arm) | {"people": [_person(row, one, known) for one in drawn if one.arm is arm]} for arm in Arm
        ],
        "listed": bool(drawn),
    }
    return TemplateResponse(request, "evaluation/sample.html", context)


@page(permission=CHECK)
def ask(request: Visit, sample_id: int, person: int) -> HttpResponse:
    """Show the form about one person."""
    return TemplateResponse(request, "evaluation/visit.html", _visit(request, sample_id, person, None))


@action(permission=CHECK)
def record(request: Visit, sample_id: int, person: int) -> HttpResponseBase:
    """Write down what the visit found."""
    with reading(request.actor):
        _row, drawn = _drawn(request, sample_id, person)
        form = CheckForm(request.POST, arm=drawn.arm)

    def check() -> Done:
        found, kind = form.said()
        operations.check(
            actor=request.actor, now=request.now, sample_id=sample_id, person=person, found=found, kind=kind,
            note=form.cleaned_data["note"], client_key=form.cleaned_data["client_key"],
        )  # fmt: skip
        return Done(_("What was found is kept."), reverse("evaluation:sample", args=[sample_id]))

    def again() -> TemplateResponse:
        return TemplateResponse(request, "evaluation/visit.html", _visit(request, sample_id, person, form))

    return carry_out(request, form, check, again)


def checks(request: Visit, row: SampleRow) -> bool:
    """Tell whether the officer checks this sample; nobody checks the own unit."""
    return request.actor.may(CHECK, row.kept) and (request.actor.everywhere or request.actor.at != row.kept)


def _drawn(request: Visit, sample_id: int, person: int) -> tuple[SampleRow, DrawnRow]:
    row = queries.sample(sample_id)
    require(request.actor, CHECK, at=row.kept)
    found = next((one for one in queries.drawn(sample_id) if one.person == person), None)
    if found is None:
        raise queries.SampleUnknown
    return row, found


def _visit(request: Visit, sample_id: int, person: int, form: CheckForm | None) -> dict[str, Any]:
    row, drawn = _drawn(request, sample_id, person)
    found = people.persons([person])
    for one in found:
        request.read_person(one.person_id, one.unit)
    return {
        "row": row,
        "unit": parts.named(row),
        "arm": labels.ARMS[drawn.arm],
        "subject": labels.SUBJECTS[row.subject],
        "who": found[0].details.full_name if found else _("Now in another unit"),
        "facts": [{"key": key, "value": value} for key, value in _facts(found)],
        "form": form or CheckForm(arm=drawn.arm),
        "errors": parts.errors(form) if form else [],
        "timeline": [
            {
                "when": formats.moment(check.checked_at), "title": _said(check.found, check.kind),
                "text": check.note, "who": check.checked_by,
            }
            for check in reversed(drawn.checks)
        ],
        "person_url": reverse("people:person", args=[person]) if found else "",
    }  # fmt: skip


def _facts(found: list[PersonRow]) -> list[tuple[str, str]]:
    if not found:
        return []
    told = found[0].details
    return [
        (_("Born in"), str(told.birth.year or "–")),
        (_("Address"), told.present_address or "–"),
        (_("Telephone"), told.phone or "–"),
    ]


def _person(row: SampleRow, one: DrawnRow, known: dict[int, PersonRow]) -> dict[str, Any]:
    person, last = known.get(one.person), one.last
    return {
        "place": one.place,
        "name": person.details.full_name if person else _("Now in another unit"),
        "born": (person.details.birth.year or "–") if person else "–",
        "where": person.details.present_address if person else "",
        "found": _said(last.found, last.kind) if last else "",
        "tag": {Found.CONFIRMED: "done", Found.WRONG: "late", Found.NOT_MET: "watch"}[last.found] if last else "",
        "address": reverse("evaluation:visit", args=[row.sample_id, one.person]),
    }


def _said(found: Found, kind: Any) -> str:
    return str(labels.DISCREPANCIES[kind] if kind else labels.FOUND[found])
