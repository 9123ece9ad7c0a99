"""Samples: which were drawn and what they say, and drawing one (danh sách kiểm tra chọn mẫu)."""

from secrets import randbits
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.evaluation import parts
from toandan.faces.web.evaluation.forms import Choice, DrawForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.quality.lots import USUAL
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.samples import labels, operations, queries
from toandan.work.samples.words import Arm, SampleRow, SamplesPermission, Subject

READ = SamplesPermission.READ
PER_PAGE = 50


@page(permission=READ)
def listing(request: Visit) -> HttpResponse:
    """Show the samples of the officer's unit and of those below it, the newest first."""
    return TemplateResponse(request, "evaluation/samples.html", _context(request, None))


@action(permission=SamplesPermission.DRAW)
def draw(request: Visit) -> HttpResponseBase:
    """Draw today's sample of a commune; the seed comes from chance, not from the form."""
    with reading(request.actor):
        form = DrawForm(request.POST, communes=_communes(request))

    def drawn() -> Done:
        told = form.cleaned_data
        made = operations.draw(
            actor=request.actor, now=request.now, unit=told["unit"], subject=Subject(told["subject"]),
            seed=randbits(62), client_key=told["client_key"],
        )  # fmt: skip
        said = _("The sample was drawn. Its people are visited in the order shown.")
        return Done(said, reverse("evaluation:sample", args=[made]))

    return carry_out(
        request, form, drawn, lambda: TemplateResponse(request, "evaluation/samples.html", _context(request, form))
    )


def _context(request: Visit, form: DrawForm | None) -> dict[str, Any]:
    require(request.actor, READ, at=request.unit.number)
    seen = request.GET.get("before", "")
    before = int(seen) if seen.isdecimal() and len(seen) < 19 else None
    here = within(request)
    found = queries.samples(low=here.number, high=here.last, before=before, limit=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    communes = _communes(request)
    own = request.unit
    may_draw = request.actor.may(SamplesPermission.DRAW, own.number) and own.level is not UnitLevel.COMMUNE
    return {
        "rows": [_line(row) for row in shown],
        "waiting": sum(row.waiting for row in shown),
        "form": (form or DrawForm(communes=communes)) if may_draw and communes else None,
        "errors": parts.errors(form) if form else [],
        "points": {"good": parts.percent(USUAL.good), "bad": parts.percent(USUAL.bad)},
        "unit": here,
        "next_url": f"{request.path}?unit={here.number}&before={shown[-1].sample_id}" if len(found) > PER_PAGE else "",
    }


def within(request: Asking) -> Unit:
    """Return the unit whose samples are asked for, the officer's own unless one below it is named."""
    asked = request.GET.get("unit", "")
    if not asked.isdecimal() or len(asked) > 10:
        return request.unit
    require(request.actor, READ, at=int(asked))
    return units.by_number(int(asked))


def _communes(request: Visit) -> list[Choice]:
    """Return the communes the officer may draw samples of, by name; who works for a whole city writes many."""
    language, here = get_language() or "vi", request.unit
    below = units.descendants(here.number, level=UnitLevel.COMMUNE)
    many = len({one.parent for one in below}) > 1
    found = [
        (str(one.number), f"{one.name(language)} · {parts.name(one.parent)}" if many and one.parent else
         one.name(language))
        for one in below
        if request.actor.may(SamplesPermission.DRAW, one.number)
    ]  # fmt: skip
    return sorted(found, key=lambda choice: choice[1])


def _line(row: SampleRow) -> dict[str, Any]:
    return {
        "address": reverse("evaluation:sample", args=[row.sample_id]),
        "unit": parts.named(row),
        "day": formats.day(row.day),
        "subject": labels.SUBJECTS[row.subject],
        "waiting": row.waiting,
        "halves": [half_of(row, arm) for arm in Arm],
    }


def half_of(row: SampleRow, arm: Arm) -> dict[str, Any]:
    """Return one half of a sample as pages show it."""
    half = row.halves[arm]
    return {
        "arm": labels.ARMS[arm],
        "lot": half.lot,
        "size": half.plan.size,
        "faults": half.plan.faults,
        "looked_at": half.looked_at,
        "wrong": half.wrong,
        "not_met": half.not_met,
        "waiting": half.waiting,
        "share": parts.percent(half.wrong / half.looked_at if half.looked_at else None),
        "between": f"{parts.percent(half.low)} – {parts.percent(half.high)}" if half.looked_at else "–",
        "kinds": [(labels.DISCREPANCIES[kind], many) for kind, many in half.kinds.items()],
        "verdict": labels.VERDICTS[half.verdict] if half.lot else _("Nobody in it"),
        "tag": labels.TAGS[half.verdict] if half.lot else "plain",
    }
