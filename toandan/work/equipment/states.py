"""The life of a device: a table a clerk could read (vòng đời thiết bị)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.equipment.words import BLOCKED, OUT, DeviceState, DeviceVerb, EquipmentPermission


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), who may go it, whether it asks for a reason."""

    sources: frozenset[DeviceState]
    target: DeviceState | None
    permission: EquipmentPermission
    reason: bool = False


_S, _V, _P = DeviceState, DeviceVerb, EquipmentPermission
_HERE = frozenset({_S.READY}) | OUT
_ALIVE = _HERE | BLOCKED

LIFE: Mapping[DeviceVerb, Way] = MappingProxyType(
    {
        _V.ADDED: Way(frozenset(), _S.READY, _P.KEEP),
        _V.CORRECTED: Way(_ALIVE, None, _P.KEEP, reason=True),
        _V.REPORTED: Way(_ALIVE, None, _P.USE),
        _V.FAULT: Way(_HERE, _S.FAULTY, _P.USE, reason=True),
        _V.FAULT_NOTED: Way(_HERE, None, _P.USE, reason=True),
        _V.REPAIR: Way(frozenset({_S.READY, _S.FAULTY}), _S.IN_REPAIR, _P.USE),
        _V.REPAIRED: Way(_HERE, _S.READY, _P.USE, reason=True),
        _V.STOLEN: Way(_HERE | {_S.LOST}, _S.STOLEN, _P.USE, reason=True),
        _V.LOST: Way(_HERE, _S.LOST, _P.USE, reason=True),
        _V.LIFTED: Way(BLOCKED, _S.READY, _P.LIFT, reason=True),
        _V.RETIRED: Way(_ALIVE, _S.RETIRED, _P.KEEP, reason=True),
        _V.OFFERED: Way(_HERE, None, _P.USE),
        _V.TAKEN: Way(_HERE, None, _P.USE),
        _V.DECLINED: Way(_ALIVE | {_S.RETIRED}, None, _P.USE, reason=True),
        _V.LOAN_ASKED: Way(_HERE, None, _P.LEND, reason=True),
        _V.LOAN_AGREED: Way(_HERE, None, _P.LEND),
        _V.LOAN_REFUSED: Way(_ALIVE | {_S.RETIRED}, None, _P.LEND, reason=True),
        _V.LOAN_ENDED: Way(_ALIVE | {_S.RETIRED}, None, _P.LEND),
    }
)
"""A device that was lifted goes back to `ready`, or to `faulty` while a fault that stops it is still open."""


def may(verb: DeviceVerb, state: DeviceState) -> bool:
    """Tell whether something can happen to a device in this state."""
    return state in LIFE[verb].sources


def moves() -> set[tuple[DeviceState, DeviceState]]:
    """Return every pair of states a verb leads from and to; the database lets through these and no others."""
    found = {(source, way.target) for way in LIFE.values() if way.target for source in way.sources}
    # What is repaired, or no longer blocked, may still have another fault that stops it.
    found |= {(source, DeviceState.FAULTY) for verb in (_V.REPAIRED, _V.LIFTED) for source in LIFE[verb].sources}
    return {(source, target) for source, target in found if source is not target}
