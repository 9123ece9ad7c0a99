"""One score sheet: every number with its evidence, earlier versions, appeals, follow-up (phiếu chấm điểm)."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.evaluation import labels, operations, queries
from toandan.command.evaluation.words import (
    AppealRow,
    AppealState,
    Criterion,
    EvaluationPermission,
    Figure,
    SheetRow,
)
from toandan.faces.web.evaluation import parts, scores
from toandan.faces.web.evaluation.forms import AppealForm, CommendForm, DecideForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.directives import labels as directive_labels
from toandan.work.directives import queries as directives
from toandan.work.directives.words import DirectivesPermission, Place

READ, SCORE, APPEAL = EvaluationPermission.READ, EvaluationPermission.SCORE, EvaluationPermission.APPEAL
SUMMED = (Criterion.PROGRESS, Criterion.HARD_CASES)
"""Criteria counted in people; of a unit that came of a merger they are sums over the old units."""


@page(permission=READ)
def show(request: Visit, sheet_id: int) -> HttpResponse:
    """Show a sheet to the unit scored and to the police above it."""
    return TemplateResponse(request, "evaluation/sheet.html", context(request, readable(request, sheet_id)))


@action(permission=READ)
def act(request: Visit, sheet_id: int, verb: str) -> HttpResponseBase:
    """Appeal, decide an appeal (`decide-NUMBER`), or commend; which permission it needs, the operation says."""
    with reading(request.actor):
        row = readable(request, sheet_id)
        forms = deeds(request, row, queries.appeals(row))
        if verb not in forms:
            raise NotAllowed("You may not do this.", code="not_allowed")
        form = _sent(request, row, verb)

    def deed() -> Done:
        made, said = _done(request, row, verb, form)
        return Done(said, reverse("evaluation:sheet", args=[made]))

    def again() -> TemplateResponse:
        return TemplateResponse(
            request, "evaluation/sheet.html", context(request, readable(request, sheet_id), (verb, form))
        )

    return carry_out(request, form, deed, again)


def readable(request: Visit, sheet_id: int) -> SheetRow:
    """Return the sheet if the officer may read it. Raises SheetUnknown, NotAllowed."""
    row = queries.sheet(sheet_id)
    require(request.actor, READ, at=row.kept)
    return row


def _sent(request: Visit, row: SheetRow, verb: str) -> Any:
    if verb == "appeal":
        return AppealForm(request.POST, prefix=verb, sheet=row)
    if verb == "commend":
        return CommendForm(request.POST, prefix=verb)
    return DecideForm(request.POST, prefix=verb, sheet=row)


def _done(request: Visit, row: SheetRow, verb: str, form: Any) -> tuple[int, str]:
    """Carry a deed out; return the sheet to show next, and what to say."""
    told, actor, now = form.cleaned_data, request.actor, request.now
    if verb == "appeal":
        operations.appeal(
            sheet_id=row.sheet_id, criterion=Criterion(told["criterion"]), reason=told["reason"],
            client_key=told["client_key"], actor=actor, now=now,
        )  # fmt: skip
        return row.sheet_id, _("The appeal was sent to the unit above.")
    if verb == "commend":
        operations.commend(
            sheet_id=row.sheet_id, words=told["words"], client_key=told["client_key"], actor=actor, now=now
        )
        return row.sheet_id, _("The unit stands on the list of commendations.")
    corrected = operations.decide(
        appeal_id=int(verb.removeprefix("decide-")), remedy=form.said(), answer=told["answer"],
        client_key=told["client_key"], actor=actor, now=now,
    )  # fmt: skip
    if corrected is None:
        return row.sheet_id, _("The appeal was dismissed; the sheet stays as it is.")
    return corrected, _("The appeal was upheld. This is the new version of the sheet; the old one stays.")


def deeds(request: Visit, row: SheetRow, raised: list[AppealRow]) -> dict[str, BaseForm]:
    """Return the forms of what may be done now, by the name of the deed."""
    made: dict[str, BaseForm] = {}
    own = request.actor.at == row.kept
    if own and row.counts and request.actor.may(APPEAL, row.kept) and any(one.missing is None for one in row.figures):
        made["appeal"] = AppealForm(prefix="appeal", sheet=row)
    above = request.actor.at in {one.number for one in units.ancestors(row.kept)} - {row.kept}
    if above and request.actor.may(SCORE, row.kept):
        for one in raised:
            if one.state is AppealState.RAISED:
                made[f"decide-{one.appeal_id}"] = DecideForm(prefix=f"decide-{one.appeal_id}", sheet=row)
        if row.counts and row.sheet_id not in queries.commendations([row.sheet_id]):
            made["commend"] = CommendForm(prefix="commend")
    return made


def context(request: Visit, row: SheetRow, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `refused` is a form that was sent and could not be carried out."""
    raised = queries.appeals(row)
    forms = deeds(request, row, raised)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    commended = queries.commendations([row.sheet_id]).get(row.sheet_id)
    return {
        "row": row,
        "unit": parts.named(row),
        "period": f"{formats.day(row.since)} – {formats.day(row.until)}",
        "score": formats.number(row.score, places=1) if row.score is not None else "–",
        "raw_score": formats.number(row.raw_score, places=1) if row.raw_score is not None else "–",
        "list_url": scores.address(row.order, (row.since, row.until, row.level)),
        "merged": parts.merged(row),
        "scored_by": parts.name(row.top),
        "criteria_url": f"{reverse('evaluation:criteria', args=[row.order])}?version={row.criteria}",
        "figures": [_figure(row, one) for one in row.figures],
        "beside": _beside(row),
        "versions": [
            {"version": one.version, "score": formats.number(one.score, places=1) if one.score is not None else "–",
             "address": reverse("evaluation:sheet", args=[one.sheet_id]), "why": one.why,
             "when": f"{formats.moment(one.made_at)}, {one.made_by}", "current": one.sheet_id == row.sheet_id}
            for one in queries.versions(row)
        ],
        "appeals": [_appeal(one, forms) for one in raised],
        "forms": forms,
        "open_form": refused[0] if refused else "",
        "errors": parts.errors(refused[1]) if refused else [],
        "commended": commended,
        "follow_up": _follow_up(request, row),
        "rectify_url": _rectify_url(request, row),
    }  # fmt: skip


def _figure(row: SheetRow, one: Figure) -> dict[str, Any]:
    counted = {"found": formats.number(one.found), "of": formats.number(one.of)}
    return {
        "label": labels.CRITERIA[one.criterion],
        "weight": one.weight,
        "missing": labels.MISSING[one.missing] if one.missing else "",
        "counted": str(labels.COUNTED[one.criterion]) % counted,
        "address": evidence(row, one.criterion),
        "raw": parts.percent(one.raw),
        "fair": parts.percent(one.fair),
        "raw_points": parts.points(one.raw_points),
        "points": parts.points(one.points),
        "rejected": one.rejected,
    }


def evidence(row: SheetRow, criterion: Criterion) -> str:
    """Return the page where the things counted lie; the sum of merged units has a page that names them."""
    begun, listed = row.counted_since, {criterion: reverse("evaluation:evidence", args=[row.sheet_id, criterion.value])}
    if row.merger and row.merger.whole and criterion in SUMMED:
        return listed[criterion]
    return {
        Criterion.PROGRESS: board(row, row.unit, row.until),
        Criterion.HARD_CASES: board(row, row.unit, begun - timedelta(days=1)),
        Criterion.LISTS: listed[criterion],
        Criterion.QUALITY: f"{reverse('evaluation:samples')}?unit={row.unit}",
        Criterion.DIFFICULTIES: listed[criterion],
        Criterion.KITS: f"{reverse('sessions:sessions')}?{urlencode({'unit': row.unit, 'day': begun.isoformat()})}",
    }[criterion]


def board(row: SheetRow, unit: int, day: date) -> str:
    """Return the board of a unit on a day; by its number where the code meant another unit before the merger."""
    place = units.by_number(unit).code if row.merger is None else str(unit)
    return f"/board/{quote(row.order)}/{quote(place)}/?{urlencode({'as_of': day.isoformat()})}"


def _beside(row: SheetRow) -> list[dict[str, Any]]:
    one = row.comparison
    rank = _("not told inside the control limits")
    if one.rank:
        rank = _("%(rank)s of %(units)s") % {"rank": one.rank, "units": one.units}
    told = [
        (_("People left at the start"), formats.number(one.left)),
        (_("Of them done at the end"), f"{formats.number(one.done)} ({parts.percent(one.raw)})"),
        (_("To be expected with its difficulties"), formats.number(round(one.expected))),
        (_("Share done, with everybody's mix of difficulties"), parts.percent(one.adjusted)),
        (_("The same, drawn to the district's as its size asks"), parts.percent(one.shrunk)),
        (_("All units together"), parts.percent(one.centre)),
        (_("Beside the others"), str(parts.SIDES[one.side])),
        (_("Rank"), rank),
    ]
    return [{"key": key, "value": value} for key, value in told]


def _appeal(one: AppealRow, forms: dict[str, BaseForm]) -> dict[str, Any]:
    verb = f"decide-{one.appeal_id}"
    return {
        "id": one.appeal_id,
        "verb": verb,
        "criterion": labels.CRITERIA[one.criterion],
        "reason": one.reason,
        "when": f"{formats.moment(one.raised_at)}, {one.raised_by}",
        "state": labels.APPEALS[one.state],
        "tag": {AppealState.RAISED: "watch", AppealState.UPHELD: "done", AppealState.DISMISSED: "plain"}[one.state],
        "answer": one.answer,
        "answered": f"{formats.moment(one.answered_at)}, {one.answered_by}" if one.answered_at else "",
        "corrected_url": reverse("evaluation:sheet", args=[one.corrected]) if one.corrected else "",
        "form": forms.get(verb),
    }


def _follow_up(request: Visit, row: SheetRow) -> list[dict[str, Any]]:
    """Return the directives the unit was sent since the sheet was first made, with how far they are."""
    if not request.actor.may(DirectivesPermission.READ, row.kept):
        return []
    first = localdate(queries.versions(row)[-1].made_at)
    found = directives.inbox(Place(row.kept), today=localdate(request.now))
    return [
        {
            "address": reverse("directives:directive", args=[one.head.directive_id]),
            "signed": one.head.signed,
            "subject": one.head.wording.subject,
            "due": formats.day(one.due_on) if one.due_on else "–",
            "state": directive_labels.STATES[one.state],
            "overdue": one.overdue,
        }
        for one in found
        if one.head.issued_on and one.head.issued_on >= first
    ]


def _rectify_url(request: Visit, row: SheetRow) -> str:
    """Return where a directive with tasks of rectification begins; "" for who may draw none up."""
    if request.actor.at == row.kept or not request.actor.may(DirectivesPermission.DRAFT, request.unit.number):
        return ""
    return f"/directives/new/?{urlencode({'to': row.kept, 'sheet': row.sheet_id})}"
