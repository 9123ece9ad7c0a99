"""The forms of a reorganisation: the mapping with its day, and a list that decides who is parked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField

_CSV = {"accept": ".csv,.txt"}


class MapForm(forms.Form):
    """A mapping and from when it counts."""

    file = forms.FileField(
        label=_("Mapping of old units to new ones"),
        help_text=_(
            "CSV in UTF-8 with the columns old_code, new_code and part (full or partial); for divided units also "
            "address (pieces of addresses, set apart by |), share and default."
        ),
        widget=forms.ClearableFileInput(attrs=_CSV),
    )
    on = DayField(label=_("First day of the new units"))
    reason = forms.CharField(label=_("Resolution it rests on"), max_length=500)
    rest = forms.BooleanField(
        label=_("Whoever no rule decides goes to the unit marked as default"),
        help_text=_("Without this they stay in the old unit, are shown there, and wait for a decision."),
        required=False,
    )


class ListForm(forms.Form):
    """A list of people of divided units."""

    file = forms.FileField(
        label=_("List of people and their new units"),
        help_text=_("CSV in UTF-8 with the columns person (number in the register) or personal_number, and new_code."),
        widget=forms.ClearableFileInput(attrs=_CSV),
    )
