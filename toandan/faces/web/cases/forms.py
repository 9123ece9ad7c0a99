"""The forms of a case: each brings its own key, so that sending it twice is sending it once (biểu mẫu hồ sơ)."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.fields import DayField
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Residence
from toandan.record.units.words import Body
from toandan.work.verification import labels
from toandan.work.verification.words import (
    OUTCOMES,
    Answer,
    BirthRank,
    Decision,
    Evidence,
    EvidenceKind,
    Kind,
    Outcome,
    Step,
    TriageRule,
    Verdict,
)

_BARE = {"autocomplete": "off", "spellcheck": "false"}
_EVIDENCE = [(kind.value, labels.EVIDENCE[kind]) for kind in EvidenceKind]
_LIVING = [
    ("", "–"),
    *((word.value, ledger_labels.RESIDENCES[word]) for word in (Residence.PERMANENT, Residence.TEMPORARY)),
]


class CaseForm(forms.Form):
    """What every form about a case has: its key and the reason. `prefix` keeps ids on one page apart."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput(attrs=_BARE))

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class PaperForm(CaseForm):
    """A form that names a paper."""

    evidence_kind = forms.ChoiceField(label=_("Kind of paper"), choices=_EVIDENCE)
    evidence_number = forms.CharField(
        label=_("Number of the paper"), max_length=80, widget=forms.TextInput(attrs=_BARE)
    )
    evidence_day = DayField(label=_("Day of the paper"), required=False)

    def evidence(self) -> Evidence:
        """Return the paper."""
        told = self.cleaned_data
        return Evidence(EvidenceKind(told["evidence_kind"]), told["evidence_number"].strip(), told["evidence_day"])


class OpenForm(CaseForm):
    """What is in doubt about a person."""

    person = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(label=_("What is in doubt"), choices=[(kind.value, labels.KINDS[kind]) for kind in Kind])
    other = forms.IntegerField(
        label=_("The second record"), required=False, min_value=1, max_value=2**63 - 1,
        help_text=_("Only for two records of one person: the number in the address of the other person's page."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_BARE}),
    )  # fmt: skip


class AskForm(CaseForm):
    """A question to a body."""

    body = forms.TypedChoiceField(label=_("Which body"), coerce=int)
    due_on = DayField(label=_("Answer due on"))

    def __init__(self, *args: Any, bodies: Iterable[Body], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = _("The question")
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(body.number, body.name(language)) for body in bodies]
            if not field.choices:
                # After a merger bodies stay at a unit that nobody carries on until they are given another.
                field.help_text = _(
                    "No body answers for this unit. The operator adds one, or gives it one whose unit ended, with "
                    "`toandan units body`."
                )


class StepForm(PaperForm):
    """The next step of somebody without papers."""

    occurred_on = DayField(label=_("Day of the step"))
    residence = forms.ChoiceField(label=_("Lives at the centre as"), choices=_LIVING, required=False)
    number = forms.CharField(
        label=_("Personal number"), max_length=12, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_BARE}),
    )  # fmt: skip

    def __init__(self, *args: Any, step: Step | None, **more: Any) -> None:
        super().__init__(*args, **more)
        if step is not Step.RESIDENCE:
            del self.fields["residence"]
        if step is not Step.NUMBER:
            del self.fields["number"]


class RuleOutForm(CaseForm):
    """A paper that cannot be had."""

    rank = forms.ChoiceField(
        label=_("Which paper cannot be had"),
        choices=[(rank.value, labels.RANKS[rank]) for rank in list(BirthRank)[:-1]],
    )
    occurred_on = DayField(label=_("Found out on"))


class DecideForm(PaperForm):
    """The decision, with the facts its kind needs."""

    outcome = forms.ChoiceField(label=_("Decision"))
    day = DayField(label=_("Day it counts from"))
    rank = forms.ChoiceField(
        label=_("The birth date rests on"), choices=[(rank.value, labels.RANKS[rank]) for rank in BirthRank]
    )
    birth = DayField(label=_("Birth date"), required=False)
    residence = forms.ChoiceField(label=_("Lives here as"), choices=_LIVING, required=False)

    def __init__(self, *args: Any, kind: Kind, **more: Any) -> None:
        super().__init__(*args, **more)
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            outcome.choices = [(one.value, labels.OUTCOMES[one]) for one in OUTCOMES[kind]]
        if kind is Kind.SUSPECTED_DEAD:
            self.fields["day"].label = _("Day of death, or of the decision")
        if kind is not Kind.BIRTH_DATE_MISSING:
            del self.fields["rank"], self.fields["birth"]
        if kind is not Kind.UNREGISTERED_RESIDENCE:
            del self.fields["residence"]
        self.order_fields(["outcome", "rank", "birth", "residence", "day"])

    def decision(self) -> Decision:
        """Return what was decided."""
        told = self.cleaned_data
        birth = told.get("birth")
        return Decision(
            outcome=Outcome(told["outcome"]),
            evidence=self.evidence(),
            day=told["day"],
            birth=PartialDate.of(birth.year, birth.month, birth.day) if birth else None,
            rank=BirthRank(told["rank"]) if told.get("rank") else None,
            residence=told.get("residence", ""),
        )


class AnswerForm(CaseForm):
    """A body's answer; a paper is named unless nothing is known."""

    answer = forms.ChoiceField(label=_("Answer"), choices=[(one.value, labels.ANSWERS[one]) for one in Answer])
    found_day = DayField(label=_("Day of death or of birth in your books"), required=False)
    evidence_kind = forms.ChoiceField(label=_("Kind of paper"), choices=_EVIDENCE)
    evidence_number = forms.CharField(
        label=_("Number of the paper"), max_length=80, required=False, widget=forms.TextInput(attrs=_BARE),
        help_text=_("Not needed when nothing is known."),
    )  # fmt: skip
    evidence_day = DayField(label=_("Day of the paper"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].label = _("In words")
        self.order_fields(["answer", "reason", "found_day"])

    def evidence(self) -> Evidence | None:
        """Return the paper, None when none was named."""
        told = self.cleaned_data
        number = told["evidence_number"].strip()
        return Evidence(EvidenceKind(told["evidence_kind"]), number, told["evidence_day"]) if number else None


class OpinionForm(CaseForm):
    """What a reviewer says."""

    verdict = forms.ChoiceField(
        label=_("Is it one person?"), widget=forms.RadioSelect,
        choices=[(one.value, labels.VERDICTS[one]) for one in Verdict],
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["verdict"])


class LabelForm(forms.Form):
    """What a labeller says of a pair, and which pair it was that they saw."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    pair = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    verdict = forms.ChoiceField(
        label=_("Is it one person?"), widget=forms.RadioSelect,
        choices=[(one.value, labels.VERDICTS[one]) for one in Verdict],
    )  # fmt: skip


class TriageForm(CaseForm):
    """What to do with all missing birth dates of the unit."""

    rule = forms.ChoiceField(
        label=_("What to do"), widget=forms.RadioSelect, choices=[(one.value, labels.RULES[one]) for one in TriageRule]
    )
    body = forms.TypedChoiceField(label=_("Which body to ask"), coerce=int, empty_value=None, required=False)
    due_on = DayField(label=_("Answer due on"), required=False)
    whole = forms.BooleanField(label=_("All or nothing: if one cannot be done, do none"), required=False, initial=True)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, bodies: Iterable[Body], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *((body.number, body.name(language)) for body in bodies)]
        self.order_fields(["rule", "body", "due_on", "whole"])

    def following(self, after: int) -> dict[str, object]:
        """Return what the button sends that carries the same rule on behind the person `after`, with its own key."""
        told = {name: self.data.get(name, "") for name in ("rule", "reason", "body", "due_on", "whole")}
        return told | {"after": after, "client_key": uuid4()}
