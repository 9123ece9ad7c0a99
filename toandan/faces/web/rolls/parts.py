"""What the rolls pages show, laid out for their templates."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.frame.formats import number
from toandan.record.rolls import labels
from toandan.record.rolls.words import FindingCode, ImportReport, RollColumn, RunRow, RunState, Weight

_TAGS = {
    RunState.DONE: "done",
    RunState.REFUSED: "late",
    RunState.FAILED: "late",
    RunState.CHECKED: "on_pace",
}
_COLUMNS = {column.value: label for column, label in labels.COLUMNS.items()}
_WEIGHTS = {code.value: code.weight for code in FindingCode}


def state(row: RunRow) -> dict[str, Any]:
    """Return the state's word, the tag that shows it, and the share done in percent while it moves."""
    percent = 100 * row.rows_read // row.rows if row.rows else 0
    return {"label": labels.STATES[row.state], "tag": _TAGS.get(row.state, "too_early"), "percent": min(percent, 100)}


def line(row: RunRow) -> dict[str, Any]:
    """Return one row of the list."""
    return {"row": row, "state": state(row), "address": reverse("rolls:run", args=[row.run])}


def facts(row: RunRow) -> list[dict[str, Any]]:
    """Return what is known about the file."""
    names = {
        "format": _("Format"),
        "encoding": _("Letters"),
        "separator": _("Separator"),
        "sheet": _("Sheet"),
        "heading_line": _("Line of the headings"),
    }
    capitals = {"format", "encoding"}
    return [
        {"key": names[key], "value": value.upper() if key in capitals else value}
        for key, value in row.source.items()
        if key in names
    ]


def figures(row: RunRow) -> list[dict[str, Any]]:
    """Return the four numbers of a report."""
    accepted = _("accepted") if row.state is RunState.DONE else _("could be accepted")
    of_all = _("of %(rows)s rows") % {"rows": number(row.rows)}
    return [
        {"value": number(row.accepted), "label": accepted, "note": of_all},
        {"value": number(row.refused), "label": _("wrong"), "note": ""},
        {"value": number(row.duplicates), "label": _("duplicates"), "note": ""},
        {"value": number(row.warnings), "label": _("warnings"), "note": _("let in, worth a look")},
    ]


def reason(row: RunRow) -> str:
    """Return why a run ended without its rows."""
    return str(labels.REASONS.get(row.reason, row.reason)) if row.reason else ""


def findings(report: ImportReport) -> list[dict[str, Any]]:
    """Return the findings of a report as table rows, the summaries first."""
    return [
        {
            "line": found.line or "",
            "column": _COLUMNS.get(RollColumn(found.column), "") if found.column in set(RollColumn) else found.column,
            "value": found.value,
            "sentence": labels.sentence(found),
            "weight": labels.WEIGHTS[_WEIGHTS.get(found.code, Weight.ERROR)],
            "tag": "late" if _WEIGHTS.get(found.code) is Weight.ERROR else "watch",
        }
        for found in (*report.summary, *report.findings)
    ]


def all_findings(report: ImportReport) -> int:
    """Return how many findings there are in all; the report keeps the first of them."""
    codes = {code.value for code in FindingCode}
    return len(report.summary) + sum(count for code, count in report.counts.items() if code in codes)


def form_errors(form: forms.Form) -> list[dict[str, str]]:
    """Return the errors of a form for the summary on top of the page."""
    return [
        {"field": form[name].id_for_label if name in form.fields else "", "message": str(message)}
        for name, messages in form.errors.items()
        for message in messages
    ]
