"""The two forms of an import: the file, and what is to be done with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.record.rolls import labels
from toandan.record.rolls.words import ImportChoice, Mode, RollColumn

NOWHERE = ""
PREFIX = "map_"


class FileForm(forms.Form):
    """The file to be sent."""

    file = forms.FileField(
        label=_("File of people"),
        help_text=_("CSV or XLSX, up to 300 MB. Every row is checked before anything is written."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )


class ChoiceForm(forms.Form):
    """Which heading means which column, from which day the people count, and what happens to bad rows."""

    on = DayField(
        label=_("The people count from"),
        help_text=_("The day of the roll; ages and commune codes are read as of this day."),
    )
    mode = forms.ChoiceField(
        label=_("Rows that are wrong"),
        choices=[(mode.value, labels.MODES[mode]) for mode in Mode],
        widget=forms.RadioSelect,
    )
    max_duplicates = forms.FloatField(
        label=_("Stop when more than this percentage looks like duplicates"), min_value=0, max_value=100
    )

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nowhere = (NOWHERE, _("not in this file"))
        choices = [nowhere, *((heading, heading) for heading in dict.fromkeys(headings) if heading)]
        for column in RollColumn:
            self.fields[PREFIX + column.value] = forms.ChoiceField(
                label=str(labels.COLUMNS[column]), choices=choices, required=False
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the mapping, in the order of the roll."""
        return [self[PREFIX + column.value] for column in RollColumn]

    def choice(self, *, dry_run: bool) -> ImportChoice:
        """Return what was chosen."""
        chosen = self.cleaned_data
        mapping = {column.value: chosen[PREFIX + column.value] for column in RollColumn}
        on: date = chosen["on"]
        return ImportChoice(on, mapping, Mode(chosen["mode"]), chosen["max_duplicates"], dry_run)
