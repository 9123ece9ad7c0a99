"""What a letter is called, once and for ever (mã thư)."""

from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings


def message_id() -> str:
    """Return a new name for a letter; it ends with the domain of the sender, before which a name may stand."""
    domain = parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid4()}@{domain}>"
