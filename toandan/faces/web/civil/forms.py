"""Forms of movements: what happened and when, and who a new person is (biểu mẫu biến động)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.fields import DayField
from toandan.ground.kernel import partial_date
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.people import labels as people_labels
from toandan.record.people.words import PersonField, Sex
from toandan.work.movements.words import EVIDENCED, Kind, Report


class ReportForm(forms.Form):
    """What every movement says; the paper must be named where the kind needs one."""

    occurred_on = DayField(label=_("Day it happened"))
    reported_on = DayField(label=_("Day it was reported"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
    evidence = forms.CharField(
        label=_("Paper it rests on"), help_text=_("Kind, number and date."), required=False, max_length=300
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *, kind: Kind, today: date, data: Any = None, **more: Any) -> None:
        first = {"occurred_on": today, "reported_on": today, "client_key": uuid4()} | more.pop("initial", {})
        super().__init__(data, initial=first, **more)
        self.today = today
        self.fields["evidence"].required = kind in EVIDENCED
        for field in self.fields.values():
            field.error_messages["required"] = gettext("Fill in: %(field)s.") % {"field": field.label}

    def report(self) -> Report:
        """Return what was written, once the form is valid."""
        told = self.cleaned_data
        return Report(told["occurred_on"], told["reported_on"], told["reason"], told["evidence"])


class RecordForm(ReportForm):
    """A movement of somebody who is known; `seen` is the entry the officer was looking at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EnterForm(ReportForm):
    """A new person: a newborn, or somebody who lives here and is registered nowhere."""

    full_name = forms.CharField(label=people_labels.FIELDS[PersonField.FULL_NAME], max_length=200)
    birth_date = forms.CharField(
        label=people_labels.FIELDS[PersonField.BIRTH],
        help_text=_("Day/month/year; month/year or the year alone when no more is known."),
        required=False,
        max_length=10,
    )
    sex = forms.ChoiceField(
        label=people_labels.FIELDS[PersonField.SEX],
        required=False,
        choices=[*((s.value, people_labels.SEX[s]) for s in Sex), ("", _("not known"))],
        widget=forms.RadioSelect,
    )
    personal_number = forms.CharField(
        label=people_labels.FIELDS[PersonField.PERSONAL_NUMBER], required=False, max_length=30
    )
    mother_name = forms.CharField(label=people_labels.FIELDS[PersonField.MOTHER], required=False, max_length=200)
    father_name = forms.CharField(label=people_labels.FIELDS[PersonField.FATHER], required=False, max_length=200)
    present_address = forms.CharField(
        label=people_labels.FIELDS[PersonField.PRESENT_ADDRESS], required=False, max_length=300
    )
    unit = forms.CharField(label=_("Unit"), help_text=_("Code of the commune or ward."), max_length=10)

    def clean_birth_date(self) -> PartialDate:
        """Read the date as far as it is known. Raises ValidationError with the sentence of what is wrong."""
        reading = partial_date.read(self.cleaned_data["birth_date"], today=self.today)
        for finding in reading.findings:
            if finding.is_error:
                raise forms.ValidationError(str(people_labels.FINDINGS[finding.code]), code=finding.code)
        return reading.date


class UndoForm(forms.Form):
    """Why a movement is undone."""

    reason = forms.CharField(max_length=300, required=False)
    client_key = forms.UUIDField()


class DossierForm(forms.Form):
    """When a person's papers were taken, and at which session of the unit's if any is to be chosen."""

    occurred_on = DayField(label=_("Day it happened"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
    in_person = forms.BooleanField(
        label=_("The person came to the unit in person"),
        help_text=_("Your word for it is kept with the entry and in the journal."),
        required=False,
    )
    session = forms.ChoiceField(
        label=_("Session at which they were taken"),
        help_text=_("A session is reconciled by the dossiers recorded under its code."),
        required=False,
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *, today: date, sessions: Sequence[tuple[str, str, date]], at: str, data: Any = None) -> None:
        super().__init__(data, initial={"occurred_on": today, "client_key": uuid4(), "session": at})
        self.days = {code: day for code, _name, day in sessions}
        choices = [(code, name) for code, name, _day in sessions]
        cast(forms.ChoiceField, self.fields["session"]).choices = [("", gettext("No session")), *choices]
        if not sessions:
            del self.fields["session"]
        for field in self.fields.values():
            field.error_messages["required"] = gettext("Fill in: %(field)s.") % {"field": field.label}

    def clean(self) -> dict[str, Any]:
        """Refuse a session of another day than the one on which the papers were taken."""
        told = super().clean() or {}
        held = self.days.get(told.get("session", ""))
        if held is not None and told.get("occurred_on") not in {held, None}:
            self.add_error("session", gettext("This session was on %(day)s.") % {"day": formats.day(held)})
        return told
