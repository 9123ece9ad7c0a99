"""A citizen asks or complains, and reads the answer by the code; no account, no cookie, no name (hỏi, phản ánh).

What was asked and the code are sent, and stand in no address. How often one connection asks or tries codes is counted
against a keyed digest of its address, as at sign-in; the address itself is kept nowhere.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from toandan.command.publication import queries as publication
from toandan.faces.web.frame.callers import address_of
from toandan.faces.web.frame.doors import Visit, either
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.public import token
from toandan.faces.web.public.tongue import frame, public_form
from toandan.ground.envelopes import NotOpened
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.questions import labels, operations, queries
from toandan.work.questions.words import MOST_LETTERS, Sort, Topic

_STALE = _("This form was open for too long. Look at it once more and send it again.")
_FOREIGN = _("This form was not sent from this page. Look at it once more and send it again.")
Choice = tuple[str, Any]


class AskForm(forms.Form):
    """What somebody asks, of whom; `website` is seen by no person, and whatever fills it in is none."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    sort = forms.ChoiceField(
        label=_("What is it?"), choices=[(one.value, labels.SORTS[one]) for one in Sort], widget=forms.RadioSelect,
        initial=Sort.QUESTION.value,
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("Whom do you ask?"), help_text=_("The police of the commune or ward where you live, or one above it.")
    )
    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", "–"), *((one.value, labels.TOPICS[one]) for one in Topic)]
    )
    text = forms.CharField(
        label=_("Your question or complaint"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("You need not say who you are. Leave out numbers of cards and telephones, yours and others'."),
    )  # fmt: skip
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, places: list[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", "–"), *places]


class CodeForm(forms.Form):
    """The code of a question."""

    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Sixteen signs, as in ABCD-EFGH-JKMN-PQRS."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters", "class": "w20"}
        ),
    )  # fmt: skip


def _blank(request: Visit) -> HttpResponse:
    """Show the empty form; a page that leads here may name the unit."""
    places, _numbers = _offered(request)
    first = {"token": token.made(request.now), "unit": request.GET.get("unit", "")[:12]}
    return _page(request, AskForm(places=places, initial=first))


def _send(request: Visit) -> HttpResponse:
    """Take the question and show its code, or show the form again with what is wrong."""
    places, numbers = _offered(request)
    form = AskForm(request.POST, places=places)
    if not form.is_valid():
        return _page(request, form, status=422)
    known = token.read(form.cleaned_data["token"], request.now)
    if known is None or not token.from_here(request):
        data = request.POST.copy()
        data["token"] = token.made(request.now)
        form = AskForm(data, places=places)
        form.is_valid()
        form.add_error(None, str(_FOREIGN if known else _STALE))
        return _page(request, form, status=403)
    try:
        officers.count_visit(now=request.now, kind="ask", address=address_of(request))
        code = _asked(request, form.cleaned_data, numbers[form.cleaned_data["unit"]], *known)
    except UnableTo as refusal:
        form.add_error(None, message_of(refusal))
        return _page(request, form, status=429 if isinstance(refusal, officers.UnableToVisit) else 422)
    context = frame("public:asking") | {"here": "ask", "code": code, "told": queries.told(code)}
    return TemplateResponse(request, "public/asked.html", context)


def _asked(request: Visit, told: dict[str, Any], unit: int, key: Any, seconds: float) -> str:
    return operations.ask(
        now=request.now, unit=unit, sort=Sort(told["sort"]), topic=Topic(told["topic"]),
        language=(get_language() or "vi")[:2], text=told["text"], client_key=key,
        trapped=bool(told["website"]), seconds=seconds,
    )  # fmt: skip


def _code(request: Visit) -> HttpResponse:
    """Ask for the code."""
    return TemplateResponse(
        request, "public/read.html", frame("public:answer_code") | {"here": "ask", "form": CodeForm()}
    )


def _answer(request: Visit) -> HttpResponse:
    """Show how the question with this code stands; a code is sent and never part of an address."""
    form, status = CodeForm(request.POST), 422
    context: dict[str, Any] = frame("public:answer_code") | {"here": "ask"}
    if form.is_valid():
        try:
            officers.count_visit(now=request.now, kind="read", address=address_of(request))
            found = queries.told(form.cleaned_data["code"])
        except NotOpened:
            form.add_error("code", _("The answer cannot be opened. Please tell the police, and keep your code."))
        except officers.UnableToVisit as refusal:
            form.add_error(None, message_of(refusal))
            status = 429
        except queries.CodeUnknown as refusal:
            form.add_error("code", message_of(refusal))
        else:
            context |= {
                "told": found,
                "place": units.by_number(found.at).name_vi,
                "late": not found.closed and found.due_on < localdate(request.now),
            }
            return TemplateResponse(request, "public/answer.html", context)
    return TemplateResponse(
        request, "public/read.html", context | {"form": form, "errors": _errors(form)}, status=status
    )


def _page(request: Visit, form: AskForm, *, status: int = 200) -> HttpResponse:
    context = frame("public:asking") | {"here": "ask", "form": form, "errors": _errors(form) if form.is_bound else []}
    return TemplateResponse(request, "public/ask.html", context, status=status)


def _errors(form: forms.Form) -> list[dict[str, str]]:
    return [
        {"field": "" if field == "__all__" else f"id_{field}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]


def _offered(request: Visit) -> tuple[list[Choice], dict[str, int]]:
    """Return the units that may be asked, by district, and their numbers by code.

    They are those of the order that was opened to the public last, as they are on its last published day: with that
    order come the officers who answer. Before any is published, they are those of today in provinces where somebody
    holds a post.
    """
    with publication.reading_as_anybody():
        orders = publication.open_orders()
        row = publication.publication(orders[0]) if orders else None
        day = publication.days(orders[0])[0] if orders else localdate(request.now)
    tops = [units.by_number(row.unit)] if row else _provinces(request, day)
    groups: dict[str, list[Choice]] = {}
    numbers: dict[str, int] = {}
    for top in tops:
        for one in (top, *units.descendants(top.number, as_of=day)):
            numbers[one.code] = one.number
            groups.setdefault(_group(one), []).append((one.code, one.name_vi))
    return list(groups.items()), numbers


def _provinces(request: Visit, day: date) -> list[Unit]:
    root = units.root()
    held = {post.unit_no for post in officer_rows.posts_between(root.number, root.last, now=request.now)}
    return [one for one in units.children(root.number, as_of=day) if any(map(one.holds, held))]


def _group(one: Unit) -> str:
    """Return under which heading a unit is offered: its district, else its province."""
    above = one.number if one.level is not UnitLevel.COMMUNE else one.district or one.province or one.number
    return units.by_number(above).name_vi


question = either(get=public_form(_blank, post=False), post=public_form(_send, post=True))
reading = either(get=public_form(_code, post=False), post=public_form(_answer, post=True))
for _door in (question, reading):
    _door.csrf_exempt = True  # type: ignore[attr-defined]
