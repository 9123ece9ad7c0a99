"""Who may be chosen on the form of a draft: issuers, addressees, measures (các lựa chọn)."""

from collections.abc import Iterable

from django.utils.translation import get_language

from toandan.command.campaign import labels as campaign_labels
from toandan.command.campaign import queries as campaign
from toandan.faces.web.directives import parts
from toandan.faces.web.frame.doors import Visit
from toandan.record.units import queries as units
from toandan.record.units.words import COMMITTEES, Body, Unit
from toandan.work.directives import queries
from toandan.work.directives.words import DirectivesPermission

Choice = tuple[str, str]


def may_draft(request: Visit) -> bool:
    """Tell whether the officer may draw directives up here: in the name of a unit, or of a committee."""
    at = parts.mine(request)
    if not queries.reaches(request.actor, DirectivesPermission.DRAFT, at):
        return False
    return not at.body or units.body(at.number).kind in COMMITTEES


def territory(request: Visit) -> Unit:
    """Return the unit whose territory the officer's unit or body answers for."""
    at = parts.mine(request)
    return units.by_number(units.body(at.number).territory) if at.body else request.unit


def issuers(request: Visit) -> list[Choice]:
    """Return who may issue what is drawn up here: the own unit, and the committees around it."""
    at, language = parts.mine(request), get_language() or "vi"
    if at.body:
        return [(str(at.number), parts.name(at))]
    committees = [body for body in units.bodies_for(at.number) if body.kind in COMMITTEES]
    near = [body for body in committees if not _below(request, body)]
    return [*((str(body.number), body.name(language)) for body in near), (str(at.number), parts.name(at))]


def addressees(request: Visit, named: Iterable[int] = ()) -> list[Choice]:
    """Return who may be addressed: the police of the territory, its bodies, the units right below, and whom it names.

    `named` are numbers of units further down, such as a commune whose slowness led here; others are passed over.
    """
    here = territory(request)
    near = within(here, parts.mine(request).number)
    shown = {value for value, _name in near}
    further = [number for number in sorted(set(named)) if here.holds(number) and str(number) not in shown]
    found = units.by_numbers(further) if further else {}
    return [*near, *_named(found.values(), get_language() or "vi")]


def within(here: Unit, own: int) -> list[Choice]:
    """Return the unit, the bodies of its territory and the units right below it, but for the one numbered `own`."""
    language = get_language() or "vi"
    bodies = [body for body in units.bodies_for(here.number) if here.holds(body.territory) and body.number != own]
    return _named([here, *bodies, *units.children(here.number)], language)


def aims() -> list[Choice]:
    """Return the measures of the orders there are, the latest order first."""
    found = sorted(campaign.orders(), key=lambda order: order.starts_on, reverse=True)
    return [
        (f"{order.code}|{measure.value}", f"{order.code}: {campaign_labels.MEASURES[measure]}")
        for order in found
        for measure in order.measures.values()
    ]


def measure_name(order: str, measure: str) -> str:
    """Name what a task is read from; "" for a task without."""
    named = {word.value: label for word, label in campaign_labels.MEASURES.items()}
    return f"{order}: {named[measure]}" if order and measure in named else ""


def _named(found: Iterable[Unit | Body], language: str) -> list[Choice]:
    return [(str(one.number), one.name(language)) for one in found]


def _below(request: Visit, body: Body) -> bool:
    """Tell whether a committee answers for a unit below the officer's own."""
    return body.territory != request.unit.number and request.unit.holds(body.territory)
