"""Alive, ready, and figures: three addresses without a person in them."""

import hmac
import ipaddress
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from toandan.faces.web.house import figures
from toandan.faces.web.house.public import public


@public
@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Answer as long as this process can answer at all; asks nobody else."""
    return JsonResponse({"live": True})


@public
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and holds this version's tables, else 503 with what is missing."""
    missing = _missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


@public
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures to a reader with the token, or without a token set to a reader on this machine."""
    if not _may_read_figures(request):
        return HttpResponse(status=403)
    return HttpResponse(figures.page(), content_type=CONTENT_TYPE_LATEST)


def _missing() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError:
        return ["database"]
    return ["migrations"] if _known() - applied else []


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Return the migrations this version brings; they are files, so they are listed once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _may_read_figures(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    # Behind a proxy every request comes from this machine; the header says that it did not start here.
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
