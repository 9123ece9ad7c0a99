"""The words of the hierarchy for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.record.units.words import BodyKind, LinkBasis, Part, UnitLevel

LEVELS: Mapping[UnitLevel, Promise | str] = {
    UnitLevel.COUNTRY: _("Country"),
    UnitLevel.PROVINCE: _("Province level"),
    UnitLevel.DISTRICT: _("District level"),
    UnitLevel.COMMUNE: _("Commune level"),
    UnitLevel.BODY: _("Body outside the police"),
}
BODIES: Mapping[BodyKind, Promise | str] = {
    BodyKind.JUSTICE_OFFICE: _("Justice office"),
    BodyKind.COMMUNE_COMMITTEE: _("Commune People's Committee"),
    BodyKind.SOCIAL_PROTECTION_CENTRE: _("Social protection centre"),
    BodyKind.HOSPITAL: _("Hospital"),
    BodyKind.PEOPLES_COMMITTEE: _("People's Committee"),
    BodyKind.STEERING_COMMITTEE: _("Steering Committee 06"),
    BodyKind.LABOUR_OFFICE: _("Labour and social affairs office"),
    BodyKind.EDUCATION_OFFICE: _("Education office"),
    BodyKind.YOUTH_UNION: _("Youth Union"),
}
PARTS: Mapping[Part, Promise | str] = {
    Part.FULL: _("the whole unit"),
    Part.PARTIAL: _("a part of the unit"),
}
BASES: Mapping[LinkBasis, Promise | str] = {
    LinkBasis.RESOLUTION: _("by resolution"),
    LinkBasis.RECORD: _("by the statistics office's record of changes"),
    LinkBasis.LOCAL: _("written down in this installation"),
    LinkBasis.CONTINUITY: _("inferred: the code went on"),
    LinkBasis.NAMES: _("by a published table of former names; only the main successor is told"),
}


def level_word(level: UnitLevel) -> str:
    """Return the level as a word for programs: "country", "province", "district", "commune"."""
    return level.name.lower()
