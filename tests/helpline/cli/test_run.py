"""`run` and the ports: what is taken is named, and what was started is ended."""

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpline.cli.shell import Started, descendants, helpline, is_running
from tests.lives.processes import free_port


@pytest.fixture
def settings(tmp_path: Path, prompts: Path) -> dict[str, str]:
    port, practice_port = free_port(), free_port()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "prompts").symlink_to(prompts)
    return {
        "HELPLINE_DATA_DIR": str(tmp_path / "data"),
        "HELPLINE_BIND": f"127.0.0.1:{port}",
        "HELPLINE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPLINE_PRACTICE_PORT": str(practice_port),
    }


@pytest.fixture
def somebody() -> Iterator[int]:
    """Listens already; gives the port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.mark.parametrize("command", ["run", "web", "rt"])
def test_a_taken_port_of_the_pages_is_named_and_nothing_is_started(
    settings: dict[str, str], somebody: int, command: str
) -> None:
    taken = settings | {"HELPLINE_BIND": f"127.0.0.1:{somebody}"}

    answer = helpline(taken, command)

    assert answer.returncode == 1
    assert answer.stderr == f"Error: port {somebody} is taken; set HELPLINE_BIND\n"
    assert not Path(settings["HELPLINE_DATA_DIR"], "logs").exists()


@pytest.mark.parametrize("command", ["run", "practice-line"])
def test_a_taken_port_of_the_practice_line_is_named_and_nothing_is_started(
    settings: dict[str, str], somebody: int, command: str
) -> None:
    answer = helpline(settings | {"HELPLINE_PRACTICE_PORT": str(somebody)}, command)

    assert answer.returncode == 1
    assert answer.stderr == f"Error: port {somebody} is taken; set HELPLINE_PRACTICE_PORT\n"
    assert not Path(settings["HELPLINE_DATA_DIR"], "logs").exists()


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_ends_everything_that_was_started_however_often_it_is_pressed(
    settings: dict[str, str], tmp_path: Path, presses: int
) -> None:
    line = Started(settings, tmp_path / "said.txt", "run")
    started: list[int] = []
    try:
        line.wait_for("Ctrl-C stops everything.")
        started = descendants(line.process.pid)
        for _ in range(presses):
            line.process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        code = line.wait()
    finally:
        left = [pid for pid in started if is_running(pid)]
        line.close(left)

    assert "The line answers." in line.said
    assert len(started) >= 3
    assert (code, left) == (0, [])
    assert "Everything that was started has been stopped." in line.said
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(settings["HELPLINE_PRACTICE_PORT"])))
