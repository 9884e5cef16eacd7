"""The envelope of a note: padded, versioned, and good in one place only."""

import secrets
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.store.encrypted_text import Unreadable, seal, unseal
from helpline.store.key_store import KeyStore
from helpline.store.wrapping import KEY, NoKey, new_key, unwrap, wrap

_BEFORE = 1 + 12  # the version and the nonce
_TAG = 16


@given(st.text(max_size=700))
def test_what_was_sealed_is_read_again_in_its_own_place_only(text: str) -> None:
    key = new_key()
    envelope = seal(key, text, place="contact:1")

    assert unseal(key, envelope, place="contact:1") == text
    for other_key, place in ((key, "contact:2"), (new_key(), "contact:1")):
        with pytest.raises(Unreadable):
            unseal(other_key, envelope, place=place)


@pytest.mark.parametrize(("letters", "steps"), [(0, 1), (252, 1), (253, 2), (508, 2), (509, 3)])
def test_its_length_tells_steps_of_256_bytes_and_no_more(letters: int, steps: int) -> None:
    envelope = seal(new_key(), "x" * letters, place="p")

    assert len(envelope) == _BEFORE + 256 * steps + _TAG
    assert envelope[0] == 1


@given(st.integers(0, 284), st.integers(1, 255))
def test_no_byte_of_it_can_be_changed(place: int, by: int) -> None:
    key = bytes(32)
    envelope = bytearray(seal(key, "a sample", place="p"))
    envelope[place] ^= by

    with pytest.raises(Unreadable):
        unseal(key, bytes(envelope), place="p")


@pytest.mark.parametrize("cut", [0, 1, 12, 13, 14, 100, 284])
def test_a_cut_one_is_refused(cut: int) -> None:
    key = new_key()

    with pytest.raises(Unreadable):
        unseal(key, seal(key, "a sample", place="p")[:cut], place="p")


def test_two_envelopes_of_one_text_differ_in_every_part() -> None:
    key = new_key()
    one, other = seal(key, "a sample", place="p"), seal(key, "a sample", place="p")

    assert one[1:13] != other[1:13]
    assert one[13:] != other[13:]


def test_a_wrapped_key_opens_by_its_name_and_by_either_of_two_master_keys() -> None:
    master, earlier, key = (secrets.token_bytes(KEY) for _ in range(3))
    wrapped = wrap(earlier, key, "a")

    assert len(new_key()) == KEY == 32
    assert len(wrapped) == 12 + KEY + _TAG
    assert wrapped != wrap(earlier, key, "a")
    assert unwrap([master, earlier], wrapped, "a") == key
    for masters, name in (([master], "a"), ([earlier], "b"), ([], "a")):
        with pytest.raises(NoKey):
            unwrap(masters, wrapped, name)


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    master = b"the master key of 32 bytes, here"
    earlier = b"and the one that was before that"
    store = KeyStore(tmp_path / "k.db", master, week=lambda: "2026-W48", earlier_master_key=earlier)
    store.prepare()
    return store


def test_a_key_that_is_there_is_said_to_be_and_goes_with_its_name(keys: KeyStore) -> None:
    made = keys.key_or_new("a")

    assert keys.has("a") is True
    assert keys.has("b") is False
    assert keys.key("a") == keys.key_or_new("a") == made
    assert keys.names() == ["a"]
    assert keys.is_ready() is True
    keys.destroy("a")
    assert keys.has("a") is False
    with pytest.raises(NoKey):
        keys.key("a")


def test_a_store_never_shows_its_master_keys(keys: KeyStore) -> None:
    assert "master key of" not in repr(keys)
    assert "before that" not in repr(keys)


def test_a_wrapped_key_is_bound_to_its_week_and_to_its_name(keys: KeyStore) -> None:
    """Whoever can write to the file makes one key pass for another's in no way."""
    keys.key_or_new("a")
    week = keys.week()
    with sqlite3.connect(keys.path) as connection:
        (wrapped,) = connection.execute("SELECT wrapped FROM keys WHERE name = 'a'").fetchone()
        of_week = unwrap(
            [keys.master_key],
            connection.execute("SELECT wrapped FROM weeks").fetchone()[0],
            f"week:{week}",
        )
    connection.close()

    assert unwrap([of_week], wrapped, f"{week}/a") == keys.key("a")
    for name in ("a", f"{week}/b", "2026-W47/a"):
        with pytest.raises(NoKey):
            unwrap([of_week], wrapped, name)


def test_the_file_is_for_its_owner_alone(keys: KeyStore) -> None:
    assert keys.path.stat().st_mode & 0o077 == 0
