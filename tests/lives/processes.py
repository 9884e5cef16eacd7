"""The line as separate processes, as `make run` starts them, so that one can be killed."""

import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import Config, load_config
from helpline.cli.children import Child, Children
from helpline.cli.line_check import Browser, Heartbeat
from helpline.cli.people import Sample
from helpline.cli.preparation import prepare_files, prepare_sample_people
from helpline.cli.run import health_addresses, processes
from helpline.people.ports import Role
from helpline.practice_secrets import with_secrets

_UP_WITHIN_S = 60.0
SUPERVISOR = Sample(
    login="supervisor", name="Sample Supervisor", role=Role.SUPERVISOR, ui_language="en"
)


@dataclass(slots=True, kw_only=True)
class RunningLine:
    """Practice line, web and jobs, each a process of its own on free ports."""

    config: Config
    children: Children
    carrier: Browser
    people: list[Sample]

    def child(self, name: str) -> Child:
        return next(child for child in self.children.all if child.name == name)

    def kill(self, name: str) -> None:
        """SIGKILL to the whole group: no goodbye, no clean-up."""
        process = self.child(name).process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def start_again(self, name: str) -> None:
        self.child(name).start()
        self.children.wait_until_healthy(health_addresses(self.config), within_s=_UP_WITHIN_S)

    def sign_in(self, person: Sample) -> tuple[Browser, str]:
        browser = Browser(self.config.public_url)
        words = {"login": person.login, "password": person.password}
        session = browser.send("POST", "/api/session", words)
        browser.csrf = session["csrf"]
        return browser, session["me"]["id"]

    def go_on_duty(self, person: Sample) -> tuple[Browser, str, Heartbeat]:
        browser, person_id = self.sign_in(person)
        heartbeat = Heartbeat(browser)
        browser.send("POST", "/api/duty", {"state": "available"})
        return browser, person_id, heartbeat

    def place_call(self) -> str:
        return str(
            self.carrier.send("POST", "/practice/calls", {"from": "+77005550177"})["call_sid"]
        )

    def leg(self, sid: str) -> Any:
        return self.carrier.send("GET", f"/practice/calls/{sid}")

    def close(self) -> None:
        self.children.stop()


def start_line(
    folder: Path,
    database_url: str,
    prompts: Path,
    people: list[Sample],
    *,
    wrap_up_s: int = 1,
    host: str = "127.0.0.1",
    **settings: str,
) -> RunningLine:
    """`settings` are more of them, by the name of the variable."""
    port, practice_port = free_port(), free_port()
    environ = {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": database_url,
        "HELPLINE_BIND": f"127.0.0.1:{port}",
        "HELPLINE_PUBLIC_URL": f"http://{host}:{port}",
        "HELPLINE_PRACTICE_PORT": str(practice_port),
        "HELPLINE_WRAP_UP_S": str(wrap_up_s),
        **settings,
    }
    (folder / "prompts").symlink_to(prompts)
    callers = prompts.with_name(f"{prompts.name}-callers")
    callers.mkdir(exist_ok=True)
    (folder / "callers").symlink_to(callers)  # spoken once for all tests
    config = with_secrets(load_config(environ))
    prepare_files(config)
    prepare_sample_people(config, people)
    children = Children(all=processes(config))
    for child in children.all:
        child.environ |= environ
    try:
        children.start()
        children.wait_until_healthy(health_addresses(config), within_s=_UP_WITHIN_S)
    except BaseException:
        children.stop()
        raise
    carrier = Browser(f"http://127.0.0.1:{practice_port}")
    return RunningLine(config=config, children=children, carrier=carrier, people=people)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def two_counsellors() -> list[Sample]:
    return [
        Sample(
            login=f"counsellor{n}",
            name=f"Sample Counsellor {n}",
            role=Role.COUNSELLOR,
            ui_language="en",
        )
        for n in (1, 2)
    ]


def patiently(browser: Browser, holds: Any, within_s: float = 25.0) -> Any:
    """The desk's snapshot once it holds."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        seen = browser.send("GET", "/api/console")
        if holds(seen):
            return seen
        time.sleep(0.05)
    raise AssertionError(f"not seen within {within_s} s: {seen!r}")
