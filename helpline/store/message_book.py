"""Messages of callers in the database, number and sound sealed under a key of each message's own."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.calls.line_ports import Message, MessageKind, MessageState
from helpline.store.database import Database
from helpline.store.encrypted_text import seal, unseal
from helpline.store.key_store import KeyStore, NoKey
from helpline.store.tables.line import messages
from helpline.store.upsert import upsert

_STORED = (
    "id",
    "call_id",
    "made_at",
    "place_since",
    "language",
    "recording_sid",
    "seconds",
    "taken_by",
    "taken_at",
    "attempts",
    "done_at",
)


@dataclass(frozen=True, slots=True)
class SqlMessageBook:
    """Implements `helpline.calls.line_ports.MessageBook`."""

    database: Database
    keys: KeyStore

    def add(self, message: Message, *, number: str | None = None) -> None:
        row = _row(message)
        if number is not None:
            key = self.keys.key_or_new(_key(message.id))
            row["number"] = seal(key, number, place=_place(message.id, "number"))
        with self.database.writing() as connection:
            speaks = messages.c.state == MessageState.SPEAKING.value
            connection.execute(upsert(connection, messages, row, key=("call_id",), if_there=speaks))

    def message(self, message_id: str) -> Message | None:
        found = self._many(messages.c.id == message_id)
        return found[0] if found else None

    def of_call(self, call_id: str) -> Message | None:
        found = self._many(messages.c.call_id == call_id)
        return found[0] if found else None

    def open_messages(self) -> list[Message]:
        wanted = (MessageState.NEW.value, MessageState.TAKEN.value)
        return self._many(messages.c.state.in_(wanted))

    def left_speaking(self, before: datetime) -> list[Message]:
        speaking = messages.c.state == MessageState.SPEAKING.value
        return self._many(speaking & (messages.c.made_at < before))

    def to_fetch(self) -> list[Message]:
        return self._many(messages.c.recording_sid.is_not(None))

    def _many(self, condition: sa.ColumnElement[bool]) -> list[Message]:
        query = sa.select(messages).where(condition).order_by(messages.c.made_at, messages.c.id)
        with self.database.reading() as connection:
            return [_message(row) for row in connection.execute(query).mappings()]

    def change(self, message: Message, *, was: MessageState) -> bool:
        same = (messages.c.id == message.id) & (messages.c.state == was.value)
        with self.database.writing() as connection:
            changed = connection.execute(sa.update(messages).where(same).values(**_row(message)))
            return changed.rowcount == 1

    def number(self, message_id: str) -> str | None:
        sealed = self._value(message_id, messages.c.number)
        return None if sealed is None else self._open(message_id, sealed, "number")

    def recording(self, message_id: str) -> bytes | None:
        sealed = self._value(message_id, messages.c.recording)
        opened = None if sealed is None else self._open(message_id, sealed, "recording")
        return None if opened is None else base64.b64decode(opened)

    def _value(self, message_id: str, column: sa.Column[Any]) -> Any:
        query = sa.select(column).where(messages.c.id == message_id)
        with self.database.reading() as connection:
            return connection.scalar(query)

    def _open(self, message_id: str, sealed: bytes, name: str) -> str | None:
        """None once the key is destroyed."""
        try:
            return unseal(self.keys.key(_key(message_id)), sealed, place=_place(message_id, name))
        except NoKey:
            return None

    def keep_recording(self, message_id: str, sound: bytes) -> None:
        words = base64.b64encode(sound).decode("ascii")
        key = self.keys.key_or_new(_key(message_id))
        sealed = seal(key, words, place=_place(message_id, "recording"))
        self._write(message_id, {"recording": sealed})

    def fetched(self, message_id: str) -> None:
        self._write(message_id, {"recording_sid": None})

    def forget(self, message_id: str) -> None:
        self.keys.destroy(_key(message_id))
        self._write(message_id, {"number": None, "recording": None})

    def _write(self, message_id: str, values: dict[str, Any]) -> None:
        with self.database.writing() as connection:
            hers = sa.update(messages).where(messages.c.id == message_id)
            connection.execute(hers.values(**values))


def _row(message: Message) -> dict[str, Any]:
    row = {name: getattr(message, name) for name in _STORED}
    return row | {"kind": message.kind.value, "state": message.state.value}


def _message(row: sa.RowMapping) -> Message:
    return Message(
        **{name: row[name] for name in _STORED},
        kind=MessageKind(row["kind"]),
        state=MessageState(row["state"]),
        has_recording=row["recording"] is not None,
        has_number=row["number"] is not None,
    )


def _key(message_id: str) -> str:
    return f"message:{message_id}"


def _place(message_id: str, name: str) -> str:
    return f"messages/{message_id}/{name}"
