"""The forms of one person: details, and with what standing they enter (biểu mẫu thông tin người)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.faces.web.people import parts
from toandan.ground.kernel import names, partial_date
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Card, EId, Obstacle, Residence
from toandan.record.people import labels
from toandan.record.people.words import BirthBasis, PartialDate, PersonDetails, PersonField, Sex
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

_BARE = {"autocomplete": "off", "spellcheck": "false"}
_DIGITS = {"inputmode": "numeric", **_BARE}
_FEW = 6
_NAMES = ("full_name", "father_name", "mother_name", "spouse_name")
_TEXTS = (*_NAMES, "personal_number", "old_number", "present_address", "phone")
_PLACES = ("permanent_unit", "temporary_unit", "present_unit")


class UnitField(forms.CharField):
    """A commune or ward by its code of any year or by any spelling of its name; `day` says which list counts.

    `kept` is the unit that is written down already: as the form wrote it, it is kept, though it may have ended and its
    code mean another one by now.
    """

    def __init__(self, **more: Any) -> None:
        self.day = date.max
        self.kept: int | None = None
        super().__init__(max_length=200, widget=forms.TextInput(attrs=_BARE), **more)

    def clean(self, value: object) -> Unit | None:
        """Return the one unit that is meant. Raises ValidationError and names the candidates when several may be."""
        text = names.tidy(str(super().clean(value)))
        if not text:
            return None
        if self.kept is not None and text == names.tidy(written(self.kept)):
            return units.by_number(self.kept)
        if code := re.match(r"\d{5}\b", text):
            return self._coded(code[0])
        found = [u for u in units.find(text, as_of=self.day, limit=_FEW) if u.level is UnitLevel.COMMUNE]
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No commune or ward is written like that."), code="unit_unknown")
        listed = "; ".join(f"{u.code} {parts.place(u.number)}" for u in found)
        raise forms.ValidationError(
            _("Several are meant: %(units)s. Write the code."), "unit_several", {"units": listed}
        )

    def _coded(self, code: str) -> Unit:
        try:
            return units.any_year(code, as_of=self.day)
        except units.UnitUnknown as unknown:
            raise forms.ValidationError(_("No commune or ward has this code."), code="unit_unknown") from unknown


class DetailsForm(forms.Form):
    """What is written down about a person; the birth date in three boxes, each of which may stay empty."""

    full_name = forms.CharField(
        label=labels.FIELDS[PersonField.FULL_NAME], max_length=200, widget=forms.TextInput(attrs=_BARE)
    )
    birth_day = forms.IntegerField(
        label=_("Day of birth"), required=False, min_value=1, max_value=31, widget=forms.TextInput(attrs=_DIGITS)
    )
    birth_month = forms.IntegerField(
        label=_("Month of birth"), required=False, min_value=1, max_value=12, widget=forms.TextInput(attrs=_DIGITS)
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    birth_assumed = forms.BooleanField(label=_("Day and month were filled in by rule, not witnessed"), required=False)
    sex = forms.ChoiceField(
        label=labels.FIELDS[PersonField.SEX],
        required=False,
        choices=[*((s.value, labels.SEX[s]) for s in Sex), ("", _("not known"))],
        widget=forms.RadioSelect,
    )
    personal_number = forms.CharField(
        label=labels.FIELDS[PersonField.PERSONAL_NUMBER],
        help_text=_("12 digits, in groups or without; leave empty when there is none."),
        required=False,
        max_length=30,
        widget=forms.TextInput(
            attrs=_DIGITS
            | {
                "hx-post": reverse_lazy("people:number_check"),
                "hx-trigger": "change",
                "hx-target": "#number-said",
                "hx-include": "closest form",
            }
        ),
    )
    old_number = forms.CharField(
        label=labels.FIELDS[PersonField.OLD_NUMBER],
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    father_name = forms.CharField(label=labels.FIELDS[PersonField.FATHER], required=False, max_length=200)
    mother_name = forms.CharField(label=labels.FIELDS[PersonField.MOTHER], required=False, max_length=200)
    spouse_name = forms.CharField(label=labels.FIELDS[PersonField.SPOUSE], required=False, max_length=200)
    permanent_unit = UnitField(
        label=labels.FIELDS[PersonField.PERMANENT_UNIT],
        help_text=_("Commune or ward: its code, or its name with the district."),
        required=False,
    )
    temporary_unit = UnitField(label=labels.FIELDS[PersonField.TEMPORARY_UNIT], required=False)
    present_unit = UnitField(label=labels.FIELDS[PersonField.PRESENT_UNIT], required=False)
    present_address = forms.CharField(label=labels.FIELDS[PersonField.PRESENT_ADDRESS], required=False, max_length=300)
    phone = forms.CharField(
        label=labels.FIELDS[PersonField.PHONE], required=False, max_length=30, widget=forms.TextInput(attrs=_DIGITS)
    )
    home_visit = forms.BooleanField(label=labels.FIELDS[PersonField.HOME_VISIT], required=False)
    occurred_on = DayField(label=_("It happened on"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *, today: date, day: date, data: Any = None, initial: Mapping[str, object] | None = None
    ) -> None:
        given = {"occurred_on": today, "client_key": uuid4()} | dict(initial or {})
        super().__init__(data, initial=given)
        self.today = today
        for field in self.fields.values():
            field.error_messages["required"] = gettext("Fill in: %(field)s.") % {"field": field.label}
            if isinstance(field, UnitField):
                field.day = day

    def clean(self) -> dict[str, object]:
        """Put the three boxes together, and refuse a day no calendar has and a day to come."""
        cleaned = dict(super().clean() or {})
        if not {"birth_day", "birth_month", "birth_year"} & set(self.errors):
            cleaned["birth"] = self._birth(cleaned)
        happened = cleaned.get("occurred_on")
        if isinstance(happened, date) and happened > self.today:
            self.add_error("occurred_on", gettext("This day has not come yet."))
        return cleaned

    def _birth(self, cleaned: dict[str, object]) -> PartialDate:
        year, month, day = (cleaned.get(f"birth_{part}") for part in ("year", "month", "day"))
        shown = [f"{year:04d}"] if isinstance(year, int) else []
        text = "-".join([*shown, *(f"{part:02d}" for part in (month, day) if isinstance(part, int))])
        if (month is not None and year is None) or (day is not None and month is None):
            self.add_error("birth_year", gettext("A day needs its month, and a month its year."))
            return PartialDate()
        reading = partial_date.read(text, today=self.today)
        for finding in reading.findings:
            if finding.is_error:
                self.add_error("birth_year", str(labels.FINDINGS[finding.code]))
        birth = reading.date
        if birth.basis is BirthBasis.FULL and cleaned.get("birth_assumed"):
            return PartialDate(birth.year, birth.month, birth.day, BirthBasis.ASSUMED)
        return birth

    def details(self) -> PersonDetails:
        """Return what was written, once the form is valid."""
        told = self.cleaned_data
        names = (*_TEXTS, "home_visit", "birth")
        given: dict[str, Any] = {name: told[name] for name in names}
        given |= {name: told[name].number if told[name] else None for name in _PLACES}
        return PersonDetails(**given, sex=Sex(told["sex"]) if told["sex"] else None)


class EnterForm(DetailsForm):
    """A new person: the details, the unit that answers for them, and how they stand."""

    unit = UnitField(label=_("Unit responsible"), help_text=_("The commune or ward where the person actually lives."))
    residence = forms.ChoiceField(
        label=parts.DIMENSIONS["residence"],
        choices=[(w.value, ledger_labels.RESIDENCES[w]) for w in Residence],
        widget=forms.RadioSelect,
    )
    card = forms.ChoiceField(
        label=parts.DIMENSIONS["card"],
        help_text=_("Children under 14 enter as not due, whatever is chosen here."),
        choices=[(w.value, ledger_labels.CARDS[w]) for w in Card if w is not Card.NOT_DUE],
    )
    eid = forms.ChoiceField(label=parts.DIMENSIONS["eid"], choices=[(w.value, ledger_labels.EIDS[w]) for w in EId])
    obstacle = forms.ChoiceField(
        label=parts.DIMENSIONS["obstacle"],
        required=False,
        choices=[(w.value, ledger_labels.OBSTACLES[w] if w.value else _("No obstacle")) for w in Obstacle],
    )


class CorrectForm(DetailsForm):
    """Changed details, with the paper they rest on; `seen` is the mark of what the officer was looking at."""

    evidence = forms.CharField(
        label=_("Paper it rests on"), help_text=_("Kind, number and date."), required=False, max_length=300
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *, written_down: PersonDetails, **more: Any) -> None:
        super().__init__(**more)
        for name in _PLACES:
            self.fields[name].kept = getattr(written_down, name)  # type: ignore[attr-defined]


def initial_of(details: PersonDetails) -> dict[str, object]:
    """Return a person's details as a form shows them."""
    return {
        "full_name": details.full_name,
        "birth_day": details.birth.day,
        "birth_month": details.birth.month,
        "birth_year": details.birth.year,
        "birth_assumed": details.birth.basis is BirthBasis.ASSUMED,
        "sex": details.sex.value if details.sex else "",
        "personal_number": details.personal_number,
        "old_number": details.old_number,
        "father_name": details.father_name,
        "mother_name": details.mother_name,
        "spouse_name": details.spouse_name,
        "permanent_unit": written(details.permanent_unit),
        "temporary_unit": written(details.temporary_unit),
        "present_unit": written(details.present_unit),
        "present_address": details.present_address,
        "phone": details.phone,
        "home_visit": details.home_visit,
    }


def written(unit: int | None) -> str:
    """Write a unit so that the form reads the same one again."""
    return f"{units.by_number(unit).code} {parts.place(unit)}" if unit else ""


class TakeBackForm(forms.Form):
    """Why a correction is undone."""

    reason = forms.CharField(max_length=300, required=False)
    client_key = forms.UUIDField()
