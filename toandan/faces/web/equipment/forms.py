"""The forms of equipment: each brings its own key, so that sending it twice is sending it once (biểu mẫu)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.equipment import labels
from toandan.work.equipment.words import FaultRow

Choice = tuple[str, str]
_BARE = {"autocomplete": "off", "spellcheck": "false"}


def _text(label: Any, *, most: int = 300, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_BARE), **more)


def _words(labelled: Any) -> list[tuple[str, Any]]:
    return [(word.value, label) for word, label in labelled.items()]


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class ReasonForm(KeyForm):
    """A deed that asks why."""

    reason = _text(_("Reason"))


class NoteForm(KeyForm):
    """A deed that may be explained."""

    reason = _text(_("Note"), required=False)


class ReportForm(KeyForm):
    """How a device is doing."""

    condition = forms.ChoiceField(label=_("Condition"), choices=_words(labels.CONDITIONS))
    software = _text(_("Software version"), most=60, required=False, help_text=_("Left empty, it stays as it is."))
    place = _text(_("Where it stands"), most=200, required=False, help_text=_("Left empty, it stays as it is."))


class FaultForm(KeyForm):
    """What is wrong with a device."""

    kind = forms.ChoiceField(label=_("What is broken"), choices=_words(labels.FAULTS))
    text = _text(_("Describe the fault"), most=1000)
    since = DayField(label=_("Since which day"))
    stops = forms.BooleanField(label=_("It cannot work with this fault"), required=False, initial=True)


class _OneFault(KeyForm):
    fault = forms.TypedChoiceField(label=_("Fault"), coerce=int)

    def __init__(self, *args: Any, faults: Iterable[FaultRow], **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(str(one.fault_id), f"{labels.FAULTS[one.kind]}: {one.text}") for one in faults]
        self.fields["fault"].choices = told  # type: ignore[attr-defined]


class SendForm(_OneFault):
    """A device that goes to be repaired."""

    back_on = DayField(label=_("Day it is expected back"), required=False)
    place = _text(_("Where it is repaired"), most=200, required=False)


class RepairedForm(_OneFault):
    """A fault that was repaired."""

    on = DayField(label=_("Repaired on"))
    what = _text(_("What was done"), most=1000)


class GoneForm(ReasonForm):
    """A device that is gone, and since when its work cannot be believed."""

    how = forms.ChoiceField(
        label=_("What happened"), choices=[("stolen", _("It was stolen")), ("lost", _("It is lost"))]
    )
    day = DayField(label=_("Last seen on"), help_text=_("From then on its work is suspect; when in doubt, earlier."))
    hour = forms.TimeField(
        label=_("Last seen at"), input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"placeholder": "07:30", "class": "w4", **_BARE}, format="%H:%M"),
    )  # fmt: skip

    field_order = ("how", "day", "hour", "reason")


def suspect_from(told: Mapping[str, Any]) -> datetime:
    """Return the instant from which the work of a device that is gone is suspect, as its form told it."""
    return datetime.combine(told["day"], told["hour"], tzinfo=get_default_timezone())


class CorrectForm(ReasonForm):
    """What is written about a device."""

    model = _text(_("Model"), most=120, required=False)
    software = _text(_("Software version"), most=60, required=False)
    key_made_on = DayField(label=_("Key made on"), required=False)
    place = _text(_("Where it stands"), most=200, required=False)
    field_order = ("model", "software", "key_made_on", "place", "reason")


class HandForm(NoteForm):
    """To whom a device is handed over."""

    to = forms.TypedChoiceField(label=_("To which unit"), coerce=int)
    place = _text(_("Where it stands then"), most=200, required=False)

    def __init__(self, *args: Any, near: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = list(near)  # type: ignore[attr-defined]
        self.order_fields(["to", "place"])


class LendForm(ReasonForm):
    """To whom a device is lent, from when to when."""

    borrower = forms.TypedChoiceField(label=_("Unit that borrows it"), coerce=int)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))

    def __init__(self, *args: Any, near: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["borrower"].choices = list(near)  # type: ignore[attr-defined]
        self.order_fields(["borrower", "since", "until", "reason"])


class AskForm(ReasonForm):
    """A loan the own unit asks for."""

    serial = _text(_("Serial number"), most=60)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    field_order = ("serial", "since", "until", "reason")


class DeviceForm(KeyForm):
    """A device to take in."""

    serial = _text(_("Serial number"), most=60)
    kind = forms.ChoiceField(label=_("Kind of device"), choices=_words(labels.KINDS))
    unit = _text(_("Unit it belongs to"), most=10, help_text=_("Its code."))
    model = _text(_("Model"), most=120, required=False)
    place = _text(_("Where it stands"), most=200, required=False)
    software = _text(_("Software version"), most=60, required=False)
    key_made_on = DayField(label=_("Key made on"), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_unit(self) -> int:
        """Return the number of the unit that bears the code and holds the people, told to everybody alike."""
        try:
            with reading(the_house()):
                found: int = ledger.holder(self.cleaned_data["unit"], on=self.today).number
            return found
        except units.UnitUnknown:
            raise forms.ValidationError(_("No unit bears this code.")) from None


class FileForm(KeyForm):
    """An inventory to take in."""

    file = forms.FileField(
        label=_("Inventory"),
        help_text=_("XLSX or CSV with the columns serial, kind and unit; also model, place, software, key_made_on."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    whole = forms.BooleanField(
        label=_("Take nothing in if a line is wrong"), required=False, initial=True,
    )  # fmt: skip
