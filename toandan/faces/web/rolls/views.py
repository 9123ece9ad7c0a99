"""Views of the rolls pages: list, upload, mapping, progress, report (nhập danh sách)."""

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from toandan.command.campaign import queries as campaign
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.rolls import parts
from toandan.faces.web.rolls.forms import PREFIX, ChoiceForm, FileForm
from toandan.record.rolls import operations, queries
from toandan.record.rolls.words import RollsPermission, RunRow, RunState

PAGE = 25
DAY_TO_COME = "rolls.day_to_come"


@page(permission=RollsPermission.IMPORT)
def runs(request: Visit) -> HttpResponse:
    """List the imports of the officer's units, newest first, below the form for a new one."""
    return _list(request, FileForm())


@action(permission=RollsPermission.IMPORT)
def receive(request: Visit) -> HttpResponse:
    """Take a file in and go to its page."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    sent = form.cleaned_data["file"]
    run = operations.receive(actor=request.actor, now=request.now, chunks=sent.chunks(), file_name=sent.name)
    return redirect("rolls:run", run=run)


@page(permission=RollsPermission.IMPORT)
def run(request: Visit, run: int) -> HttpResponse:
    """Show one import as it stands: what to choose, how far it is, or what became of it."""
    return _page(request, queries.run_row(actor=request.actor, run=run), None)


@action(permission=RollsPermission.IMPORT)
def choose(request: Visit, run: int) -> HttpResponse:
    """Keep the choice and queue the check (dry run) or the import; the job takes it from there."""
    row = queries.run_row(actor=request.actor, run=run)
    form = ChoiceForm(request.POST, headings=row.headings)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    choice = form.choice(dry_run="check" in request.POST)
    try:
        # Chosen and queued, or neither: a run that waits for a job which was never written would wait for ever.
        with transaction.atomic():
            operations.choose(actor=request.actor, now=request.now, run=run, choice=choice)
            job = jobs.configure_task("rolls.import", queue="office", lock=f"roll:{run}")
            job.defer(run=run, officer=request.actor.officer)
    except operations.UnableToImport as refusal:
        form.add_error("on" if refusal.code == DAY_TO_COME else None, message_of(refusal))
        return _page(request, row, form, status=422)
    return redirect("rolls:run", run=run)


@page(permission=RollsPermission.IMPORT)
def progress(request: Visit, run: int) -> HttpResponse:
    """Answer how far a run is, as a fragment; once it has ended, ask the page to load itself anew."""
    row = queries.run_row(actor=request.actor, run=run)
    if not row.under_way:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("rolls:run", args=[run])})
    return TemplateResponse(request, "rolls/progress.html", {"row": row, "state": parts.state(row)})


@action(permission=RollsPermission.IMPORT)
def refused(request: Visit, run: int) -> HttpResponse:
    """Hand out the spreadsheet of refused rows; it is personal data, so handing it out is journalled."""
    file = operations.refused_file(actor=request.actor, run=run)
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"roll-{run}-refused.xlsx")  # type: ignore[return-value]


def _list(request: Visit, form: FileForm, *, status: int = 200) -> HttpResponse:
    before = request.GET.get("before", "")
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    found = queries.run_rows(actor=request.actor, limit=PAGE + 1, before=last)
    more = f"{reverse('rolls:runs')}?before={found[PAGE - 1].run}" if len(found) > PAGE else ""
    context = {
        "form": form,
        "rows": [parts.line(row) for row in found[:PAGE]],
        "next_url": more,
        "errors": parts.form_errors(form),
    }
    return TemplateResponse(request, "rolls/runs.html", context, status=status)


def _page(request: Visit, row: RunRow, form: ChoiceForm | None, *, status: int = 200) -> HttpResponse:
    form = form or ChoiceForm(initial=_initial(row, request), headings=row.headings)
    report = queries.report(actor=request.actor, run=row.run)
    context = {
        "row": row,
        "state": parts.state(row),
        "facts": parts.facts(row),
        "figures": parts.figures(row),
        "reason": parts.reason(row),
        "findings": parts.findings(report),
        "all_findings": parts.all_findings(report),
        "form": form,
        "errors": parts.form_errors(form) if form.is_bound else [],
        "may_choose": row.state in {RunState.RECEIVED, RunState.CHECKED, RunState.REFUSED, RunState.FAILED},
        "checked": row.state not in {RunState.RECEIVED, RunState.QUEUED},
    }
    return TemplateResponse(request, "rolls/run.html", context, status=status)


def _initial(row: RunRow, request: Visit) -> dict[str, object]:
    mapping = row.mapping or operations.guess(row.headings)
    chosen = {PREFIX + column: heading for column, heading in mapping.items()}
    on = row.on or campaign.standing_day(actor=request.actor, today=timezone.localdate(request.now))
    return {"on": on, "mode": row.mode, "max_duplicates": f"{row.max_duplicates:g}"} | chosen
