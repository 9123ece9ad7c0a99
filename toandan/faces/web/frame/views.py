"""The frame's own addresses (trang khung): the language link, and the gallery of components."""

from datetime import date
from decimal import Decimal

from django import forms
from django.conf import settings
from django.http import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.charts.bars import Bar
from toandan.ground.charts.tiles import Place, group
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows


@action(permission=None, public=True)
def language(request: Visit) -> HttpResponseBase:
    """Switch to the language asked for and come back to the same page; the choice is kept with the officer."""
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", secure=request.is_secure()
        )
        if request.user.is_authenticated:
            actor = officer_rows.actor_of(int(request.user.pk), now=timezone.now())
            officers.choose_language(actor=actor, now=request.now, language=code)
    return response


class _Sample(forms.Form):
    """A form with one control of each kind, for the gallery."""

    name = forms.CharField(label="Họ và tên", help_text="Viết như trên giấy tờ.")
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea)
    unit = forms.ChoiceField(label="Đơn vị", choices=[("00001", "Phường Phúc Xá"), ("00004", "Phường Trúc Bạch")])
    visit = forms.BooleanField(label="Cần đến tận nhà", required=False)


@page(permission=None)
def gallery(request: Visit) -> HttpResponseBase:
    """Show every component once, with invented figures."""
    return TemplateResponse(request, "frame/gallery.html", sample_context())


def sample_context() -> dict[str, object]:
    """Return invented arguments for every component; the gallery and its tests draw the same ones."""
    form = _Sample(data={"name": "", "note": "Đã hẹn", "unit": "00001"})
    form.is_valid()
    places = [Place(f"Phường {i}", Decimal(i * 6), "#wall") for i in range(5, 17)] + [Place("Xã 0", None, "#wall")]
    return {
        "trail": [{"address": "/", "name": "Hà Nội"}, {"address": "", "name": "Quận Ba Đình"}],
        "form": form,
        "items": [
            {"value": formats.number(3148220), "label": _("cards handed over"), "note": formats.change(11730)},
            {"value": formats.rate(Decimal("57.2")), "label": _("percent"), "note": ""},
        ],
        "statuses": ["done", "on_pace", "watch", "late", "overdue", "too_early", "empty"],
        "values": [3, 5, 4, 8, 7, 6, 0, 9, 11, 10, 12, 9, 0, 13],
        "low": Decimal("52.1"),
        "day": date(2023, 6, 3),
        "timeline": [
            {"when": formats.day(date(2023, 6, 3)), "title": "Thu nhận hồ sơ", "text": "Tại nhà", "who": "Cán bộ 17"},
            {"when": formats.day(date(2023, 5, 20)), "title": "Mở sổ", "text": "", "who": ""},
        ],
        "rows": [{"key": "Họ và tên", "value": "Nguyễn Thị Ễn"}, {"key": "Năm sinh", "value": "1951"}],
        "groups": [group("Quận Ba Đình", "73", "#wall", places)],
        "stages": [Bar("Chờ duyệt", 120), Bar("Đang in", 48), Bar("Đã về đơn vị", 300)],
        "ages": [Bar("0–3 ngày", 120), Bar("4–7 ngày", 48), Bar("8–15 ngày", 20), Bar("trên 15 ngày", 3)],
        "problems": [{"field": "id_name", "message": "Nhập họ và tên"}],
    }
