"""One run: so many calls, and one process killed at a random moment among them."""

import gc
import os
import random
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

from config import Config, load_config
from helpline.cli.children import Children
from helpline.cli.line_check import Browser
from helpline.cli.people import Sample
from helpline.cli.preparation import prepare_files, prepare_sample_people
from helpline.cli.run import processes
from helpline.people.ports import Role
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.headless import HeadlessLine
from helpline.practice_line.hosting import ADDRESS
from helpline.practice_line.journal import Entry
from helpline.practice_secrets import with_secrets
from helpline.store.database import Database, open_database
from helpline.telephony.twiml import fallback_document
from tests.history.checker import History, read_history
from tests.history.town import Childhood, Counsellor, Town
from tests.lives.processes import free_port

_SPEED = (
    0.1  # a ten-second prompt takes a second; faster, and those who wait ask for nothing but turns
)
_SETTLES_WITHIN_S = 60.0
_UP_WITHIN_S = 60.0
_FAILED = 400


@dataclass(slots=True, kw_only=True)
class Storm:
    database: Database
    line: HeadlessLine
    children: Children
    town: Town
    chance: random.Random
    killed: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    never_reached: int = 0  # hung up before a webhook of theirs was answered

    def run(self, *, calls: int, at_once: int, kills: list[str]) -> tuple[History, float]:
        """The history of these calls, and the seconds they took. Each of `kills` is killed once."""
        since, began = datetime.now(UTC), time.monotonic()
        children = [
            Childhood(self.line, random.Random(self.chance.random())) for _ in range(at_once)
        ]
        rung = _Countdown(calls)
        threads = [threading.Thread(target=_keeps_ringing, args=[c, rung]) for c in children]
        for thread in threads:
            thread.start()
        for name, when in zip(kills, self._moments(calls, len(kills)), strict=True):
            rung.wait_until(when)
            self._kill(name)
        for thread in threads:
            thread.join()
        took_s = time.monotonic() - began
        self._settle()
        placed = [leg for child in children for leg in child.legs]
        self.never_reached = len(set(placed) - self.reached)
        since -= timedelta(seconds=1)
        history = read_history(self.database, placed=placed, reached=self.reached, since=since)
        return history, took_s

    def note(self, entry: Entry) -> None:
        """Of each leg whether a webhook of it was ever answered: from then on a call is ours."""
        asked_us = entry.kind == "request" and "/twilio/voice" in entry.fields["url"]
        if asked_us and entry.fields["status"] < _FAILED:
            self.reached |= set(parse_qs(entry.fields["params"]).get("CallSid", []))

    def _moments(self, calls: int, number: int) -> list[int]:
        """How many calls are still to come when each of them is killed."""
        return sorted(
            (self.chance.randrange(calls // 10, calls) for _ in range(number)), reverse=True
        )

    def _kill(self, name: str) -> None:
        """SIGKILL to the whole group, and at once a new one, as a supervisor of processes would."""
        child = next(each for each in self.children.all if each.name == name)
        assert child.process is not None
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self.killed.append(name)
        child.start()

    def _settle(self) -> None:
        """Until every call has ended with us and every leg at the carrier."""
        until = time.monotonic() + _SETTLES_WITHIN_S
        while time.monotonic() < until:
            with self.database.reading() as connection:
                going_on = connection.exec_driver_sql(
                    "SELECT (SELECT count(*) FROM calls WHERE ended_at IS NULL)"
                    " + (SELECT count(*) FROM intervals WHERE ends_at IS NULL)"
                ).scalar()
            if not going_on and not self.live_legs():
                return
            time.sleep(0.2)

    def live_legs(self) -> list[str]:
        return [sid for sid, call in list(self.line.carrier.calls.items()) if call.is_live]


class _Countdown:
    """So many calls are still to be placed."""

    def __init__(self, calls: int) -> None:
        self._left = calls
        self._changed = threading.Condition()

    def take(self) -> bool:
        with self._changed:
            if not self._left:
                return False
            self._left -= 1
            self._changed.notify_all()
            return True

    def wait_until(self, left: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._left <= left)


def _keeps_ringing(child: Childhood, left: _Countdown) -> None:
    while left.take():
        child.ring()


@contextmanager
def open_storm(
    folder: Path, database_url: str, prompts: Path, *, counsellors: int, seed: int
) -> Iterator[Storm]:
    """Web and jobs as processes of their own; the carrier and the town in this one."""
    environ = _environ(folder, database_url)
    _lend_the_sounds(folder, prompts)
    config, people = with_secrets(load_config(environ)), _staff(counsellors)
    prepare_files(config)
    prepare_sample_people(config, people)
    line = HeadlessLine(_carrier(config), speed=_SPEED)
    config = replace(config, practice_port=line.port)
    children = _children(config, environ | {"HELPLINE_PRACTICE_PORT": str(line.port)})
    database, chance = open_database(database_url), random.Random(seed)
    try:
        children.start()
        ready = f"{config.public_url}/readyz"
        children.wait_until_healthy({"web": ready}, within_s=_UP_WITHIN_S)
        town = Town(database, line, [_at_work(config, line, each, chance) for each in people])
        storm = Storm(database=database, line=line, children=children, town=town, chance=chance)
        line.carrier.journal.listeners.append(storm.note)
        town.open()
        try:
            yield storm
        finally:
            town.close()
    finally:
        children.stop()
        line.close()
        database.close()
        _collect_what_was_killed()


def _collect_what_was_killed() -> None:
    """The socket library leaves a killed connection to the collector; here, not in another test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def _environ(folder: Path, database_url: str) -> dict[str, str]:
    port = free_port()
    return {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": database_url,
        "HELPLINE_BIND": f"127.0.0.1:{port}",
        "HELPLINE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPLINE_WRAP_UP_S": "1",
        "HELPLINE_LANGUAGE_RELAXES_S": "1",
    }


def _lend_the_sounds(folder: Path, prompts: Path) -> None:
    """Spoken once for all."""
    (folder / "prompts").symlink_to(prompts)
    callers = prompts.with_name(f"{prompts.name}-callers")
    callers.mkdir(exist_ok=True)
    (folder / "callers").symlink_to(callers)


def _children(config: Config, environ: dict[str, str]) -> Children:
    ours = [each for each in processes(config) if each.name in {"web", "jobs"}]
    for child in ours:
        child.environ |= environ
    return Children(all=ours)


def _staff(number: int) -> list[Sample]:
    return [
        Sample(
            login=f"counsellor{n}",
            name=f"Sample Counsellor {n}",
            role=Role.COUNSELLOR,
            ui_language="en",
        )
        for n in range(number)
    ]


def _at_work(config: Config, line: HeadlessLine, who: Sample, chance: random.Random) -> Counsellor:
    browser = Browser(config.public_url)
    words = {"login": who.login, "password": who.password}
    session = browser.send("POST", "/api/session", words)
    browser.csrf = session["csrf"]
    return Counsellor(browser, session["me"]["id"], line, random.Random(chance.random()))


def _carrier(config: Config) -> CarrierConfig:
    """As a helpline sets up its number: limits of time, and a voice of the carrier's own when we are gone."""
    arrival = f"{config.public_url}/twilio/voice"
    document = fallback_document(f"{ADDRESS}prompts", (), arrival)
    return CarrierConfig(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        api_key_sid=config.api_key_sid,
        api_key_secret=config.api_key_secret,
        application_sid=config.application_sid,
        number=config.number,
        voice_url=f"{arrival}#ct=2000&rt=5000&rp=all&rc=1",
        status_callback=f"{config.public_url}/twilio/status",
        fallback_url=f"{ADDRESS}fallback.xml",
        hosted={"fallback.xml": document.encode()},
        application_voice_url=f"{config.public_url}/twilio/counsellor",
    )
