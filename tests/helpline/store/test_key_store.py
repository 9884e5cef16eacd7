"""Keys wrapped by weeks' keys: rewrapped, rotated, destroyed, and useless when stolen alone."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from helpline.store.encrypted_text import Unreadable, seal, unseal
from helpline.store.key_store import KeyStore, NoKey
from helpline.store.wrapping import wrap

MASTER = bytes(range(32))
# Made by version 1 of the envelope; it must open for ever.
V1_KEY = bytes(range(32, 64))
V1 = bytes.fromhex(
    "01eb59ed8fbe65ee366b413f01169f3fa9f9b4cc61f07206aa6d86e563b10f8155052445d10ebead"
    "a90077ec8623ebce30b3ce4f8c0ce887a589276df3cb1b3546a4552ec75d422453735bea187f2393"
    "25563569ce379993888a6dd4e711760816b090b681c6afc574181f485eca537c0cee9d55819d3e79"
    "0c52d362fd4442ce9b84122a49a4386488a40659b9f41f36f254581beca1743c7217bf578d6c665c"
    "ae6578ba06cbcc1b5bf4e489ad4752adfe47402fd8eefbed74bb791c3e682136c6a82939ba54664a"
    "0b816bae0e356e4552ba02d14a1349330a94ca5753ab0490d444ebc420b90bde5ea830372f3418a9"
    "09f178706c7487242262f5ab653283ff921117d34e0f622a8990d17b15b0a21ef7a087c34d6e14ce"
    "fe4ce02114"
)


@dataclass(slots=True)
class Weeks:
    """The week that is now."""

    now: str = "2026-W48"
    store: Callable[..., KeyStore] = field(init=False)


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    found = Weeks()

    def store(master: bytes = MASTER, earlier: bytes = b"") -> KeyStore:
        keys = KeyStore(
            tmp_path / "k.db", master, week=lambda: found.now, earlier_master_key=earlier
        )
        keys.prepare()
        return keys

    found.store = store
    return found


def _files(keys: KeyStore) -> bytes:
    folder = keys.path.parent
    return b"".join(path.read_bytes() for path in sorted(folder.glob(keys.path.name + "*")))


def _rows(keys: KeyStore, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(keys.path) as connection:
        return connection.execute(query).fetchall()


def test_a_key_stays_the_same_through_weeks_and_rewrapping(weeks: Weeks) -> None:
    keys = weeks.store()
    first = keys.key_or_new("a")
    weeks.now = "2026-W49"
    second = keys.key_or_new("b")

    assert keys.rewrap() == (1, 1)
    assert keys.rewrap() == (0, 0)

    assert (keys.key("a"), keys.key("b")) == (first, second)
    assert _rows(keys, "SELECT week FROM weeks") == [("2026-W49",)]


def test_without_the_key_of_its_week_a_wrapped_key_is_nothing(weeks: Weeks) -> None:
    keys = weeks.store()
    keys.key_or_new("a")
    with sqlite3.connect(keys.path) as connection:
        connection.execute("DELETE FROM weeks")

    with pytest.raises(NoKey):
        keys.key("a")
    with pytest.raises(NoKey):
        keys.key_or_new("a")
    assert len(_rows(keys, "SELECT name FROM keys")) == 1


def test_keys_of_the_time_before_weeks_open_and_come_under_the_week(weeks: Weeks) -> None:
    keys = weeks.store()
    old = secrets.token_bytes(32)
    with sqlite3.connect(keys.path) as connection:
        connection.execute(
            "INSERT INTO keys (name, wrapped) VALUES ('old', ?)", (wrap(MASTER, old, "old"),)
        )

    assert keys.key("old") == old
    assert keys.rewrap() == (1, 0)
    assert keys.key("old") == old


def test_after_rotation_only_the_new_master_key_opens_anything(weeks: Weeks) -> None:
    first = weeks.store().key_or_new("a")
    new = secrets.token_bytes(32)
    both = weeks.store(new, MASTER)

    assert both.key("a") == first
    assert both.rotate() == 1
    assert both.rotate() == 1

    assert weeks.store(new).key("a") == first
    with pytest.raises(NoKey):
        weeks.store().key("a")


def test_a_rotation_that_cannot_open_everything_changes_nothing(weeks: Weeks) -> None:
    keys = weeks.store()
    first = keys.key_or_new("a")
    weeks.now = "2026-W49"
    weeks.store(secrets.token_bytes(32)).key_or_new("b")

    with pytest.raises(NoKey):
        weeks.store(secrets.token_bytes(32), MASTER).rotate()

    assert weeks.store().key("a") == first


def test_destroyed_keys_leave_no_byte_in_the_files(weeks: Weeks) -> None:
    keys = weeks.store()
    names = [f"key-{number}" for number in range(1200)]
    for name in names[:5]:
        keys.key_or_new(name)
    keys.key_or_new("stays")
    wrapped = [row[0] for row in _rows(keys, "SELECT wrapped FROM keys WHERE name <> 'stays'")]
    assert all(each in _files(keys) for each in wrapped)

    keys.destroy_all(names)

    left = _files(keys)
    assert [each for each in wrapped if each in left] == []
    assert not any(name.encode() in left for name in names[:5])
    assert keys.names() == ["stays"]


def test_a_wrapped_key_that_is_moved_to_another_name_does_not_open(weeks: Weeks) -> None:
    keys = weeks.store()
    keys.key_or_new("a")
    keys.key_or_new("b")
    with sqlite3.connect(keys.path) as connection:
        connection.execute(
            "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE name = 'a') WHERE name = 'b'"
        )

    with pytest.raises(NoKey):
        keys.key("b")


def test_an_altered_cut_or_moved_envelope_does_not_open() -> None:
    key = secrets.token_bytes(32)
    envelope = seal(key, "жазба", place="contact:1:content:v1")

    for wrong in (
        envelope[:-1],
        envelope[:20],
        b"",
        envelope[:-1] + bytes([envelope[-1] ^ 1]),
        b"\x02" + envelope[1:],
    ):
        with pytest.raises(Unreadable):
            unseal(key, wrong, place="contact:1:content:v1")
    with pytest.raises(Unreadable):
        unseal(key, envelope, place="contact:2:content:v1")
    assert unseal(key, envelope, place="contact:1:content:v1") == "жазба"


@pytest.mark.parametrize("longer", [1, 100, 251])
def test_the_size_of_an_envelope_tells_length_only_in_steps(longer: int) -> None:
    key = secrets.token_bytes(32)

    assert len(seal(key, "", place="p")) == len(seal(key, "x" * longer, place="p"))
    assert len(seal(key, "", place="p")) < len(seal(key, "x" * 253, place="p"))


def test_an_envelope_of_the_first_version_opens_for_ever() -> None:
    assert unseal(V1_KEY, V1, place="contact:1:content:v1") == "a sample of version 1"
