"""The door of another Toandan, over HTTPS (gửi công văn qua HTTPS)."""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as _

from toandan.record.letters.ports import Come, UnableToPush

_SECONDS = 60
_LONGEST_ANSWER = 2**20
_NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
_NOT_SAFE = _("Letters speak of people; the address must begin with https://.")
_NOT_REACHED = _("The other system does not answer.")
_NOT_TAKEN = _("The other system does not take the letter (%(status)s %(code)s).")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere: the token is for this door alone."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, which makes the redirection an error."""


class HttpsDoor:
    """Delivers to `address`, such as https://dân-cư.example/, with the token its operator gave us."""

    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _NEAR):
            raise UnableToPush(_NOT_SAFE, code="letters.not_safe")
        self._base = address.rstrip("/") + "/api/v1/letters"
        self._token = token
        self._way = urllib.request.build_opener(_Stay)

    def come(self, sender: str) -> Come:
        """Return which letters of the sender are there. Raises UnableToPush."""
        told = self._ask(f"{self._base}/come?sender={sender}")
        try:
            return Come(int(told["next"]), tuple((int(first), int(last)) for first, last in told["missing"]))
        except (KeyError, TypeError, ValueError) as error:
            raise UnableToPush(_NOT_REACHED, code="letters.not_reached") from error

    def deliver(self, content: bytes) -> None:
        """Deliver one letter. Raises UnableToPush."""
        self._ask(self._base, content)

    def _ask(self, address: str, content: bytes | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/octet-stream"}
        # The scheme was looked at when the door was made.
        asked = urllib.request.Request(address, data=content, headers=headers)  # noqa: S310
        try:
            with self._way.open(asked, timeout=_SECONDS) as answer:
                return json.loads(answer.read(_LONGEST_ANSWER))
        except urllib.error.HTTPError as error:
            values = {"status": error.code, "code": _code(error)}
            raise UnableToPush(_NOT_TAKEN, code="letters.not_taken", values=values) from None
        except (OSError, HTTPException, ValueError) as error:
            raise UnableToPush(_NOT_REACHED, code="letters.not_reached") from error


def _code(error: urllib.error.HTTPError) -> str:
    """Return the other system's word for the refusal, if it has one; nothing else of its answer is repeated."""
    try:
        code = str(json.loads(error.read(_LONGEST_ANSWER))["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return code if code.replace("_", "").replace(".", "").isalnum() and len(code) < 60 else ""
