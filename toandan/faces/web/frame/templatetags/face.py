"""Filters and tags every page may load with `{% load face %}` (bộ lọc và thẻ của trang)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from toandan.command.campaign import labels
from toandan.command.campaign.words import Status
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.navigation import Word, words_for

register = template.Library()


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """Write a number with grouped thousands in the page's language."""
    return formats.number(value)


@register.filter
def change(value: int | Decimal | None) -> str:
    """Write a difference with its sign."""
    return formats.change(value)


@register.filter
def rate(value: Decimal | None) -> str:
    """Write a percentage with one decimal, without its sign."""
    return formats.rate(value)


@register.filter
def one_place(value: int | float | Decimal | None) -> str:
    """Write a number with one decimal."""
    return formats.number(value, places=1)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as the page's language does."""
    return formats.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Write a minute and its day."""
    return formats.moment(value)


@register.filter
def vietnamese(value: object) -> SafeString:
    """Mark a name that stays Vietnamese on every page, so that a screen reader says it rightly."""
    if formats.vietnamese():
        return format_html("{}", value)
    return format_html('<span lang="vi">{}</span>', value)


@register.filter
def status_label(value: str) -> str:
    """Write a campaign status as its adjective."""
    return str(labels.STATUSES[Status(value)])


@register.filter
def get(mapping: Any, key: object) -> Any:
    """Look up a key in a mapping; nothing when it is absent."""
    return mapping.get(key) if mapping else None


@register.filter
def add_class(bound_field: Any, classes: str) -> SafeString:
    """Draw a form field with extra classes and its hint and error named for screen readers."""
    described = [f"{bound_field.auto_id}-hint"] if bound_field.help_text else []
    if bound_field.errors:
        described.append(f"{bound_field.auto_id}-error")
    attributes = {"class": classes} if classes else {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound_field.errors:
        attributes["aria-invalid"] = "true"
    return SafeString(bound_field.as_widget(attrs=attributes))


@register.simple_tag
def fresh_key() -> str:
    """Return a key for a form that is sent once, however often its button is pressed."""
    return str(uuid4())


@register.simple_tag(takes_context=True)
def service_words(context: template.Context) -> list[Word]:
    """Return the words of the service navigation that this officer may open."""
    return words_for(_request(context))


@register.simple_tag(takes_context=True)
def here(context: template.Context) -> str:
    """Return this page's address, for coming back to it."""
    request = _request(context)
    return request.get_full_path() if request and request.method in {"GET", "HEAD"} else "/"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """Return this page's address with some of its query changed; a value of None or "" drops its key."""
    request = _request(context)
    if request is None:
        return ""
    query = {k: v for k, v in request.GET.items() if k not in changes}
    query.update({k: str(v) for k, v in changes.items() if v is not None and v != ""})
    return f"{request.path}?{urlencode(query)}" if query else request.path


def _request(context: template.Context) -> HttpRequest | None:
    return context.get("request")
