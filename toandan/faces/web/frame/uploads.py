"""How much anybody may send at once, asked before any of it lies on the disk (giới hạn dung lượng gửi lên)."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_SENT = 320 * 2**20
"""Bytes that an officer may send with a form: a roll of the largest size and what comes with it."""
MOST_OF_STRANGERS = 2**20
"""Bytes that somebody who is not signed in may send; no page takes a file of them."""


class Bounded(FileUploadHandler):
    """Refuses a form that is larger than any page takes; what it lets through, the others keep."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None  # noqa: N803
    ) -> None:  # fmt: skip
        """Refuse by the length that was announced. Raises RequestDataTooBig."""
        user = getattr(self.request, "user", None)
        most = MOST_SENT if user is not None and user.is_authenticated else MOST_OF_STRANGERS
        if content_length > most:
            raise RequestDataTooBig("This form is larger than any page takes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand a piece on as it is."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keep nothing."""
