"""Application and practice line in one thread on one virtual clock; nothing but the clock is made up."""

import asyncio
import base64
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask.testing import FlaskClient
from twilio.http import HttpClient
from twilio.http.response import Response

from config import Config, load_config
from helpline.app import create_app
from helpline.assembly import Parts, assemble
from helpline.calls.ports import OutboxItem
from helpline.jobs.run import JobsProcess
from helpline.jobs_joined import jobs_process
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.in_process import Answered
from helpline.practice_line.transport import Answer, Request
from helpline.practice_line.virtual_line import VirtualLine
from helpline.practice_secrets import with_secrets
from tests.helpline.office import PUBLIC_URL

STARTS_AT = datetime(2026, 3, 2, 19, tzinfo=UTC)  # midnight in Almaty
_SIGHT_S = 600
_CHORES_S = 5


class _Through(HttpClient):  # type: ignore[misc]  # the library says nothing of its types
    """The carrier's own library, asking the API of the same process."""

    def __init__(self, line: VirtualLine) -> None:
        super().__init__(logger=None, is_async=False, timeout=None)
        self.line = line

    def request(
        self,
        method: str,
        url: str,
        params: Any = None,
        data: Any = None,
        headers: Any = None,
        auth: Any = None,
        **_: Any,
    ) -> Response:
        token = base64.b64encode(":".join(auth).encode()).decode()
        query = f"?{urlencode(params)}" if params else ""
        said = {**(headers or {}), "Authorization": f"Basic {token}"}
        answer = self.line.rest(
            method, urlsplit(url).path + query, said, urlencode(data or {}, doseq=True)
        )
        return Response(answer.status, answer.body)

    def download(self, url: str, login: tuple[str, str]) -> tuple[int, bytes]:
        token = base64.b64encode(":".join(login).encode()).decode()
        answer = self.line.rest("GET", urlsplit(url).path, {"Authorization": f"Basic {token}"})
        return answer.status, answer.raw


@dataclass(slots=True, kw_only=True)
class VirtualOffice:
    line: VirtualLine
    parts: Parts
    http: FlaskClient
    jobs: JobsProcess
    commits: list[asyncio.Event]

    def commit(self) -> asyncio.Event:
        """Set at every commit from now on."""
        self.commits.append(made := asyncio.Event())
        return made

    async def do_the_jobs(self) -> None:
        """What the jobs process does, woken by commits and by the time; ends by being cancelled."""
        changed = self.commit()
        while True:
            changed.clear()
            self.jobs.follow_shifts()
            self.jobs.timers.fire_due()
            self.parts.outbox.sweep()
            due = self.parts.store.next_due()
            wait_s = _SIGHT_S if due is None else (due - self.line.now()).total_seconds()
            try:
                async with asyncio.timeout(min(max(wait_s, 0.0), _SIGHT_S)):
                    await changed.wait()
            except TimeoutError:
                continue

    async def do_the_chores(self) -> None:
        """What the jobs process does every few seconds beside that."""
        while True:
            self.jobs.reconcile()
            for chore in self.jobs.chores:
                chore.run()
            await asyncio.sleep(_CHORES_S)

    async def reconcile(self) -> None:
        while True:
            self.jobs.reconcile()
            await asyncio.sleep(_SIGHT_S)

    def close(self) -> None:
        self.line.close()
        self.parts.database.close()


def open_virtual_office(
    folder: Path, prompts: Path, database_url: str, *, seed: int, **settings: str
) -> VirtualOffice:
    config = _config(folder, prompts, database_url, settings)
    opened: list[VirtualOffice] = []
    line = VirtualLine(
        _carrier(config),
        lambda request: _answer(opened[0].http, request),
        starts_at=STARTS_AT,
        seed=seed,
    )
    config = dataclasses.replace(config, api_url="http://carrier.example")
    commits: list[asyncio.Event] = []

    def deliver(items: Sequence[OutboxItem]) -> None:
        """After the answer that is being given, as its own threads would."""
        for each in commits:
            each.set()
        asyncio.get_running_loop().call_soon(parts.outbox.send_all, list(items))

    parts = assemble(config, clock=line, http=_Through(line), deliver=deliver)
    http = create_app(config, parts=parts).test_client()
    office = VirtualOffice(
        line=line, parts=parts, http=http, jobs=jobs_process(parts), commits=commits
    )
    opened.append(office)
    return office


def _config(folder: Path, prompts: Path, database_url: str, settings: Mapping[str, str]) -> Config:
    said = {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": database_url,
        "HELPLINE_PUBLIC_URL": PUBLIC_URL,
        **settings,
    }
    (folder / "prompts").symlink_to(prompts)
    return dataclasses.replace(with_secrets(load_config(said)), role="web")


def _carrier(config: Config) -> CarrierConfig:
    return CarrierConfig(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        application_sid=config.application_sid,
        number=config.number,
        voice_url=f"{config.public_url}/twilio/voice",
        status_callback=f"{config.public_url}/twilio/status",
        fallback_url=f"{config.public_url}/twilio/voice",
        application_voice_url=f"{config.public_url}/twilio/counsellor",
    )


def _answer(http: FlaskClient, request: Request) -> Answered:
    """As the web server would: the whole of Flask, from the signature to the rows."""
    parts = urlsplit(request.url)
    said = http.open(
        parts.path,
        method=request.method,
        query_string=parts.query,
        data=request.body,
        headers=dict(request.headers),
        base_url=PUBLIC_URL,
    )
    answer = Answer(
        status=said.status_code,
        content_type=said.mimetype or "",
        body=said.data,
        headers=dict(said.headers),
    )
    said.close()
    return Answered(answer=answer, after_s=0.02)
