"""Writing the hierarchy: loading it from data files, and who helps whom (nạp danh mục đơn vị, phân công hỗ trợ)."""

from toandan.record.units.operations.bodies import (
    UnableToAddBody,
    UnableToGiveBody,
    add_body,
    give_body,
    lead_bodies,
)
from toandan.record.units.operations.founding import UnableToFound, found
from toandan.record.units.operations.loading import DATA, UnableToLoad, load, load_rows
from toandan.record.units.operations.supporting import SupportUnknown, UnableToSupport, end_support, sign_support

__all__ = [
    "DATA",
    "SupportUnknown",
    "UnableToAddBody",
    "UnableToFound",
    "UnableToGiveBody",
    "UnableToLoad",
    "UnableToSupport",
    "add_body",
    "end_support",
    "found",
    "give_body",
    "lead_bodies",
    "load",
    "load_rows",
    "sign_support",
]
