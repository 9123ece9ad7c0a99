"""Writing the hierarchy: loading it from data files (nạp danh mục đơn vị)."""

from toandan.record.units.operations.bodies import UnableToAddBody, add_body
from toandan.record.units.operations.loading import DATA, UnableToLoad, load, load_rows

__all__ = ["DATA", "UnableToAddBody", "UnableToLoad", "add_body", "load", "load_rows"]
