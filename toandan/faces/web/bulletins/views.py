"""Views of bulletins: list and draft, word, sign, and hand out as files (bản tin tình hình hằng ngày)."""

import json
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from django import forms as django_forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import labels, operations, queries
from toandan.command.campaign.words import LANGUAGES, BulletinRow, BulletinState, CampaignPermission, OrderRow
from toandan.faces.web.bulletins.forms import DayForm, WordsForm, written
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, action, either, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.sheets import bulletin as papers

READ, DRAFT, SIGN = CampaignPermission.READ, CampaignPermission.DRAFT, CampaignPermission.SIGN
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}


@page(permission=READ)
def listing(request: Visit, order: str) -> HttpResponse:
    """List the bulletins of an order, the latest day first, above the form for a new draft."""
    return _list(request, known(request, order))


@action(permission=DRAFT)
def draft(request: Visit, order: str) -> HttpResponse:
    """Begin the bulletin of a day and go to it."""
    of, form, refused = queries.order(order), DayForm(request.POST), ""
    if form.is_valid():
        day, key = form.cleaned_data["day"], form.cleaned_data["client_key"]
        try:
            operations.draft_bulletin(actor=request.actor, now=request.now, client_key=key, order=of.code, as_of=day)
        except operations.UnableToIssue as refusal:
            refused = message_of(refusal)
        else:
            return redirect("bulletins:bulletin", order=of.code, day=day.isoformat())
    return _list(request, of, form, errors=_errors(form, refused))


overview = either(get=listing, post=draft)


@page(permission=READ)
def show(request: Visit, order: str, day: str) -> HttpResponse:
    """Show one bulletin: a draft with its words to edit and its figures as they stand, a signed one as it is."""
    of = known(request, order)
    return _page(request, of, queries.bulletin(of.code, _day(day)))


@action(permission=DRAFT)
def word(request: Visit, order: str, day: str) -> HttpResponse:
    """Keep the officer's words, or show the page again with what cannot stand there."""
    of, form, refused = queries.order(order), WordsForm(request.POST), ""
    if form.is_valid():
        try:
            operations.word_bulletin(
                actor=request.actor,
                now=request.now,
                order=of.code,
                as_of=_day(day),
                version=form.cleaned_data["version"],
                remarks=form.remarks(),
            )
        except operations.UnableToIssue as refusal:
            refused = message_of(refusal)
        else:
            return redirect(reverse("bulletins:bulletin", args=[of.code, day]) + "#words")
    with reading(request.actor):
        row = queries.bulletin(of.code, _day(day))
    return _page(request, of, row, form, errors=_errors(form, refused))


one = either(get=show, post=word)


@action(permission=SIGN)
def sign(request: Visit, order: str, day: str) -> HttpResponse:
    """Sign the bulletin; from then on its figures stand."""
    try:
        key = UUID(request.POST.get("client_key", ""))
    except ValueError:
        key = uuid4()
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 10 else 0
    operations.sign_bulletin(
        actor=request.actor, now=request.now, client_key=key, order=order, as_of=_day(day), version=version
    )
    return redirect("bulletins:bulletin", order=order, day=day)


@page(permission=READ)
def file(request: Visit, order: str, day: str, form: str) -> HttpResponse:
    """Hand out a bulletin as PDF, DOCX, plain text or JSON, in the language asked for, else that of the page."""
    if form not in KINDS:
        raise _nothing(form)
    of = known(request, order)
    figures, row = queries.edition(of.code, queries.bulletin(of.code, _day(day)).as_of)
    asked = request.GET.get("language", get_language() or "")[:2]
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    if form == "json":
        content = json.dumps(queries.plain_bulletin(figures), ensure_ascii=False, indent=1).encode()
    else:
        paper = papers.compose(figures, row, language=language, now=request.now)
        content = _written(paper, form)
    name = f"bulletin-{of.code}-{day}-{language}.{form}"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=KINDS[form])  # type: ignore[return-value]


def _written(paper: papers.Paper, form: str) -> bytes:
    if form == "pdf":
        return papers.pdf(paper)
    return papers.docx(paper) if form == "docx" else papers.text(paper).encode()


def known(request: Asking, order: str) -> OrderRow:
    """Return the order if the officer has a unit under it; a signed bulletin is for all of them."""
    of = queries.order(order)
    require(request.actor, READ, at=queries.first_unit(order=of, actor=request.actor))
    return of


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise _nothing(text) from wrong


def _nothing(text: str) -> NotThere:
    message = _("This address asks for %(word)s, which does not exist.")
    return NotThere(message, code="view_unknown", values={"word": text})


def _list(
    request: Visit, of: OrderRow, form: DayForm | None = None, *, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    with reading(request.actor):
        found = queries.bulletins(of.code)
        likely = queries.default_day(of, today=localdate(request.now))
    # A bulletin follows the last one; the first is about the day a reader most likely means.
    newest = max((row.as_of for row in found), default=likely - timedelta(days=1))
    day = min(localdate(request.now), max(of.starts_on, newest + timedelta(days=1)))
    context = {
        "order": of,
        "rows": [{"row": row, "state": labels.BULLETIN_STATES[row.state], "tag": _tag(row)} for row in found],
        "form": form or DayForm(initial={"day": day}),
        "may_draft": request.actor.may(DRAFT, of.answers),
        "errors": errors or [],
    }
    return TemplateResponse(request, "bulletins/bulletins.html", context, status=422 if errors else 200)


def _tag(row: BulletinRow) -> str:
    return "done" if row.state is BulletinState.SIGNED else "watch"


def _page(
    request: Visit,
    of: OrderRow,
    row: BulletinRow,
    form: WordsForm | None = None,
    *,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    with reading(request.actor):
        units_of = _units_of(request, of)
        figures, _row = queries.edition(of.code, row.as_of, forecast=False, units_of=units_of)
        proof = queries.prove(row) if row.figures is not None else None
        views = _both_views(request, of, row, units_of)
    signed = row.state is BulletinState.SIGNED
    language = (get_language() or LANGUAGES[0])[:2]
    paper = papers.compose(figures, row if units_of is None else None, language=language, now=request.now)
    context = {
        "order": of,
        "row": row,
        "day": row.as_of.isoformat(),
        "signed": signed,
        "state": labels.BULLETIN_STATES[row.state],
        "tag": _tag(row),
        "paper": paper,
        "proof": proof,
        **views,
        "form": form or WordsForm(initial=written(row.remarks, row.version)),
        "placeholders": [(f"{{{name}}}", label) for name, label in labels.PLACEHOLDERS.items()],
        "may_word": not signed and units_of is None and request.actor.may(DRAFT, of.answers),
        "may_sign": not signed and units_of is None and request.actor.may(SIGN, of.answers),
        "client_key": uuid4(),
        "errors": errors or [],
    }
    return TemplateResponse(request, "bulletins/bulletin.html", context, status=422 if errors else 200)


def _units_of(request: Visit, of: OrderRow) -> date | None:
    """Return the day whose units the page is asked to show, None for those of the bulletin's own time."""
    today = localdate(request.now)
    return today if request.GET.get("units") == "now" and queries.redrawn_since(of, today=today) else None


def _both_views(request: Visit, of: OrderRow, row: BulletinRow, units_of: date | None) -> dict[str, object]:
    """Return what the switch between the units of then and of today needs, and the board of the figures shown."""
    entry = f"&entry={row.entry}" if row.state is BulletinState.SIGNED else ""
    board = f"/board/{of.code}/{units.by_number(of.scope).code}/?as_of={row.as_of.isoformat()}{entry}"
    here = reverse("bulletins:bulletin", args=[of.code, row.as_of.isoformat()])
    divided = 0
    if units_of is not None:
        divided = len(queries.board(order=of.code, as_of=row.as_of, entry=row.entry, units_of=units_of).divided)
    return {
        "board": f"{board}&units=now" if units_of else board,
        "view": {"as_now": units_of is not None},
        "units_of": units_of,
        "redrawn": queries.redrawn_since(of, today=localdate(request.now)),
        "as_now": f"{here}?units=now",
        "as_then": here,
        "divided_here": divided,
        "divided_address": f"{board}&units=now&show=all#divided",
    }


def _errors(form: django_forms.Form, refused: str) -> list[dict[str, str]]:
    """Return what the error summary names: the room's refusal first, then what is wrong at each field."""
    said = [{"field": "", "message": refused}] if refused else []
    return said + [
        {"field": str(form[name].auto_id), "message": f"{form[name].label}: {message}"}
        for name, messages in form.errors.items()
        for message in messages
    ]
