"""A whole line in one process: application, jobs, practice line, people at their desks."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from werkzeug.serving import BaseWSGIServer, make_server

from config import Config, load_config
from helpline.app import create_app
from helpline.assembly import Parts, assemble
from helpline.cli.line_check import Browser, Heartbeat
from helpline.console.live import Live
from helpline.jobs_joined import jobs_process
from helpline.people.add_person import add_person
from helpline.people.ports import Role
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.headless import HeadlessLine
from helpline.practice_secrets import with_secrets
from helpline.rota.add_shift import add_shift

_PATIENCE_S = 15.0


@dataclass(slots=True, kw_only=True)
class Desk:
    """A counsellor or supervisor at a browser, through the same HTTP and sockets as a real one."""

    person_id: str
    browser: Browser
    heartbeat: Heartbeat | None = None

    def go_on_duty(self) -> None:
        self.heartbeat = Heartbeat(self.browser)
        self.browser.send("POST", "/api/duty", {"state": "available"})
        self.until(lambda seen: seen["presence"] == "available")

    def console(self) -> Any:
        return self.browser.send("GET", "/api/console")

    def until(self, holds: Callable[[Any], bool]) -> Any:
        return until(self.console, holds)

    def offer(self) -> Any:
        """The offer that rings on this desk; waits for it."""
        return self.until(lambda seen: seen["offer"] is not None)["offer"]

    def accept(self) -> str:
        """Accept what rings; gives the ticket."""
        return str(
            self.browser.send("POST", f"/api/offers/{self.offer()['id']}/accept", {})["ticket"]
        )

    def leave(self) -> None:
        if self.heartbeat is not None:
            self.heartbeat.stop()
            self.heartbeat = None


@dataclass(slots=True, kw_only=True)
class Stage:
    """Built on a free port over any database; `close` ends all of it."""

    config: Config
    parts: Parts
    line: HeadlessLine
    server: BaseWSGIServer
    _serving: threading.Thread
    _jobs: Any
    live: Live
    desks: list[Desk] = field(default_factory=list)

    def desk(self, login: str, role: Role = Role.COUNSELLOR, *, speaks: str = "kk,ru,en") -> Desk:
        """A signed-in person, on shift from an hour ago until tomorrow."""
        languages = frozenset(speaks.split(","))
        person = add_person(
            self.parts.people,
            login=login,
            name=f"Sample {login}",
            roles=frozenset({role}),
            speaks=languages,
            ui_language="en",
            password="correct horse battery",
        )
        if role is Role.COUNSELLOR:
            now = self.parts.clock.now()
            add_shift(
                self.parts.shifts,
                person_id=person.id,
                starts_at=now,
                ends_at=now + timedelta(hours=8),
                languages=languages,
                now=now,
            )
        desk = Desk(person_id=person.id, browser=self.sign_in(login))
        self.desks.append(desk)
        return desk

    def sign_in(self, login: str) -> Browser:
        browser = Browser(self.config.public_url)
        words = {"login": login, "password": "correct horse battery"}
        browser.csrf = browser.send("POST", "/api/session", words)["csrf"]
        return browser

    def close(self) -> None:
        for desk in self.desks:
            desk.leave()
        self._jobs.stop()
        self.live.stop()
        self.server.shutdown()
        self._serving.join()
        self.server.server_close()
        self.line.close()
        # What is still on its way to the carrier holds a connection until it has been refused.
        self.parts.apply_event.deliver.close()  # type: ignore[attr-defined]  # the real one
        self.parts.database.close()


def open_stage(folder: Path, database_url: str, prompts: Path, **settings: str) -> Stage:
    """Everything up and answering."""
    config = with_secrets(
        load_config(
            {
                "HELPLINE_DATA_DIR": str(folder),
                "HELPLINE_DATABASE_URL": database_url,
                "HELPLINE_PUBLIC_URL": "http://127.0.0.1:1",
                **settings,
            }
        )
    )
    (folder / "prompts").symlink_to(prompts)
    server = make_server("127.0.0.1", 0, _not_yet, threaded=True)
    public_url = f"http://127.0.0.1:{server.server_port}"
    config = replace(config, public_url=public_url)
    line = HeadlessLine(_carrier(config), speed=0.05)
    config = replace(config, practice_port=line.port, api_url=f"http://127.0.0.1:{line.port}")
    parts = assemble(config)
    app = create_app(config, parts=parts)
    server.app = app
    serving = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    serving.start()
    jobs = jobs_process(parts)
    jobs.start()
    return Stage(
        config=config,
        parts=parts,
        line=line,
        server=server,
        _serving=serving,
        _jobs=jobs,
        live=app.extensions["helpline_live"],
    )


def _not_yet(*_: object) -> list[bytes]:
    raise RuntimeError("the application is not joined yet")


def _carrier(config: Config) -> CarrierConfig:
    return CarrierConfig(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        api_key_sid=config.api_key_sid,
        api_key_secret=config.api_key_secret,
        application_sid=config.application_sid,
        number=config.number,
        voice_url=f"{config.public_url}/twilio/voice",
        status_callback=f"{config.public_url}/twilio/status",
        fallback_url=f"{config.public_url}/twilio/voice",
        application_voice_url=f"{config.public_url}/twilio/counsellor",
    )


def until(look: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """Looks again until it holds; fails with what was seen last."""
    patience = time.monotonic() + _PATIENCE_S
    while time.monotonic() < patience:
        seen = look()
        if holds(seen):
            return seen
        time.sleep(0.02)
    shown: Mapping[str, Any] | Any = seen
    raise AssertionError(f"not seen within {_PATIENCE_S:.0f} s; last: {shown!r}")
