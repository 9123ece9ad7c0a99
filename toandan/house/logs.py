"""Structured logs whose fields are allow-listed: what is not on the list is never written (nhật ký kỹ thuật).

Names, numbers, addresses and search words of people reach logs by way of URLs, query strings and the messages of
exceptions. So none of these three is written: an event has a fixed word, a route name and whole numbers; an
exception is its class and the places it passed, without its message.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from toandan.house import environment

FIELDS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "route",
        "method",
        "status",
        "ms",
        "officer",
        "request",
        "error",
        "at",
        "numbers",
        "job",
        "entry",
        "rows",
    }
)
"""Every field a log line may have; `numbers` holds the whole-number parameters of the route and nothing else."""

_OURS = "toandan"
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def only_allowed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every field that is not on the list, and turn an exception into its class and places."""
    exception = event.pop("exc_info", None)
    if exception is True:
        exception = sys.exc_info()
    if isinstance(exception, BaseException):
        exception = (type(exception), exception, exception.__traceback__)
    if isinstance(exception, tuple) and exception[0] is not None:
        event["error"], event["at"] = exception[0].__name__, places_of(exception[2])
    return {name: value for name, value in event.items() if name in FIELDS}


def places_of(trace: TracebackType | None) -> list[str]:
    """Return `file:line function` of each step an exception passed, the innermost last, at most twelve."""
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]


def forget_message(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the text of a library's own message, which may quote a path or a value, by a fixed word."""
    record: logging.LogRecord | None = event.get("_record")
    if record is not None and not record.name.startswith((_OURS, "_granian")):
        event["event"] = "library message"
        if record.exc_info and record.exc_info[0] is not None:
            event["exc_info"] = record.exc_info
    return event


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*_SHARED, forget_message],
            "pass_foreign_args": False,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                only_allowed,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        _OURS: {"level": environment.read("LOG_LEVEL")},
        # The watch logs every request itself, without the path that Django would quote.
        "django": {"level": "WARNING", "propagate": True},
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "ERROR"},
    },
}

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
