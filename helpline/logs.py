"""Structured logs, one JSON object a line, with nothing in them that could be a child's number."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

from helpline.privacy.redaction import redact


def configure_logs() -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            tell_where,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the one of the moment
        cache_logger_on_first_use=False,
    )
    # Access logs hold query strings; ours are the structured ones.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def tell_where(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: of an exception its kind and its places, never its words.

    The words of an exception repeat what was sent: a form's value, a login, a number.
    """
    given = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        event["exception"] = _told(fault)
    return event


def _told(fault: BaseException) -> list[str]:
    """From the outermost frame to the innermost; causes come last."""
    lines = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines if cause is None else [*lines, "because of", *_told(cause)]
