"""Settings: all faults at once, secrets never shown."""

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
