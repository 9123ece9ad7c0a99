"""The words of the officers' room for people (nhãn)."""

from django.utils.translation import gettext_lazy as _

from toandan.record.officers.words import Role

ROLES = {
    Role.CITY_HEADQUARTERS: _("City headquarters"),
    Role.DISTRICT_POLICE: _("District police"),
    Role.COMMUNE_POLICE: _("Commune police"),
    Role.HEADQUARTERS_OPERATOR: _("Headquarters operator"),
    Role.AUDITOR: _("Auditor"),
    Role.JUSTICE: _("Justice sector"),
    Role.BODY_OFFICER: _("Officer of a body outside the police"),
    Role.SESSION_HELPER: _("Helper at sessions, of a body outside the police"),
}
"""The name of every role."""

FACTORS = {
    "totp": _("One-time codes from an authenticator"),
    "webauthn": _("Passkey"),
    "recovery_codes": _("Recovery codes"),
}
"""The name of every kind of second factor."""
