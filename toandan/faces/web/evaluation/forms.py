"""The forms of evaluation: each brings its own key, so that sending it twice is sending it once."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.work.samples import labels as samples
from toandan.work.samples.words import POSSIBLE, Arm, Discrepancy, Found

Choice = tuple[str, str]
_BARE = {"autocomplete": "off", "spellcheck": "false"}


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class DrawForm(KeyForm):
    """Of which commune a sample is drawn, and what is checked."""

    unit = forms.TypedChoiceField(label=_("Commune to be checked"), coerce=int)
    subject = forms.ChoiceField(
        label=_("What is checked"), choices=[(one.value, label) for one, label in samples.SUBJECTS.items()]
    )

    def __init__(self, *args: Any, communes: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["unit"], [("", "–"), *communes])


class CheckForm(KeyForm):
    """What the visit to one person found; the kinds are those this half of the sample can show."""

    found = forms.ChoiceField(label=_("What the visit found"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.TextInput(attrs=_BARE),
        help_text=_("What is wrong in the register is corrected on the person's page, not here."),
    )  # fmt: skip

    def __init__(self, *args: Any, arm: Arm, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = [(kind.value, label) for kind, label in samples.DISCREPANCIES.items() if kind in POSSIBLE[arm]]
        choices = [(Found.CONFIRMED.value, samples.FOUND[Found.CONFIRMED]), *kinds]
        _choose(self.fields["found"], [*choices, (Found.NOT_MET.value, samples.FOUND[Found.NOT_MET])])

    def said(self) -> tuple[Found, Discrepancy | None]:
        """Return what was found, and which difference it is."""
        word = self.cleaned_data["found"]
        return (Found.WRONG, Discrepancy(word)) if word in set(Discrepancy) else (Found(word), None)


def _choose(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
