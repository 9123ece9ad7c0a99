"""From where somebody calls (địa chỉ của người gọi)."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the caller's address: behind our TLS proxy the last one the proxy has seen, else the connection's own."""
    if settings.SECURE_PROXY_SSL_HEADER and request.META.get("HTTP_X_FORWARDED_FOR"):
        return str(request.META["HTTP_X_FORWARDED_FOR"]).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
