"""Search for people: asked by POST, kept on the server, never in an address (tra cứu người)."""

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.people import parts
from toandan.ground.kernel import personal_number
from toandan.record.people import labels, queries
from toandan.record.people.words import SEARCH_LIMIT, Found, PeoplePermission
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

SESSION_KEY = "people_search"
_BARE = {"autocomplete": "off", "spellcheck": "false"}


class SearchForm(forms.Form):
    """A name in any order, a number or its end, a year, a part of one's own unit."""

    text = forms.CharField(
        label=_("Name"),
        help_text=_("With or without marks, words in any order; the last word may be a beginning."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_BARE),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_BARE}),
    )
    number = forms.CharField(
        label=_("Personal or old number"),
        help_text=_("The whole number, or at least its last 6 digits."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_BARE}),
    )
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)

    def __init__(self, unit: Unit, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        below = [(child.number, child.name_vi) for child in units.children(unit.number)]
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("All of my units")), *below]
        if not below:
            del self.fields["unit"]

    def query(self) -> dict[str, object]:
        """Return what is asked, as `queries.search` takes it."""
        asked = {name: self.cleaned_data.get(name) for name in ("text", "birth_year", "number")}
        unit = self.cleaned_data.get("unit")
        if unit:
            found = units.by_number(unit)
            asked["within"] = ((found.number, found.last),)
        return asked


@page(permission=PeoplePermission.READ)
def search(request: Visit) -> HttpResponse:
    """Show the search, and what the last one of this session found."""
    asked = request.session.get(SESSION_KEY)
    form = SearchForm(request.unit, asked)
    context: dict[str, object] = {"form": form, "may_enter": _may_enter(request), "limit": SEARCH_LIMIT}
    if asked and form.is_valid():
        try:
            found = queries.search(actor=request.actor, **form.query())  # type: ignore[arg-type]
        except queries.UnableToSearch as refusal:
            context["errors"] = [{"field": "id_text", "message": message_of(refusal)}]
            return TemplateResponse(request, "people/search.html", context, status=422)
        context |= _shown(request, found)
    return TemplateResponse(request, "people/search.html", context)


@action(permission=PeoplePermission.READ)
def ask(request: Visit) -> HttpResponseBase:
    """Keep the question on the server and show the answer; "clear" forgets it."""
    if "clear" in request.POST:
        request.session.pop(SESSION_KEY, None)
        return HttpResponseRedirect(reverse("people:search"))
    form = SearchForm(request.unit, request.POST)
    if not form.is_valid():
        errors = [{"field": f"id_{name}", "message": text} for name, texts in form.errors.items() for text in texts]
        context = {"form": form, "errors": errors, "may_enter": _may_enter(request)}
        return TemplateResponse(request, "people/search.html", context, status=422)
    request.session[SESSION_KEY] = {name: request.POST.get(name, "") for name in form.fields}
    return HttpResponseRedirect(reverse("people:search"))


@page(permission=PeoplePermission.READ, search=True)
def number_check(request: Visit) -> HttpResponse:
    """Say about a number being typed whether it can be one; it is not looked up."""
    number = personal_number.clean(request.POST.get("personal_number", ""))
    found = personal_number.check(number) if number else []
    context = {
        "findings": [labels.FINDINGS[f.code] % f.values for f in found],
        "fine": bool(number) and not found,
        "grouped": personal_number.grouped(number),
    }
    return TemplateResponse(request, "people/number_check.html", context)


def _shown(request: Visit, found: Found) -> dict[str, object]:
    for person in found.people:
        request.read_person(person.person_id, person.unit)
    return {"searched": True, "rows": [parts.row(person) for person in found.people], "more": found.more}


def _may_enter(request: Visit) -> bool:
    return request.actor.may_somewhere(PeoplePermission.REGISTER)
