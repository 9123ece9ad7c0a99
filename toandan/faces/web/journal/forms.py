"""The filter of the journal's page (bộ lọc nhật ký)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.ground.kernel import names
from toandan.record.journal import labels


class Filter(forms.Form):
    """What to look for; everything may be left empty."""

    person = forms.IntegerField(
        label=_("Number of the person in the register"), required=False, min_value=1, max_value=2**63 - 1
    )
    officer = forms.CharField(label=_("Officer (login name)"), required=False, max_length=64)
    unit = forms.CharField(label=_("Code of the unit"), required=False, max_length=12)
    verb = forms.CharField(label=_("What was done"), required=False, max_length=80, widget=forms.Select())
    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An address may name several verbs by what they begin with; the list then keeps what was asked.
        asked = str(self.data.get("verb") or "")
        known = sorted(((verb, str(label)) for verb, label in labels.VERBS.items()), key=lambda one: names.key(one[1]))
        more = [(asked, asked)] if asked and asked not in labels.VERBS else []
        self.fields["verb"].widget.choices = [("", _("anything")), *more, *known]
