"""Settings: all faults at once, secrets never shown."""

from datetime import time
from pathlib import Path

import pytest

from config import ConfigError, load_config


def test_every_fault_is_named_in_one_message() -> None:
    wrong = {
        "HELPLINE_RING_S": "two",
        "HELPLINE_BIND": "nowhere",
        "HELPLINE_PUBLIC_URL": "ftp://x",
        "HELPLINE_TIME_ZONE": "Asia/Nowhere",
        "HELPLINE_LANGUAGES": "kk,xx",
        "HELPLINE_DATABASE_URL": "mysql://x",
    }

    with pytest.raises(ConfigError) as fault:
        load_config(wrong)

    for name in wrong:
        assert name in str(fault.value)


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ConfigError, match="HELPLINE_RNIG_S is not a setting"):
        load_config({"HELPLINE_RNIG_S": "15"})


def test_a_real_carrier_needs_its_keys_and_names_each_that_is_missing() -> None:
    with pytest.raises(ConfigError) as fault:
        load_config({"HELPLINE_CARRIER": "twilio"})

    for name in ("SECRET_KEY", "MASTER_KEY", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY_SECRET"):
        assert f"HELPLINE_{name} is not set" in str(fault.value)


def test_a_wrong_secret_is_named_but_not_shown() -> None:
    with pytest.raises(ConfigError) as fault:
        load_config(
            {"HELPLINE_SECRET_KEY": "short-and-secret", "HELPLINE_MASTER_KEY": "also-secret"}
        )

    assert "HELPLINE_SECRET_KEY" in str(fault.value)
    assert 'secret"' not in str(fault.value)
    assert "short-and-secret" not in str(fault.value)
    assert "also-secret" not in str(fault.value)


def test_secrets_do_not_appear_in_the_repr() -> None:
    config = load_config(
        {"HELPLINE_SECRET_KEY": "k" * 40, "HELPLINE_TWILIO_AUTH_TOKEN": "tokentoken"}
    )

    assert "k" * 40 not in repr(config)
    assert "tokentoken" not in repr(config)


@pytest.mark.parametrize("digits", ["٣٠", "３０", " 30s", "-1", "1e3", ""])
def test_numbers_are_plain_digits_only(digits: str) -> None:
    with pytest.raises(ConfigError, match="HELPLINE_RING_S"):
        load_config({"HELPLINE_RING_S": digits})


SAFE = {
    "HELPLINE_CARRIER": "twilio",
    "HELPLINE_PUBLIC_URL": "https://line.example",
    "HELPLINE_SECRET_KEY": "Zq3v9Lk2Xw8Rt5Yb7Nc1Md4Pf6Gh0JsA",
    "HELPLINE_MASTER_KEY": "0123456789abcdef" * 4,
    **{
        f"HELPLINE_TWILIO_{name}": "sample"
        for name in (
            "ACCOUNT_SID",
            "AUTH_TOKEN",
            "API_KEY_SID",
            "API_KEY_SECRET",
            "APPLICATION_SID",
        )
    },
}


def test_with_everything_safe_a_real_carrier_is_accepted() -> None:
    config = load_config(SAFE)

    assert config.allowed_origins == ("https://line.example",)


def test_everything_that_is_unsafe_outside_practice_mode_is_named_at_once() -> None:
    unsafe = {
        "HELPLINE_PUBLIC_URL": "http://line.example",
        "HELPLINE_SECRET_KEY": "a" * 64,
        "HELPLINE_MASTER_KEY": "a" * 64,
        "HELPLINE_ORIGINS": " , ",
    }

    with pytest.raises(ConfigError) as fault:
        load_config(SAFE | unsafe)

    for words in (
        "HELPLINE_PUBLIC_URL must be https",
        "HELPLINE_SECRET_KEY is no secret",
        "HELPLINE_MASTER_KEY is no secret",
        "must not be the same",
        "HELPLINE_ORIGINS must name at least one",
    ):
        assert words in str(fault.value)
    assert "aaaa" not in str(fault.value)


@pytest.mark.parametrize("origins", ["line.example", "https://line.example/path", "ftp://x", "*"])
def test_what_is_no_origin_is_refused(origins: str) -> None:
    with pytest.raises(ConfigError, match="HELPLINE_ORIGINS must be origins"):
        load_config(SAFE | {"HELPLINE_ORIGINS": origins})


def test_a_plain_origin_is_refused_outside_practice_mode() -> None:
    with pytest.raises(ConfigError, match="HELPLINE_ORIGINS must be https"):
        load_config(SAFE | {"HELPLINE_ORIGINS": "public,http://other.example"})


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(SAFE["HELPLINE_SECRET_KEY"] + "\n", encoding="utf-8")
    without = {name: value for name, value in SAFE.items() if name != "HELPLINE_SECRET_KEY"}

    config = load_config(without | {"HELPLINE_SECRET_KEY_FILE": str(path)})

    assert config.secret_key == SAFE["HELPLINE_SECRET_KEY"]


def test_a_file_that_is_not_there_and_a_secret_given_twice_are_named(tmp_path: Path) -> None:
    missing = {"HELPLINE_TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "none"), "HELPLINE_BIND_FILE": "x"}
    twice = {"HELPLINE_MASTER_KEY_FILE": str(tmp_path / "none")}
    without = {name: value for name, value in SAFE.items() if "AUTH_TOKEN" not in name}

    with pytest.raises(ConfigError) as fault:
        load_config(without | missing | twice)

    assert "HELPLINE_TWILIO_AUTH_TOKEN cannot be read" in str(fault.value)
    assert "HELPLINE_MASTER_KEY_FILE are both set" in str(fault.value)
    assert "HELPLINE_BIND_FILE is not a setting" in str(fault.value)


def test_the_password_of_a_database_is_never_shown() -> None:
    with pytest.raises(ConfigError) as fault:
        load_config({"HELPLINE_DATABASE_URL": "mysql://u:hidden@x"})

    assert "hidden" not in str(fault.value)


def test_languages_one_can_do_as_well_and_their_hours_are_read() -> None:
    config = load_config(
        {
            "HELPLINE_FALLBACKS": "kk=ru, ru=kk+en",
            "HELPLINE_LANGUAGE_HOURS": "en=08:00-20:00",
        }
    )

    assert config.fallbacks == {"kk": frozenset({"ru"}), "ru": frozenset({"kk", "en"})}
    assert config.language_hours == {"en": (time(8), time(20))}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HELPLINE_FALLBACKS", "kk=de"),
        ("HELPLINE_FALLBACKS", "kk"),
        ("HELPLINE_LANGUAGE_HOURS", "en"),
        ("HELPLINE_LANGUAGE_HOURS", "en=8-20"),
        ("HELPLINE_LANGUAGE_HOURS", "en=08:00-25:00"),
        ("HELPLINE_PARTNER_NUMBER", "call them"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        load_config({name: value})
