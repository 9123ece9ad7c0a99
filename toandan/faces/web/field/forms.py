"""The forms of plans: each brings its own key, so that sending it twice is sending it once."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from toandan.command.field import labels, queries
from toandan.command.field.operations import MOST_DAYS, MOST_LEG
from toandan.command.field.words import Engine
from toandan.faces.web.frame.fields import DayField
from toandan.ground.routing.words import BASE

_BARE = {"autocomplete": "off", "spellcheck": "false"}
_POINT = {"list": "points", "class": "w20", **_BARE}


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class _Figure(forms.FloatField):
    """A figure with a comma or a point before its decimals, as people of either language write it."""

    def to_python(self, value: object) -> Any:
        """Return the figure. Raises ValidationError."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _written(value: float) -> str:
    """Write a figure as short as it can be, with the comma or point of the language."""
    text = f"{value:g}"
    return text.replace(".", ",") if (get_language() or "vi") == "vi" else text


class AskForm(KeyForm):
    """From when, for how many days, and how carefully a plan is made."""

    first_day = DayField(label=_("First day"))
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w2", **_BARE}),
    )  # fmt: skip
    engine = forms.ChoiceField(
        label=_("How it is made"),
        choices=[(Engine.AUTO.value, _("carefully, some seconds or minutes")), (Engine.GREEDY.value, _("quickly"))],
    )
    target = _Figure(
        label=_("Points to be reached: people and urgency of homes (may stay empty)"), min_value=1, required=False,
        help_text=_("Then the plan also says by which day that can be done, and before which day no plan can."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4", **_BARE}),
    )  # fmt: skip


class AgainForm(KeyForm):
    """Why the rest of a plan is planned anew."""

    why = forms.CharField(
        label=_("What happened"), max_length=300, widget=forms.TextInput(attrs={"class": "w20", **_BARE})
    )  # fmt: skip


class LegForm(KeyForm):
    """How long a trip takes, and how that is known."""

    start = forms.CharField(label=_("From point"), max_length=60, widget=forms.TextInput(attrs=_POINT))
    end = forms.CharField(label=_("To point"), max_length=60, widget=forms.TextInput(attrs=_POINT))
    minutes = _Figure(
        label=_("Minutes"), min_value=0, max_value=MOST_LEG,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w4", **_BARE}),
    )  # fmt: skip
    why = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs=_BARE))

    def __init__(self, *args: Any, known: Callable[[str], bool] = bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self._known = known

    def clean(self) -> dict[str, Any]:
        """Refuse points that are none here: what is mistyped would never meet a plan."""
        told = super().clean() or {}
        for name in ("start", "end"):
            # The base has no code of its own; it is written as the page's language calls it.
            if str(told.get(name, "")).strip().casefold() == gettext("base").casefold():
                told[name] = BASE
            if told.get(name) and not self._known(told[name]):
                self.add_error(name, _("No place and no request for a visit here bears this code."))
        return told


class LegBackForm(KeyForm):
    """Which travel time is taken back, and why."""

    leg = forms.CharField(max_length=200, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs=_BARE))


class ParametersForm(KeyForm):
    """Every figure plans reckon with, and why it changes."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput(attrs=_BARE))

    def __init__(self, *args: Any, values: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.names = list(labels.PARAMETERS)
        for name in self.names:
            least, most = queries.limits(name) or (0.0, 0.0)
            self.fields[name] = _Figure(
                label=str(labels.PARAMETERS[name]), min_value=least, max_value=most, initial=_written(values[name]),
                help_text=f"{_written(least)} – {_written(most)}",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w4", **_BARE}),
            )  # fmt: skip
        self.order_fields([*self.names, "why"])

    def said(self) -> dict[str, float]:
        """Return the figures."""
        return {name: self.cleaned_data[name] for name in self.names}
