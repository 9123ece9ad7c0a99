"""My account, and officers with their posts (tài khoản của tôi, cán bộ)."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate

from toandan.command.notices import operations as mail
from toandan.faces.web.frame.doors import TemplateResponse, Visit, action, either, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.officers import notices
from toandan.faces.web.officers.agents import named
from toandan.faces.web.officers.forms import NewOfficer, NewPassword, NewPost
from toandan.ground.kernel.errors import NotThere, UnableTo
from toandan.record.officers import operations, queries
from toandan.record.officers.labels import FACTORS, ROLES
from toandan.record.officers.words import OfficersPermission, PostRow
from toandan.record.units import queries as units

MANAGE = OfficersPermission.MANAGE


@page(permission=None)
def account(request: Visit) -> HttpResponseBase:
    """My account: posts, second factors, sessions, the daily e-mail."""
    return _account(request, None)


@action(permission=None)
def choose_mail(request: Visit) -> HttpResponseBase:
    """Keep where my daily e-mail goes, or show my account again with what is wrong."""
    wrong = notices.chosen(request)
    if wrong is None:
        return HttpResponseRedirect(f"{reverse('officers:account')}#mail")
    with queries.reading(request.actor):
        return _account(request, wrong).render()


@action(permission=None)
def mail_again(request: Visit) -> HttpResponseBase:
    """Have the letter that confirms my address sent once more."""
    mail.send_again(actor=request.actor, now=request.now)
    return HttpResponseRedirect(f"{reverse('officers:account')}#mail")


@page(permission=None)
def ask_mail(request: Visit, code: str) -> HttpResponseBase:
    """Ask whether the address is mine; opening the link alone confirms nothing, as mail programs open links too."""
    return TemplateResponse(request, "officers/confirm_mail.html", notices.shown(request))


@action(permission=None)
def confirm_mail(request: Visit, code: str) -> HttpResponseBase:
    """Confirm my address with the code of the letter sent there; a wrong link leads to where another is sent from."""
    try:
        mail.confirm(actor=request.actor, now=request.now, code=code)
    except mail.UnableToNotify as refusal:
        with queries.reading(request.actor):
            context = notices.shown(request) | {"errors": [{"field": "", "message": message_of(refusal)}]}
            return TemplateResponse(request, "officers/confirm_mail.html", context, status=422).render()
    return HttpResponseRedirect(f"{reverse('officers:account')}#mail")


def _account(request: Visit, wrong: notices.WishForm | None) -> TemplateResponse:
    officer = int(request.user.pk or 0)
    found = queries.factors(officer)
    context = {
        "posts": [_shown(post) for post in queries.posts(officer)],
        "factors": [{"row": row, "label": FACTORS[row.kind]} for row in found],
        "has_codes": any(row.kind == "totp" for row in found),
        "sessions": [{"row": s, "browser": named(s.agent)} for s in queries.sessions(officer, now=request.now)],
        "this_session": queries.kept_session(str(request.session.session_key)),
        "may_manage": request.actor.may_somewhere(MANAGE),
        "errors": _errors(wrong) if wrong else [],
    } | notices.shown(request, wrong)
    return TemplateResponse(request, "officers/account.html", context, status=422 if wrong else 200)


@action(permission=None)
def end_sessions(request: Visit) -> HttpResponseBase:
    """End my other sessions."""
    operations.end_other_sessions(actor=request.actor, now=request.now, keep=str(request.session.session_key))
    return HttpResponseRedirect(reverse("officers:account"))


@page(permission=None)
def password(request: Visit) -> HttpResponseBase:
    """Ask for a new password."""
    return TemplateResponse(request, "officers/password.html", {"form": NewPassword()})


@action(permission=None)
def change_password(request: Visit) -> HttpResponseBase:
    """Change my password; my other sessions are worth nothing from then on."""
    form = NewPassword(request.POST)
    if form.is_valid():
        try:
            operations.change_password(actor=request.actor, now=request.now, **form.cleaned_data)
        except operations.UnableToKeepAccount as error:
            field = "present" if error.code == "password_differs" else "password"
            form.add_error(field, message_of(error))
        else:
            user: Any = request.user
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            return HttpResponseRedirect(reverse("officers:account"))
    context = {"form": form, "errors": _errors(form)}
    return TemplateResponse(request, "officers/password.html", context, status=422)


@page(permission=MANAGE)
def officers(request: Visit) -> HttpResponseBase:
    """Officers of the units this officer manages."""
    return TemplateResponse(request, "officers/officers.html", _listed(request) | {"form": NewOfficer()})


@action(permission=MANAGE)
def add(request: Visit) -> HttpResponseBase:
    """Make an account."""
    form = NewOfficer(request.POST)
    if form.is_valid():
        try:
            operations.add_officer(actor=request.actor, now=request.now, unit=request.actor.at, **form.cleaned_data)
        except operations.UnableToKeepAccount as error:
            field = "password" if error.code.startswith("password") else "username"
            form.add_error(field, message_of(error))
        else:
            name = queries.officer(form.cleaned_data["username"]).username
            return HttpResponseRedirect(reverse("officers:officer", args=[name]))
    context = _listed(request) | {"form": form, "errors": _errors(form)}
    return TemplateResponse(request, "officers/officers.html", context, status=422)


@page(permission=MANAGE)
def officer(request: Visit, username: str) -> HttpResponseBase:
    """One officer: posts held, and a new one."""
    return TemplateResponse(request, "officers/officer.html", _one(request, username) | {"form": NewPost()})


@action(permission=MANAGE)
def appoint(request: Visit, username: str) -> HttpResponseBase:
    """Give the officer a post."""
    form = NewPost(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.appoint(
                actor=request.actor,
                now=request.now,
                officer=queries.officer(username).officer_id,
                role=data["role"],
                unit=_unit_of(request, data["unit"]),
                reason=data["reason"],
                head=data["head"],
            )
        except (operations.UnableToAppoint, units.UnitUnknown) as error:
            form.add_error("unit" if isinstance(error, NotThere) else "role", message_of(error))
        else:
            return HttpResponseRedirect(reverse("officers:officer", args=[username]))
    context = _one(request, username) | {"form": form, "errors": _errors(form)}
    return TemplateResponse(request, "officers/officer.html", context, status=422)


@action(permission=MANAGE)
def end_post(request: Visit, username: str, post: int) -> HttpResponseBase:
    """End one of the officer's posts."""
    operations.end_post(actor=request.actor, now=request.now, post=post, reason=request.POST.get("reason", ""))
    return HttpResponseRedirect(reverse("officers:officer", args=[username]))


@action(permission=MANAGE)
def change(request: Visit, username: str) -> HttpResponseBase:
    """Close or open the account, or take its second factors away."""
    found = queries.officer(username)
    asked = {
        "deactivate": operations.deactivate,
        "reactivate": operations.reactivate,
        "reset": operations.reset_second_factor,
    }.get(request.POST.get("what", ""))
    if asked is None:
        raise UnableTo("There is nothing of that kind to do.", code="what_unknown")
    asked(actor=request.actor, now=request.now, officer=found.officer_id, reason=request.POST.get("reason", ""))
    return HttpResponseRedirect(reverse("officers:officer", args=[username]))


def _shown(post: PostRow) -> dict[str, object]:
    unit = units.by_number(post.unit_no)
    return {"row": post, "role": ROLES[post.role], "unit": unit}


def _unit_of(request: Visit, code: str) -> int:
    """Return the number of the unit with this code that lies under the officer's own."""
    found = units.seat_of_post(code.strip(), as_of=localdate(request.now))
    for unit in units.bearers(code, as_of=localdate(request.now)):
        if request.actor.may(MANAGE, unit.number):
            return int(unit.number)
    return int(found.number)


def _listed(request: Visit) -> dict[str, object]:
    rows = [
        {"row": row, "posts": [_shown(post) for post in row.posts if post.held(request.now)]}
        for row in queries.officers(ranges=request.actor.ranges(MANAGE))
    ]
    return {"officers": rows}


def _one(request: Visit, username: str) -> dict[str, object]:
    found = queries.officer(username)
    posts = [
        _shown(post) | {"held": post.held(request.now), "mine": request.actor.may(MANAGE, post.unit_no)}
        for post in reversed(found.posts)
    ]
    kinds = [FACTORS[row.kind] for row in queries.factors(found.officer_id) if row.kind != "recovery_codes"]
    return {"officer": found, "posts": posts, "kinds": kinds}


def _errors(form: NewPassword | NewOfficer | NewPost | notices.WishForm) -> list[dict[str, str]]:
    return [
        {"field": form[name].id_for_label if name in form.fields else "", "message": str(message)}
        for name, messages in form.errors.items()
        for message in messages
    ]


confirm_mail_page = either(get=ask_mail, post=confirm_mail)
password_page = either(get=password, post=change_password)
officers_page = either(get=officers, post=add)
officer_page = either(get=officer, post=appoint)
