"""Views of the reorganisation pages: list, mapping, dry run, progress, report, decisions (sắp xếp đơn vị)."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from toandan.command.reorganisation import operations, queries
from toandan.command.reorganisation.operations import UnableToReorganise
from toandan.command.reorganisation.words import Finding, ReorganisationPermission, Report, RunRow, RunState
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.reorganisation import parts, starting
from toandan.faces.web.reorganisation.forms import ListForm, MapForm
from toandan.record.officers.queries import reading

CARRY_OUT = ReorganisationPermission.CARRY_OUT


@page(permission=CARRY_OUT)
def runs(request: Visit) -> HttpResponse:
    """List the reorganisations, newest first, below the form for a new one."""
    return _list(request, MapForm())


@action(permission=CARRY_OUT)
def receive(request: Visit) -> HttpResponse:
    """Take a mapping in and go to its page, or show everything that is wrong with it."""
    form = MapForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    sent, said = form.cleaned_data["file"], form.cleaned_data
    try:
        run = operations.receive(
            actor=request.actor, now=request.now, content=sent.read(), file_name=sent.name, on=said["on"],
            rest=said["rest"], reason=said["reason"],
        )  # fmt: skip
    except UnableToReorganise as refusal:
        form.add_error("on" if refusal.code == "day_to_come" else "file", message_of(refusal))
        return _list(request, form, refusal.findings, status=422)
    return redirect("reorganisation:run", run=run.run)


@page(permission=CARRY_OUT)
def run(request: Visit, run: int) -> HttpResponse:
    """Show one reorganisation: what it would do, how far it is, or what it did and who is undecided."""
    return _page(request, run, ListForm())


@action(permission=CARRY_OUT)
def start(request: Visit, run: int) -> HttpResponse:
    """Put the reorganisation before the job that carries it out, or before another when that one failed or died."""
    if not starting.alive(run, now=request.now):
        operations.queue(actor=request.actor, now=request.now, run=run)
        starting.start(run, officer=request.actor.officer, now=request.now)
    return redirect("reorganisation:run", run=run)


@action(permission=CARRY_OUT)
def decide(request: Visit, run: int) -> HttpResponse:
    """Move the people a list names out of the divided units they were parked in; at once, the list is not kept."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, run, form, status=422)
    try:
        content = form.cleaned_data["file"].read()
        operations.carry_out(actor=request.actor, now=request.now, run=run, people=content)
    except UnableToReorganise as refusal:
        form.add_error("file", message_of(refusal))
        return _page(request, run, form, refusal.findings, status=422)
    return redirect("reorganisation:run", run=run)


@page(permission=CARRY_OUT)
def progress(request: Visit, run: int) -> HttpResponse:
    """Answer how far a reorganisation is, as a fragment; once it has ended, ask the page to load itself anew."""
    row = queries.run_row(run)
    if not _works(request, row):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("reorganisation:run", args=[run])})
    return TemplateResponse(request, "reorganisation/progress.html", {"row": row, "state": parts.state(row)})


def _list(request: Visit, form: MapForm, findings: Sequence[Finding] = (), *, status: int = 200) -> HttpResponse:
    with reading(request.actor):
        rows = [parts.line(row) for row in queries.run_rows()]
    context = {
        "form": form,
        "rows": rows,
        "errors": parts.form_errors(form) if form.is_bound else [],
        "findings": parts.findings(findings),
        "all_findings": len(findings),
    }
    return TemplateResponse(request, "reorganisation/runs.html", context, status=status)


def _page(
    request: Visit, run: int, form: ListForm, findings: Sequence[Finding] = (), *, status: int = 200
) -> HttpResponse:
    with reading(request.actor):
        row = queries.run_row(run)
        works = _works(request, row)
        report = None if works else _report(request, run)
    context: dict[str, object] = {
        "row": row,
        "state": parts.state(row),
        "form": form,
        "errors": parts.form_errors(form) if form.is_bound else [],
        "findings": parts.findings(findings),
        "all_findings": len(findings),
        "works": works,
        "may_start": row.state is RunState.CHECKED,
        "stopped": row.state is RunState.FAILED or (row.under_way and not works),
    }
    if report is not None:
        context |= {
            "report": report,
            "figures": parts.figures(report),
            "stages": parts.stages(report),
            "new_units": parts.new_units(report),
            "along": parts.along(report),
            "undecided": parts.undecided(report),
            "left_posts": parts.left_posts(report),
            "unled": parts.unled(report),
            "left_bodies": parts.left_bodies(report),
            "left_supports": parts.left_supports(report),
            "clients": parts.clients(report),
            "left_out": parts.findings(report.left_out),
        }
    return TemplateResponse(request, "reorganisation/run.html", context, status=status)


def _works(request: Visit, row: RunRow) -> bool:
    """Tell whether the run goes on by itself; one whose worker died only looks as if."""
    return row.under_way and starting.alive(row.run, now=request.now)


def _report(request: Visit, run: int) -> Report:
    found = queries.report_of(run, now=request.now)
    return found or queries.forecast(queries.plan_of(run, now=request.now), {}, now=request.now)
