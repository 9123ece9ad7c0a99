"""Values of this room as plain JSON and back, without loss (chuyển giá trị sang JSON và ngược lại)."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """Return a frozen value as dicts, lists, text and whole numbers; days as ISO text, decimals as they are written."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_plain(kind: Any, plain: Any) -> Any:
    """Return the value of a type from its plain form; the reverse of `to_plain`."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = [one for one in get_args(kind) if one is not type(None)]
        return None if plain is None else from_plain(inner, plain)
    if origin is tuple:
        return tuple(from_plain(get_args(kind)[0], item) for item in plain)
    if origin is not None and issubclass(origin, Mapping):
        key, item_kind = get_args(kind)
        return {from_plain(key, name): from_plain(item_kind, item) for name, item in plain.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: from_plain(hints[field.name], plain[field.name]) for field in fields(kind)})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(plain)
    return kind(plain) if isinstance(kind, type) and issubclass(kind, Decimal | Enum) else plain
