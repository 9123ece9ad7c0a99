"""The forms of evaluation: each brings its own key, so that sending it twice is sending it once."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.command.evaluation import labels
from toandan.command.evaluation.words import Criterion, Remedy, SheetRow, Weights
from toandan.faces.web.frame.fields import DayField
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


class ScoreForm(KeyForm):
    """The period whose units are scored."""

    since = DayField(label=_("From day"))
    until = DayField(label=_("To day"))


class AppealForm(KeyForm):
    """What a unit objects to on its sheet, and why."""

    criterion = forms.ChoiceField(label=_("Criterion objected to"))
    reason = forms.CharField(
        label=_("Why the points are not right"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, sheet: SheetRow, **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["criterion"], [(one.criterion.value, labels.CRITERIA[one.criterion]) for one in
                                           sheet.figures if one.missing is None])  # fmt: skip


class DecideForm(KeyForm):
    """How an appeal is decided."""

    remedy = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    answer = forms.CharField(label=_("Reasons"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, sheet: SheetRow, **more: Any) -> None:
        super().__init__(*args, **more)
        # The period of a unit that was merged is not counted again.
        possible = [one for one in labels.REMEDIES if one is not Remedy.RECOUNT or not sheet.kept_no]
        choices = [*((one.value, labels.REMEDIES[one]) for one in possible), ("none", _("Dismiss"))]
        cast("forms.ChoiceField", self.fields["remedy"]).choices = choices

    def said(self) -> Remedy | None:
        """Return what an upheld appeal leads to; None: it is dismissed."""
        word = self.cleaned_data["remedy"]
        return None if word == "none" else Remedy(word)


class CommendForm(KeyForm):
    """The words a unit is commended with."""

    words = forms.CharField(label=_("For what"), max_length=300, widget=forms.TextInput(attrs=_BARE))


class WeightsForm(KeyForm):
    """The weight of each criterion, and why they change."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput(attrs=_BARE))

    def __init__(self, *args: Any, weights: Weights, **more: Any) -> None:
        super().__init__(*args, **more)
        for criterion, weight in weights.items():
            self.fields[criterion.value] = forms.IntegerField(
                label=str(labels.CRITERIA[criterion]), min_value=0, max_value=100, initial=weight,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w2", **_BARE}),
            )  # fmt: skip
        self.order_fields([*(criterion.value for criterion in weights), "reason"])

    def said(self) -> Weights:
        """Return the weights."""
        return {criterion: self.cleaned_data[criterion.value] for criterion in Criterion}


def _choose(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
