"""Writing the hierarchy: loading it from data files, and who helps whom (nạp danh mục đơn vị, phân công hỗ trợ)."""

from toandan.record.units.operations.bodies import UnableToAddBody, add_body
from toandan.record.units.operations.loading import DATA, UnableToLoad, load, load_rows
from toandan.record.units.operations.supporting import SupportUnknown, UnableToSupport, end_support, sign_support

__all__ = [
    "DATA",
    "SupportUnknown",
    "UnableToAddBody",
    "UnableToLoad",
    "UnableToSupport",
    "add_body",
    "end_support",
    "load",
    "load_rows",
    "sign_support",
]
