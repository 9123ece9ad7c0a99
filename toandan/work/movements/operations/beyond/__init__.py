"""What letters about lists do that come from authorities with systems of their own (danh sách liên thông)."""

from toandan.work.movements.operations.beyond.attending import attend
from toandan.work.movements.operations.beyond.errors import UnableToAttend

__all__ = ["UnableToAttend", "attend"]
