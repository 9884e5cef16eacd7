"""Which test files wait for each other."""

import pytest

from tests.turns import opens_a_browser


@pytest.mark.parametrize(
    "path",
    [
        "tests/browser/test_a_call_in_browsers.py",
        "tests/practice_line/audio/test_real_browsers.py",
        "tests/practice_line/audio/test_without_a_network.py",
        "tests/practice_line/test_debugger_in_a_browser.py",
    ],
)
def test_what_opens_a_browser_takes_turns(path: str) -> None:
    assert opens_a_browser(path)


def test_what_opens_none_need_not_wait() -> None:
    assert not opens_a_browser("tests/test_config.py")
