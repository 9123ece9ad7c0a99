"""Life of a publication: opened, stopped, resumed (vòng đời)."""

from collections.abc import Mapping
from dataclasses import dataclass

from toandan.command.publication.words import PublicationPermission, PublicationState, PublicationVerb


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table; `source` is None where nothing stood before."""

    source: PublicationState | None
    target: PublicationState
    permission: PublicationPermission
    reason: bool = True


LIFE: Mapping[PublicationVerb, Step] = {
    PublicationVerb.OPEN: Step(None, PublicationState.OPEN, PublicationPermission.PUBLISH),
    PublicationVerb.STOP: Step(PublicationState.OPEN, PublicationState.STOPPED, PublicationPermission.PUBLISH),
    PublicationVerb.RESUME: Step(PublicationState.STOPPED, PublicationState.OPEN, PublicationPermission.PUBLISH),
}
