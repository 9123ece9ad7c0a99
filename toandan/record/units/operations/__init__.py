"""Writing the hierarchy: loading it from data files (nạp danh mục đơn vị)."""

from toandan.record.units.operations.founding import UnableToFound, found
from toandan.record.units.operations.loading import DATA, UnableToLoad, load, load_rows

__all__ = ["DATA", "UnableToFound", "UnableToLoad", "found", "load", "load_rows"]
