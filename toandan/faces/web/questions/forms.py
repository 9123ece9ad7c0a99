"""The forms of questions: each brings its own key, so that sending it twice is sending it once."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.work.difficulties import labels as difficulties

_BARE = {"autocomplete": "off", "spellcheck": "false"}


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class ReasonForm(KeyForm):
    """A deed that asks why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput(attrs=_BARE))


class NoteForm(KeyForm):
    """A deed that may be explained."""

    reason = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.TextInput(attrs=_BARE))


class AnswerForm(KeyForm):
    """The answer, which whoever holds the code reads."""

    text = forms.CharField(
        label=_("Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Whoever holds the code reads it. Write nothing about anybody that the question does not say."),
    )  # fmt: skip


class ForwardForm(ReasonForm):
    """Whose matter a question is."""

    unit = forms.CharField(
        label=_("Code of the unit"), max_length=20, widget=forms.TextInput(attrs=_BARE | {"class": "w10"})
    )
    field_order = ("client_key", "unit", "reason")


class HandOnForm(KeyForm):
    """What a question shows to stand in the way, in the officer's own words."""

    kind = forms.ChoiceField(
        label=_("What it is about"), choices=[(kind.value, label) for kind, label in difficulties.KINDS.items()]
    )
    text = forms.CharField(
        label=_("Describe the difficulty"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words: name nobody, and copy nothing of the question that could tell who asked."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("How many people it holds up"), min_value=0, max_value=10_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4", **_BARE}),
    )  # fmt: skip
