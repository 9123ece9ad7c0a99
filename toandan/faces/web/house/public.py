"""The mark of an address that anybody may open; an address with neither mark nor permission fails a house test."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def public(view: View) -> View:
    """Mark a view as open to everybody: it shows nothing about people or units' work."""
    view.permission = None  # type: ignore[attr-defined]
    view.public = True  # type: ignore[attr-defined]
    return view
