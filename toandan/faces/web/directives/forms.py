"""The forms of a directive: each brings its own key, so that sending it twice is sending it once (biểu mẫu)."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.directives.choices import Choice
from toandan.faces.web.frame.fields import DayField
from toandan.work.directives import labels
from toandan.work.directives.words import AttachmentKind, DirectiveRow, MemberRole, Sheet, TaskRow, TaskWish, Wording

_BARE = {"autocomplete": "off", "spellcheck": "false"}
MOST_TASKS = 20


class KeyForm(forms.Form):
    """What every form here has: its key."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"client_key": uuid4()} | (more.get("initial") or {})
        super().__init__(*args, **more)


class IssueForm(KeyForm):
    """Issuing; the first paper of an issuer, a year and a sign may go on from a register kept elsewhere."""

    first = forms.IntegerField(
        label=_("Its number, if the register of this year was kept elsewhere until now"), required=False, min_value=1,
        widget=forms.NumberInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Left empty it is 01. The papers after it follow without a gap."),
    )  # fmt: skip

    def __init__(self, *args: Any, first: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not first:
            del self.fields["first"]


class ReasonForm(KeyForm):
    """A deed that asks why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput(attrs=_BARE))


class NoteForm(KeyForm):
    """A deed that may be explained."""

    reason = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.TextInput(attrs=_BARE))


class ReturnForm(ReasonForm):
    """Whose report is returned, and why."""

    addressee = forms.TypedChoiceField(label=_("Whose report"), coerce=int)

    def __init__(self, *args: Any, reported: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["addressee"], reported)
        self.order_fields(["addressee"])


class AttachForm(KeyForm):
    """A file to keep with a directive; whoever reports sends it with the report and chooses no kind."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, labels.ATTACHMENTS[kind]) for kind in (AttachmentKind.ORIGINAL, AttachmentKind.ANNEX)],
    )
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, PNG or JPEG, up to 10 MB. It is kept encrypted."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )  # fmt: skip

    def __init__(self, *args: Any, reporting: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if reporting:
            del self.fields["kind"]


class ReportForm(KeyForm):
    """What was done about each task; those left empty are reported later."""

    def __init__(self, *args: Any, tasks: Iterable[TaskRow], **more: Any) -> None:
        super().__init__(*args, **more)
        for task in tasks:
            self.fields[f"task_{task.task_id}"] = forms.CharField(
                label=f"{task.position}. {task.text}",
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def answers(self) -> dict[int, str]:
        """Return what was written, by task."""
        told = self.cleaned_data
        return {int(name[5:]): text for name, text in told.items() if name.startswith("task_") and text.strip()}


class MemberForm(KeyForm):
    """A new member of a committee."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs=_BARE))
    role = forms.ChoiceField(label=_("Role"), choices=[(one.value, labels.ROLES[one]) for one in MemberRole])
    at = forms.TypedChoiceField(
        label=_("For which unit or body"), coerce=int, empty_value=None, required=False,
        help_text=_("Its officers see the committee and its meetings."),
    )  # fmt: skip
    since = DayField(label=_("Since"))

    def __init__(self, *args: Any, seats: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["at"], [("", "–"), *seats])


class EndMemberForm(ReasonForm):
    """Whose membership ends, and why."""

    member = forms.TypedChoiceField(label=_("Who leaves"), coerce=int)

    def __init__(self, *args: Any, members: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["member"], members)
        self.order_fields(["member"])


class CallForm(KeyForm):
    """A meeting to be held."""

    held_on = DayField(label=_("Day of the meeting"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    agenda = forms.CharField(label=_("Agenda"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class ConcludeForm(KeyForm):
    """What a meeting came to."""

    minutes = forms.CharField(
        label=_("What the meeting came to"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )


class DraftForm(KeyForm):
    """The words of a paper, who issues it, and to whom; `meeting` is the one it is drawn up from, if any."""

    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    issuer = forms.TypedChoiceField(
        label=_("Issuer"),
        coerce=int,
        help_text=_("What concerns bodies outside the police is issued by a committee."),
    )
    sign = forms.CharField(
        label=_("Sign"), max_length=30, widget=forms.TextInput(attrs=_BARE),
        help_text=_("The letters behind the number, such as UBND-KSTTHC; the number is drawn when it is issued."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Subject (V/v)"), max_length=300)
    text = forms.CharField(label=_("Text"), max_length=20000, widget=forms.Textarea(attrs={"rows": 8}))
    addressees = forms.TypedMultipleChoiceField(
        label=_("Addressees"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one addressee.")},
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place"), max_length=80, required=False, help_text=_("Left empty it is the name of the issuer's unit.")
    )  # fmt: skip
    signer_title = forms.CharField(
        label=_("Office of the signer"), max_length=120, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as KT. CHỦ TỊCH, and PHÓ CHỦ TỊCH on a second line."),
    )  # fmt: skip
    signer = forms.CharField(label=_("Name of the signer"), max_length=80, required=False)
    copies = forms.CharField(
        label=_("Copies to"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on a line; the addressees and the file are there already."),
    )  # fmt: skip

    def __init__(self, *args: Any, issuers: Iterable[Choice], addressees: Iterable[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["issuer"], issuers)
        _choose(self.fields["addressees"], addressees)

    def wording(self) -> Wording:
        """Return the words of the paper."""
        told = self.cleaned_data
        names = ("sign", "subject", "text", "place", "signer_title", "signer", "copies")
        return Wording(**{name: told[name] for name in names})


class TaskForm(forms.Form):
    """One task; a line without words is none."""

    text = forms.CharField(label=_("Task"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = DayField(label=_("Due on"), required=False)
    at = forms.TypedChoiceField(label=_("For"), coerce=int, empty_value=None, required=False)
    aim = forms.ChoiceField(label=_("Measure"), required=False)
    percent = forms.IntegerField(
        label=_("Per cent to reach"), min_value=1, max_value=100, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4", **_BARE}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, aims: Iterable[Choice], addressees: Iterable[Choice], measured: bool = True, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if not measured:
            self.fields["aim"].widget = self.fields["percent"].widget = forms.HiddenInput()
        _choose(self.fields["at"], [("", _("all addressees")), *addressees])
        _choose(self.fields["aim"], [("", "–"), *aims])

    def clean(self) -> dict[str, Any]:
        """Ask for a day where there are words, and for words where there is a day."""
        told = self.cleaned_data
        if told.get("text") and not told.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("By which day?"))
        if not told.get("text") and (told.get("due_on") or told.get("percent")):
            self.add_error("text", _("Every task needs words."))
        return told

    def wish(self) -> TaskWish | None:
        """Return the task, None for an empty line."""
        told = self.cleaned_data
        if not told.get("text"):
            return None
        order, _bar, measure = (told["aim"] or "").partition("|")
        return TaskWish(told["text"], told["due_on"], told["at"], order, measure, told["percent"])


TaskForms = forms.formset_factory(TaskForm, extra=0, max_num=MOST_TASKS, absolute_max=MOST_TASKS)


def draft_of(head: DirectiveRow) -> dict[str, Any]:
    """Return a draft as a form shows it."""
    words = head.wording
    return {
        "issuer": head.issuer.number,
        "addressees": [to.number for to in head.addressed],
        **{name: getattr(words, name) for name in words.__slots__},
    }


def tasks_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the tasks of a draft as forms show them."""
    return [
        {
            "text": one.text,
            "due_on": one.due_on,
            "at": one.at or "",
            "aim": f"{one.order}|{one.measure}" if one.order else "",
            "percent": one.percent,
        }
        for one in sheet.tasks
    ]


def _choose(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
