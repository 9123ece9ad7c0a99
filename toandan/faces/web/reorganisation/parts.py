"""What the reorganisation pages show, laid out for their templates."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.reorganisation import labels
from toandan.command.reorganisation.words import Charge, Finding, Report, RunRow, RunState, Thing
from toandan.faces.web.frame.formats import number
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Card
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

_TAGS = {RunState.DONE: "done", RunState.FAILED: "late", RunState.CHECKED: "on_pace"}
SHOWN = 200
"""Findings shown at most; who has more puts the first right and sends the file again."""


def state(row: RunRow) -> dict[str, Any]:
    """Return the state's word, its tag, and the share done in percent."""
    percent = 100 * row.done // row.total if row.total else 0
    return {"label": labels.STATES[row.state], "tag": _TAGS.get(row.state, "too_early"), "percent": min(percent, 100)}


def line(row: RunRow) -> dict[str, Any]:
    """Return one row of the list of runs."""
    return {"row": row, "state": state(row), "address": reverse("reorganisation:run", args=[row.run])}


def figures(report: Report) -> list[dict[str, Any]]:
    """Return the four numbers of a report."""
    moved = _("would move") if report.dry_run else _("moved")
    pairs = _("between %(n)s pairs of units") % {"n": number(len(report.pairs))}
    parked = _("in %(n)s old units") % {"n": number(len(report.undecided))}
    return [
        {"value": number(sum(report.after.values())), "label": _("people in the area"), "note": _before(report)},
        {"value": number(report.moved), "label": moved, "note": pairs},
        {"value": number(report.waiting), "label": _("undecided"), "note": parked},
        {"value": number(sum(1 for p in report.posts if p.new)), "label": _("posts of officers led on"), "note": ""},
    ]


def _before(report: Report) -> str:
    same = sum(report.before.values()) == sum(report.after.values())
    return _("as many as before") if same else _("%(n)s before") % {"n": number(sum(report.before.values()))}


def stages(report: Report) -> list[dict[str, Any]]:
    """Return people by card stage before and after, the sum last."""
    rows = [
        {"label": ledger_labels.CARDS[card], "before": report.before.get(card, 0), "after": report.after.get(card, 0)}
        for card in Card
    ]
    total = {"label": _("everybody"), "before": sum(report.before.values()), "after": sum(report.after.values())}
    return [*rows, total]


def new_units(report: Report) -> list[dict[str, Any]]:
    """Return every new unit with the old ones that went into it and how many people came from each."""
    known = _known({p.old for p in report.pairs} | {p.new for p in report.pairs})
    found: dict[int, list[tuple[Unit, int]]] = {}
    for pair in report.pairs:
        found.setdefault(pair.new, []).append((known[pair.old], pair.people))
    return [
        {
            "name": _name(known[new]),
            "people": sum(people for _, people in olds),
            "olds": ", ".join(f"{_name(old)} {number(people)}" for old, people in olds),
        }
        for new, olds in sorted(found.items())
    ]


def along(report: Report) -> dict[str, Any]:
    """Return what each new unit would get along with its people; what none of them gets has no column."""
    known = _known(one.unit for one in report.along)
    things = [thing for thing in Thing if any(one.things.get(thing) for one in report.along)]
    heads = [labels.THINGS[thing] for thing in things]
    rows = [
        {
            "name": _name(known[one.unit]),
            "people": one.people,
            "cells": [
                {"label": head, "many": one.things.get(thing, 0)} for head, thing in zip(heads, things, strict=True)
            ],
        }
        for one in report.along
        if one.things
    ]
    return {"heads": heads, "rows": rows}


def undecided(report: Report) -> list[dict[str, Any]]:
    """Return the old units in which people wait, with the units they may go to."""
    known = _known({u.unit for u in report.undecided} | {t for u in report.undecided for t in u.targets})
    most = {(p.old, p.new): p.people for p in report.possible}

    def named(old: int, new: int) -> str:
        name, many = f"{_name(known[new])} ({known[new].code})", most.get((old, new))
        return name if many is None else _("%(unit)s: at most %(n)s") % {"unit": name, "n": number(many)}

    return [
        {
            "name": _name(known[one.unit]),
            "people": one.people,
            "targets": ", ".join(named(one.unit, t) for t in one.targets),
        }
        for one in report.undecided
    ]


def unled(report: Report) -> list[str]:
    """Return the new units of which nobody is marked to be in charge, because several officers were of the old ones."""
    contested = {p.new for p in report.posts if p.new and p.charge == Charge.CONTESTED}
    return sorted(_name(unit) for unit in _known(contested).values())


def left_posts(report: Report) -> list[str]:
    """Return the units whose officers' posts have no successor, once each."""
    return sorted({_name(unit) for unit in _known({p.old for p in report.posts if not p.new}).values()})


def left_bodies(report: Report) -> list[str]:
    """Return the bodies of units without a successor, with the unit each answers for."""
    found = [units.body(number) for number in report.left_bodies]
    known = _known(body.territory for body in found)
    return [f"{body.name(get_language() or 'vi')} ({_name(known[body.territory])})" for body in found]


def left_supports(report: Report) -> list[dict[str, Any]]:
    """Return the assignments of help that name a unit that ended: who helps whom, until when, on what paper."""
    known = _known({number for one in report.left_supports for number in (one.helper, one.helped)})
    return [
        {"helper": _name(known[one.helper]), "helped": _name(known[one.helped]), "until": one.until}
        | {"act": one.act, "number": one.helper}
        for one in report.left_supports
    ]


def clients(report: Report) -> list[dict[str, Any]]:
    """Return the connected systems with their old unit, and the new one unless they stay where they are for now."""
    known = _known({c.old for c in report.clients} | {c.new for c in report.clients if c.new})
    led = {one.client: _name(known[one.new]) for one in report.clients if one.new and not one.keep}
    return [{"name": one.name, "old": _name(known[one.old]), "new": led.get(one.client, "")} for one in report.clients]


def findings(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings as table rows."""
    return [{"line": one.line or "", "sentence": labels.sentence(one)} for one in found[:SHOWN]]


def form_errors(form: forms.Form) -> list[dict[str, str]]:
    """Return the errors of a form for the summary on top of the page."""
    return [
        {"field": form[name].id_for_label if name in form.fields else "", "message": str(message)}
        for name, messages in form.errors.items()
        for message in messages
    ]


def _known(numbers: Iterable[int]) -> dict[int, Unit]:
    return units.by_numbers(numbers)


def _name(unit: Unit) -> str:
    return unit.name(get_language() or "vi")
