"""The forms of difficulties and guidance: each brings its own key, so that sending it twice is sending it once."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.record.people import queries as people
from toandan.record.people.words import Damage
from toandan.work.difficulties import labels
from toandan.work.difficulties.words import MOST_PEOPLE

Choice = tuple[str, str]
_BARE = {"autocomplete": "off", "spellcheck": "false"}
_KINDS = [(kind.value, label) for kind, label in labels.KINDS.items()]


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
    """The answer to a difficulty."""

    text = forms.CharField(label=_("Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))


class AssignForm(NoteForm):
    """To whom a difficulty is put."""

    to = forms.TypedChoiceField(label=_("Who is to answer it"), coerce=int)

    def __init__(self, *args: Any, near: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["to"], near)
        self.order_fields(["to"])


class AttachForm(KeyForm):
    """A file to keep with a difficulty or its answer."""

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, PNG or JPEG, up to 10 MB. It is kept encrypted."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )  # fmt: skip


class RaiseForm(KeyForm):
    """What stands in the way; `looked` says that similar ones have been shown."""

    looked = forms.BooleanField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What it is about"), choices=[("", "–"), *_KINDS])
    text = forms.CharField(
        label=_("Describe the difficulty"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name nobody here; people are named below. Files can be attached once it is raised."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("How many people it holds up"), min_value=0, max_value=10_000_000, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4", **_BARE}),
        help_text=_("Left empty, it is as many as are named below."),
    )  # fmt: skip
    persons = forms.CharField(
        label=_("People on your roll, by number"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "numeric", **_BARE}),
        help_text=_("Personal numbers or old numbers, one on a line. Only the police of your unit and above see them."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Turn numbers into people of the scope; which number is not found is told by its line, never repeated."""
        told = self.cleaned_data
        lines = ["".join(line.split()) for line in told.get("persons", "").splitlines()]
        numbers = {at: number for at, number in enumerate(lines, start=1) if number}
        if len(numbers) > MOST_PEOPLE:
            self.add_error("persons", _("Name at most 50 people; attach a list of the others."))
            return told
        found = people.by_written(numbers.values()) if numbers else {}
        damaged = [str(at) for at, number in numbers.items() if isinstance(found.get(number), Damage)]
        unknown = [str(at) for at, number in numbers.items() if number not in found]
        if damaged:
            message = _("The spreadsheet ate zeros or digits of the number on line %(lines)s; write it whole.")
            self.add_error("persons", message % {"lines": ", ".join(damaged)})
        if unknown:
            message = _("Nobody on your roll bears the number on line %(lines)s.")
            self.add_error("persons", message % {"lines": ", ".join(unknown)})
        told["named"] = sorted({person for person in found.values() if isinstance(person, int)})
        if told.get("people") is None and "people" not in self.errors:
            if not told["named"] and not unknown and not damaged:
                self.add_error("people", _("Write how many people it holds up; 0 when it is nobody yet."))
            told["people"] = len(told["named"])
        return told


class GuidanceForm(KeyForm):
    """The words of a piece of guidance."""

    difficulty = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(label=_("What it is about"), choices=_KINDS)
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=_("Text"), max_length=20000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Every officer reads it: write what holds for all, and name nobody."),
    )  # fmt: skip


class VersionForm(KeyForm):
    """The words of a new version, and what changed."""

    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("Text"), max_length=20000, widget=forms.Textarea(attrs={"rows": 12}))
    reason = forms.CharField(label=_("What changed"), max_length=500, widget=forms.TextInput(attrs=_BARE))


def _choose(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
