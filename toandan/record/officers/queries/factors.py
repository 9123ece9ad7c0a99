"""What second factors an account has, and the demonstration's present code (yếu tố thứ hai)."""

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.sessions.models import Session

from toandan.record.officers.models import Officer, OpenSession
from toandan.record.officers.rules import folded


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor of an account: `kind` is `totp`, `webauthn` or `recovery_codes`; `left` counts unused codes."""

    factor_id: int
    kind: str
    name: str
    created_at: datetime
    last_used_at: datetime | None
    left: int | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One open session of an account; `session_key` is the digest it is kept under."""

    session_key: str
    opened_at: datetime
    ends_at: datetime
    agent: str


def factors(officer_id: int) -> list[FactorRow]:
    """Return an account's second factors, the oldest first."""
    rows = []
    for found in Authenticator.objects.filter(user_id=officer_id).order_by("created_at", "pk"):
        kind, wrapped = str(found.type), found.wrap()
        left = len(wrapped.get_unused_codes()) if kind == Authenticator.Type.RECOVERY_CODES else None
        name = wrapped.name if kind == Authenticator.Type.WEBAUTHN else ""
        rows.append(FactorRow(found.pk, kind, name, found.created_at, found.last_used_at, left))
    return rows


def sessions(officer_id: int, *, now: datetime) -> list[SessionRow]:
    """Return an account's open sessions, the newest first."""
    opened = {row.session_key: row for row in OpenSession.objects.filter(officer_id=officer_id)}
    live = Session.objects.filter(session_key__in=opened, expire_date__gt=now)
    found = [
        SessionRow(s.session_key, opened[s.session_key].opened_at, s.expire_date, opened[s.session_key].agent)
        for s in live
    ]
    return sorted(found, key=lambda row: row.opened_at, reverse=True)


def demo_code(username: str) -> str | None:
    """Return the present one-time code of an account, in a demonstration only; None without one."""
    if not settings.DEMO:
        return None
    officer = Officer.objects.filter(username=folded(username)).first()
    found = Authenticator.objects.filter(user_id=officer.pk, type=Authenticator.Type.TOTP).first() if officer else None
    if found is None:
        return None
    present = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(found.data["secret"]), present)))
