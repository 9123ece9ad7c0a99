"""The life of a bulletin, as a table a clerk could read (vòng đời bản tin)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.command.campaign.words import BulletinState, BulletinVerb, CampaignPermission


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from (None: from nothing), where it leads, and who may go it."""

    source: BulletinState | None
    target: BulletinState
    permission: CampaignPermission


LIFE: Mapping[BulletinVerb, Way] = MappingProxyType(
    {
        BulletinVerb.DRAFT: Way(None, BulletinState.DRAFTED, CampaignPermission.DRAFT),
        BulletinVerb.WORD: Way(BulletinState.DRAFTED, BulletinState.DRAFTED, CampaignPermission.DRAFT),
        BulletinVerb.SIGN: Way(BulletinState.DRAFTED, BulletinState.SIGNED, CampaignPermission.SIGN),
    }
)
"""Nothing leads out of `signed`: what comes later is told in the next bulletin."""


def may(verb: BulletinVerb, state: BulletinState) -> bool:
    """Tell whether something can happen to a bulletin in this state."""
    return LIFE[verb].source is state
