"""Many keys at once, the heads of chains, and what stays of a destroyed key on the disk."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from helpline.store.key_store import KeyStore, StillOnDisk
from helpline.store.wrapping import wrap

MASTER, OTHER = bytes(range(32)), bytes(range(32, 64))


@dataclass(slots=True)
class Week:
    now: str = "2026-W48"

    def __call__(self) -> str:
        return self.now


@pytest.fixture
def week() -> Week:
    return Week()


@pytest.fixture
def keys(tmp_path: Path, week: Week) -> KeyStore:
    store = KeyStore(tmp_path / "k.db", MASTER, week=week)
    store.prepare()
    return store


@contextmanager
def rows(keys: KeyStore) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(keys.path)) as connection, connection:
        yield connection


def put_plain(keys: KeyStore, name: str, master: bytes = MASTER) -> bytes:
    """As keys were before there were weeks."""
    key = secrets.token_bytes(32)
    with rows(keys) as connection:
        line = "INSERT INTO keys (name, wrapped) VALUES (?, ?)"
        connection.execute(line, (name, wrap(master, key, name)))
    return key


def all_bytes(keys: KeyStore) -> bytes:
    folder = keys.path.parent
    return b"".join(path.read_bytes() for path in sorted(folder.glob(f"{keys.path.name}*")))


def test_many_are_opened_at_once_of_every_week_and_of_none(keys: KeyStore, week: Week) -> None:
    names = [f"key-{number:04}" for number in range(700)]
    wanted = {name: keys.key_or_new(name) for name in (names[0], names[499], names[500])}
    week.now = "2026-W49"
    wanted[names[699]] = keys.key_or_new(names[699])
    wanted["plain"] = put_plain(keys, "plain")

    assert keys.several([*names, "plain"]) == wanted
    assert keys.several([]) == {}


def test_a_key_that_does_not_open_is_left_out_and_hides_no_other(keys: KeyStore) -> None:
    mine = keys.key_or_new("mine")
    put_plain(keys, "not ours", master=OTHER)
    with rows(keys) as connection:
        connection.execute("INSERT INTO keys VALUES ('of a week that is gone', x'00', '2026-W01')")

    assert keys.several(["mine", "not ours", "of a week that is gone"]) == {"mine": mine}


def test_a_rotation_takes_keys_of_weeks_and_of_none(keys: KeyStore, week: Week) -> None:
    wanted = {"plain": put_plain(keys, "plain"), "weekly": keys.key_or_new("weekly")}
    week.now = "2026-W49"
    wanted["later"] = keys.key_or_new("later")
    both = KeyStore(keys.path, OTHER, week=week, earlier_master_key=MASTER)

    assert both.rotate() == 3  # two weeks' keys and the plain one

    assert KeyStore(keys.path, OTHER, week=week).several(wanted) == wanted
    assert keys.several(wanted) == {}


def test_the_key_of_a_past_week_leaves_no_byte_once_all_are_rewrapped(
    keys: KeyStore, week: Week
) -> None:
    keys.key_or_new("a")
    with rows(keys) as connection:
        (of_week,) = connection.execute("SELECT wrapped FROM weeks").fetchone()
    week.now = "2026-W49"

    keys.rewrap()

    assert of_week not in all_bytes(keys)


def test_whoever_still_reads_keeps_the_bytes_and_this_is_said(keys: KeyStore) -> None:
    hasty = replace(keys, patience_s=0.1)
    hasty.key_or_new("a")
    with closing(sqlite3.connect(keys.path, isolation_level=None)) as reader:
        (wrapped,) = reader.execute("SELECT wrapped FROM keys").fetchone()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM keys").fetchone()

        with pytest.raises(StillOnDisk, match="a"):
            hasty.destroy("a")
        assert keys.has("a") is False
        assert wrapped in all_bytes(keys)

    keys.destroy("a")
    assert wrapped not in all_bytes(keys)


def test_the_head_of_a_chain_is_only_ever_raised(keys: KeyStore) -> None:
    assert keys.head("audit") is None

    for number, link in ((3, b"third"), (2, b"second"), (3, b"another third")):
        keys.raise_head("audit", number, link)
    keys.raise_head("other", 1, b"first")

    assert keys.head("audit") == (3, b"third")
    keys.raise_head("audit", 4, b"fourth")
    assert keys.head("audit") == (4, b"fourth")
    assert keys.head("other") == (1, b"first")


def test_what_is_deleted_is_overwritten_and_what_is_written_is_on_the_disk(keys: KeyStore) -> None:
    """Debian's SQLite overwrites by default and others do not: so the store asks for it."""
    with keys._open() as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("secure_delete", "synchronous", "journal_mode")
        }

    assert asked == {"secure_delete": 1, "synchronous": 2, "journal_mode": "wal"}
