"""What is not ours is exactly what we wrote down."""

import base64
import hashlib
import tomllib

from tests.architecture.repository import VENDOR

LISTED = tomllib.loads((VENDOR / "VENDORED.toml").read_text("utf-8"))


def test_every_vendored_file_is_listed_and_nothing_else_lies_there() -> None:
    lying = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}

    assert lying - {"VENDORED.toml"} == set(LISTED)


def test_every_vendored_file_is_the_one_that_was_taken_in() -> None:
    digests = {name: hashlib.sha384((VENDOR / name).read_bytes()).digest() for name in LISTED}

    assert {name: entry["integrity"] for name, entry in LISTED.items()} == {
        name: f"sha384-{base64.b64encode(digest).decode()}" for name, digest in digests.items()
    }


def test_every_vendored_file_names_its_package_its_version_and_its_licence() -> None:
    for name, entry in LISTED.items():
        assert all(entry.get(key) for key in ("package", "version", "licence")), name
