"""Targets of an order on its page: the list with what is in force, and the questions that set one (giao chỉ tiêu)."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels, operations
from toandan.command.campaign.words import CampaignPermission, OrderRow, Product, TargetRow
from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.frame.fields import DayField
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

TARGET = CampaignPermission.TARGET.value


class TargetForm(forms.Form):
    """The five questions of a target; the room's operation decides whether it can be set."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    unit = forms.CharField(
        label=_("Which unit gets the target?"),
        max_length=10,
        help_text=_("The unit's code. The target holds for the unit and everything below it."),
    )
    product = forms.ChoiceField(
        label=_("For which product?"),
        choices=[(p.value, labels.PRODUCTS[p]) for p in Product],
        widget=forms.RadioSelect,
    )
    percent = forms.IntegerField(
        label=_("What percentage must be reached?"),
        min_value=1,
        max_value=100,
        help_text=_("A whole number from 1 to 100; without a target a unit must serve everybody."),
    )
    since = DayField(
        label=_("From which day does it count?"),
        help_text=_("A unit's first target may go back to the order's first day; a later one counts from today on."),
    )
    reason = forms.CharField(
        label=_("Why is it set?"),
        max_length=500,
        help_text=_("Name the document or the circumstance; everybody who sees the order reads it."),
    )


def asked(order: OrderRow, *, today: date) -> TargetForm:
    """Return the empty form, with the day a target most likely counts from."""
    likely = min(max(today, order.starts_on), order.deadline)
    return TargetForm(initial={"client_key": uuid4(), "since": likely, "product": Product.CARD.value})


def given(request: Visit, order: OrderRow, said: Mapping[str, object]) -> TargetRow:
    """Set the target that was asked for; unit codes mean the units of the order's first day. Raises UnableTo."""
    unit = units.by_code(str(said["unit"]).strip(), as_of=order.starts_on)
    return operations.set_target(
        actor=request.actor,
        now=request.now,
        client_key=UUID(str(said["client_key"])),
        order=order.code,
        unit=unit.number,
        product=str(said["product"]),
        percent=int(str(said["percent"])),
        since=said["since"],  # type: ignore[arg-type]
        reason=str(said["reason"]),
    )


def rows(targets: Sequence[TargetRow], names: Mapping[int, Unit], *, today: date) -> list[dict[str, object]]:
    """Return the targets as table rows, each with whether it is in force: the last of its unit that has begun."""
    ruling: dict[tuple[int, Product], date] = {}
    for target in targets:
        if target.since <= today:
            place = (target.unit, target.product)
            ruling[place] = max(ruling.get(place, target.since), target.since)
    return [
        {
            "unit": names[target.unit].name_vi,
            "product": labels.PRODUCTS[target.product],
            "percent": target.percent,
            "since": target.since,
            "reason": target.reason,
            **_force(target, ruling.get((target.unit, target.product)), today),
        }
        for target in targets
    ]


def _force(target: TargetRow, ruling: date | None, today: date) -> dict[str, object]:
    if target.since > today:
        return {"tag": "too_early", "force": _("not begun")}
    if target.since == ruling:
        return {"tag": "on_pace", "force": _("in force")}
    return {"tag": "too_early", "force": _("replaced")}
