"""The forms of days in the field: each brings its own key, so that sending it twice is sending it once."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.sessions import labels
from toandan.work.sessions.words import Agreement, Kind, NewPlace, NewSession, Outcome, PlaceKind, Shift

Choice = tuple[str, str]
_BARE = {"autocomplete": "off", "spellcheck": "false"}
_COUNT = {"inputmode": "numeric", "class": "w4", **_BARE}


def _choices(words: Any) -> list[tuple[str, Any]]:
    return [(word.value, label) for word, label in words.items()]


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=300, widget=forms.TextInput(attrs=_BARE), **more)


def _count(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, widget=forms.TextInput(attrs=_COUNT), **more)


class _Degrees(forms.FloatField):
    """Degrees with a comma or a point before their decimals, as people of either language write them."""

    def to_python(self, value: object) -> Any:
        """Return the degrees. Raises ValidationError."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _degrees(label: Any) -> forms.FloatField:
    return _Degrees(
        label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w6", **_BARE})
    )


def _serves() -> forms.CharField:
    return forms.CharField(
        label=_("Words of an address by which people belong to it"), required=False, max_length=1000,
        help_text=_("With a semicolon between: tổ 3; ngõ 12. A school without any serves the pupils of its unit."),
        widget=forms.TextInput(attrs=_BARE),
    )  # fmt: skip


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class ReasonForm(KeyForm):
    """Why something is done."""

    reason = _line(_("Reason"))


class CloseForm(KeyForm):
    """What the crew counted."""

    collected = _count(_("People whose papers were taken, by the crew's own count"))


class NoteForm(KeyForm):
    """Why the counts differ, if they do."""

    note = _line(_("Why the counts differ"), required=False)


class CrewForm(KeyForm):
    """Which officer goes along."""

    username = _line(_("Login name of the officer"))


class OffForm(KeyForm):
    """Which officer goes along no more."""

    username = forms.CharField(max_length=300, widget=forms.HiddenInput)


class TicketForm(KeyForm):
    """Which queue number."""

    number = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)


class TickForm(KeyForm):
    """Whose account was activated."""

    person = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class UntickForm(TickForm):
    """Which activation was noted by mistake, and how that came."""

    activation = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    reason = _line(_("Reason"))


class AccountForm(KeyForm):
    """At which session somebody activated their account, if at any."""

    session = forms.ChoiceField(label=_("Session"), required=False)
    reason = _line(_("Note"), required=False)

    def __init__(self, *args: Any, sessions: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self.fields["session"], sessions)


class HelperForm(KeyForm):
    """Which body is asked for a helper, and for what."""

    body = forms.TypedChoiceField(label=_("Body that is asked"), coerce=int)
    task = _line(_("What the helper does"))

    def __init__(self, *args: Any, bodies: Iterable[Choice] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self.fields["body"], [("", "–"), *bodies])


class HoursForm(KeyForm):
    """How long a helper worked."""

    helper = forms.IntegerField(widget=forms.HiddenInput)
    minutes = _count(_("Minutes worked"))


class AnswerForm(KeyForm):
    """Who comes, or that nobody can."""

    helper = forms.IntegerField(widget=forms.HiddenInput)
    coming = forms.ChoiceField(label=_("Answer"), choices=[("yes", _("Somebody comes")), ("no", _("Nobody can come"))])
    name = _line(_("Who comes"), required=False)
    username = _line(
        _("Login name of the helper"), required=False,
        help_text=_("Only where the helper ticks activated accounts; headquarters opens the account."),
    )  # fmt: skip


class MoveForm(KeyForm):
    """Where a session goes: place, kit, day, part of the day, for how many, and why."""

    place = forms.ChoiceField(label=_("Place of the session"))
    kit = _line(_("Serial of the kit"))
    day = DayField(label=_("Day"))
    shift = forms.ChoiceField(label=_("Part of the day"), choices=_choices(labels.SHIFTS))
    expected = _count(_("People expected"))
    reason = _line(_("Reason"))

    def __init__(self, *args: Any, places: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self.fields["place"], [("", "–"), *places])

    def to(self, kind: Kind) -> NewSession:
        """Return the session as it is to be; what it is for does not change."""
        told = self.cleaned_data
        return NewSession(kind, told["place"], told["kit"], told["day"], Shift(told["shift"]), told["expected"])


class SessionForm(MoveForm):
    """A session: what for, where, with which kit, when, for how many; no reason need be given."""

    kind = forms.ChoiceField(label=_("What for"), choices=_choices(labels.KINDS))
    field_order = ("kind",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = False

    def said(self) -> NewSession:
        """Return the session."""
        return self.to(Kind(self.cleaned_data["kind"]))


class PlaceForm(KeyForm):
    """A place; without coordinates it counts as at the seat of its unit."""

    code = _line(_("Code of the place"))
    unit = forms.TypedChoiceField(label=_("Commune or ward"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of place"), choices=_choices(labels.PLACES))
    name = _line(_("Name"))
    address = _line(_("Address"))
    share = forms.IntegerField(
        label=_("Share of the unit's people for whom it is the nearest, in per cent"), min_value=0, max_value=100,
        widget=forms.TextInput(attrs=_COUNT),
    )  # fmt: skip
    serves = _serves()
    latitude = _degrees(_("Latitude"))
    longitude = _degrees(_("Longitude"))

    def __init__(self, *args: Any, communes: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self.fields["unit"], [("", "–"), *communes])

    def said(self) -> NewPlace:
        """Return the place."""
        told = self.cleaned_data
        return NewPlace(
            told["code"], told["unit"], PlaceKind(told["kind"]), told["name"], told["address"], told["share"] / 100,
            told["latitude"], told["longitude"], serves=tuple(told["serves"].split(";")),
        )  # fmt: skip


class ServesForm(KeyForm):
    """Whom a place serves."""

    serves = _serves()


class ContactForm(KeyForm):
    """Who is called about a place; with both empty nobody is."""

    contact = _line(_("Who answers for the place"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel", **_BARE})
    )


class AgreementForm(KeyForm):
    """When a place may be used."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), coerce=int, choices=[(str(n), label) for n, label in enumerate(labels.WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    shift = forms.ChoiceField(label=_("Part of the day"), choices=_choices(labels.SHIFTS))
    since = DayField(label=_("From day"))
    until = DayField(label=_("To day"))
    paper = _line(_("What the agreement rests on"))

    def said(self) -> Agreement:
        """Return the agreement."""
        told = self.cleaned_data
        return Agreement(frozenset(told["weekdays"]), Shift(told["shift"]), told["since"], told["until"])


class EndForm(ReasonForm):
    """From which day an agreement holds no longer."""

    agreement = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label=_("First day it holds no longer"))


class CollectForm(KeyForm):
    """Between which days everybody homebound is to be visited."""

    since = DayField(label=_("From day"))
    until = DayField(label=_("To day"))


class VisitForm(KeyForm):
    """What came of a visit."""

    outcome = forms.ChoiceField(
        label=_("What came of the visit"), choices=[(w.value, labels.OUTCOMES[w]) for w in Outcome],
        widget=forms.RadioSelect,
    )  # fmt: skip
    day = DayField(label=_("Day of the visit"))
    note = _line(_("Note"), required=False)


class CommuneField(forms.CharField):
    """A commune or ward of today, by its code or by any spelling of its name."""

    def __init__(self, **more: Any) -> None:
        self.day = date.max
        super().__init__(max_length=200, widget=forms.TextInput(attrs=_BARE), **more)

    def clean(self, value: object) -> Unit:
        """Return the one unit that is meant. Raises ValidationError and names the candidates when several may be."""
        text = str(super().clean(value)).strip()
        found = [one for one in units.find(text, as_of=self.day, limit=6) if one.level is UnitLevel.COMMUNE]
        meant = [one for one in found if one.code == text] or found
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise forms.ValidationError(gettext("No commune or ward is written like that."), code="unit_unknown")
        listed = "; ".join(f"{one.code} {one.name_vi}" for one in meant)
        raise forms.ValidationError(gettext("Several are meant: %(units)s. Write the code.") % {"units": listed})


class MovedForm(KeyForm):
    """Where somebody lives who moved away from the home that was visited."""

    target = CommuneField(label=_("Commune or ward where they live now"), help_text=_("Code or name."))

    def __init__(self, *args: Any, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(CommuneField, self.fields["target"]).day = day


def choose(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field its choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
