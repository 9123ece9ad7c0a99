"""Fields that several rooms' forms share (trường biểu mẫu dùng chung)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame import formats


class DayField(forms.DateField):
    """A day written day/month/year, whatever the browser's own language.

    The browser's date control follows the browser and not the page: on the computer of an officer who reads
    03/06/2023 as 3 June it may show 06/03/2023. ISO days are read too, as addresses and programs write them.
    """

    default_error_messages = {"invalid": _("Write a day as day/month/year, for example 30/06/2023.")}

    def __init__(self, **more: Any) -> None:
        shown = {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("dd/mm/yyyy"), "class": "day"}
        widget = forms.DateInput(attrs=shown, format=formats.WRITTEN_DAYS[0])
        super().__init__(input_formats=formats.WRITTEN_DAYS, widget=widget, **more)
