"""Frozen values ⇄ JSON, by class name from a written list: nothing else can come out."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, get_args

from routing.commands import Command
from routing.events import Event
from routing.result import Answer, Reply

_COMMANDS = {kind.__name__: kind for kind in get_args(Command)}
KNOWN_COMMANDS = tuple(_COMMANDS)


class UnknownKind(Exception):
    """No value of that name is known to the version that runs."""


def event_body(event: Event) -> Mapping[str, Any]:
    """What happened, without its id; for people and for replaying.

    A mark that stands for a number must go after a week, and the log stays: so it is not in it.
    """
    fields = _fields(event).items()
    return {name: _plain(value) for name, value in fields if name not in {"id", "repeat_mark"}}


def command_body(command: Command) -> Mapping[str, Any]:
    return {name: _plain(value) for name, value in _fields(command).items()}


def command_from(kind: str, body: Mapping[str, Any]) -> Command:
    """Raises UnknownKind."""
    if kind not in _COMMANDS:
        raise UnknownKind(kind)
    made: Command = _COMMANDS[kind](**body)
    return made


def reply_body(reply: Reply) -> Mapping[str, Any]:
    return {"answer": reply.answer.value, "call_id": reply.call_id}


def reply_from(body: Mapping[str, Any]) -> Reply:
    return Reply(answer=Answer(body["answer"]), call_id=body["call_id"])


def _fields(value: Any) -> Mapping[str, Any]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case _:
            return value
