"""A thousand consoles on one socket process, twenty offers a second: how late the last screen shows its own."""

import asyncio
import json
import secrets
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa

from config import load_config
from helpline.assembly import Parts, assemble
from helpline.calls.ports import News
from helpline.cli.children import Child, Children
from helpline.cli.run import processes
from helpline.people.ports import Session
from helpline.people.sign_in import digest_of
from helpline.practice_secrets import with_secrets
from helpline.store.migrate import upgrade
from helpline.store.news import append_news, wake_everybody
from helpline.store.tables.people import sessions
from routing.events import Arrive, ChooseLanguage, HangUp
from tests.bench.figure import figure, percentile
from tests.bench.town_rows import add_people
from tests.lives.processes import free_port
from tests.servers import postgres_url, run_on

_CONSOLES, _ON_SHIFT, _A_SECOND, _OFFERS = 1000, 200, 20, 300
_AT_ONCE, _BEATS_EVERY_S, _PATIENCE_S, _LOOKS = 50, 2.0, 30.0, 300


@dataclass(slots=True)
class Crowd:
    """Open sockets by person, and when each awaited call was shown on a screen."""

    shown: dict[str, float] = field(default_factory=dict)
    sockets: list[tuple[aiohttp.ClientWebSocketResponse, bool]] = field(default_factory=list)

    async def join(
        self, http: aiohttp.ClientSession, url: str, cookie: str, *, ready: bool
    ) -> None:
        """As a page does: the handshake of the transport, then of the socket."""
        headers = {"Cookie": f"helpline_session={cookie}", "Origin": url}
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        socket = await http.ws_connect(address, headers=headers, heartbeat=None)
        await socket.receive()
        await socket.send_str('40{"after":{},"epoch":null}')
        self.sockets.append((socket, ready))

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.data == "2":
                await socket.send_str("3")
            elif str(message.data).startswith('42["news"'):
                self._note(json.loads(message.data[2:])[1])

    def _note(self, news: Mapping[str, Any]) -> None:
        offer = news["body"].get("offer") if news["type"] == "console" else None
        if offer is not None:
            self.shown.setdefault(offer["call_id"], time.perf_counter())

    async def beat(self) -> None:
        """Every page says that it lives, every two seconds, one after the other."""
        while True:
            for socket, ready in self.sockets:
                sign = {"softphone": ready, "microphone": ready, "sound": ready}
                await socket.send_str(f"42{json.dumps(['alive', sign])}")
                await asyncio.sleep(_BEATS_EVERY_S / len(self.sockets))


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        parts, child, url = _open(Path(name))
        try:
            offered, bare = asyncio.run(_measure(parts, url))
        finally:
            child.stop()
            parts.apply_event.deliver.close()  # type: ignore[attr-defined]  # the real one
            parts.database.close()
    detail = (
        f"{_CONSOLES} sockets on one process, each alive every {_BEATS_EVERY_S:.0f} s, {_ON_SHIFT} on"
        f" shift, {_A_SECOND} offers/s on PostgreSQL: decision begun → news received"
    )
    for part, label in ((0.5, "p50"), (0.99, "p99")):
        value = 1000 * percentile(offered, part)
        yield figure(
            f"{_CONSOLES} consoles: offer on screen {label}",
            value,
            "ms",
            goal="< 200",
            detail=detail,
        )
    ratio = percentile(offered, 0.99) / percentile(bare, 0.99)
    bare_ms = 1000 * percentile(bare, 0.99)
    detail = f"news alone, written and emitted without a decision: p99 {bare_ms:.1f} ms"
    yield figure(
        f"{_CONSOLES} consoles: times the news alone, p99",
        ratio,
        "ratio",
        goal="< 4",
        detail=detail,
    )
    lost = _OFFERS - len(offered)
    yield figure(
        f"{_CONSOLES} consoles: offers not shown", lost, "offers", goal="0", detail=f"of {_OFFERS}"
    )


def _open(folder: Path) -> tuple[Parts, Child, str]:
    name, port = f"consoles_{uuid.uuid4().hex[:8]}", free_port()
    run_on(postgres_url(), f"CREATE DATABASE {name}")
    database_url = (
        sa.make_url(postgres_url()).set(database=name).render_as_string(hide_password=False)
    )
    upgrade(database_url)
    url = f"http://127.0.0.1:{port}"
    environ = {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": database_url,
        "HELPLINE_BIND": f"127.0.0.1:{port}",
        "HELPLINE_PUBLIC_URL": url,
    }
    config = with_secrets(load_config(environ))
    web = next(each for each in processes(config) if each.name == "web")
    log_path = web.log_path.with_name("rt.log")
    child = Child(name="rt", command=("rt",), log_path=log_path, environ=web.environ | environ)
    child.start()
    Children(all=[child]).wait_until_healthy({"rt": f"{url}/healthz"}, within_s=60)
    return assemble(config), child, url


async def _measure(parts: Parts, url: str) -> tuple[list[float], list[float]]:
    people = add_people(parts.database, _CONSOLES, on_shift=_ON_SHIFT)
    cookies = _sign_in(parts, people)
    crowd = Crowd()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        for start in range(0, _CONSOLES, _AT_ONCE):
            some = range(start, start + _AT_ONCE)
            joins = (crowd.join(http, url, cookies[n], ready=n < _ON_SHIFT) for n in some)
            await asyncio.gather(*joins)
        tasks = [asyncio.create_task(crowd.listen(socket)) for socket, _ in crowd.sockets]
        tasks.append(asyncio.create_task(crowd.beat()))
        await asyncio.sleep(2 * _BEATS_EVERY_S)
        offered = await _paced(crowd, lambda n: _offer(parts, n))
        bare = await _paced(crowd, lambda n: _news_alone(parts, people[n % _CONSOLES], n))
        for task in tasks:
            task.cancel()
        for socket, _ in crowd.sockets:
            await socket.close()
    return offered, bare


def _sign_in(parts: Parts, people: list[str]) -> list[str]:
    """Without a thousand slow passwords, which are no part of this."""
    now, cookies = datetime.now(UTC), [secrets.token_urlsafe(32) for _ in people]
    rows = [
        {
            name: value
            for name in Session.__dataclass_fields__
            if (value := getattr(_session(cookie, person_id, now), name)) is not None
        }
        for cookie, person_id in zip(cookies, people, strict=True)
    ]
    with parts.database.writing() as connection:
        connection.execute(sa.insert(sessions), rows)
    return cookies


def _session(cookie: str, person_id: str, now: datetime) -> Session:
    return Session(digest=digest_of(cookie), person_id=person_id, opened_at=now, seen_at=now)


async def _paced(crowd: Crowd, one: Callable[[int], Awaitable[tuple[str, float]]]) -> list[float]:
    """Seconds until each was shown; those that never were are left out."""
    began: dict[str, float] = {}
    first = time.perf_counter()
    for number in range(_OFFERS):
        await asyncio.sleep(max(0.0, first + number / _A_SECOND - time.perf_counter()))
        call_id, started = await one(number)
        began[call_id] = started
    for _ in range(_LOOKS):
        if began.keys() <= crowd.shown.keys():
            break
        await asyncio.sleep(_PATIENCE_S / _LOOKS)
    return [crowd.shown[key] - at for key, at in began.items() if key in crowd.shown]


async def _offer(parts: Parts, number: int) -> tuple[str, float]:
    """One caller arrives and is offered; the one before her has hung up, so that somebody is free."""
    call_id, leg = uuid.uuid4().hex, f"CAcrowd{number}"

    def happen() -> float:
        if number >= _ON_SHIFT // 2:
            gone = f"CAcrowd{number - _ON_SHIFT // 2}"
            parts.apply_event(HangUp(id=f"gone:{gone}", leg=gone))
        parts.apply_event(Arrive(id=f"arrive:{leg}", call_id=call_id, leg=leg))
        started = time.perf_counter()
        parts.apply_event(ChooseLanguage(id=f"l:{call_id}", call_id=call_id, language="ru"))
        return started

    return call_id, await asyncio.to_thread(happen)


async def _news_alone(parts: Parts, person_id: str, number: int) -> tuple[str, float]:
    call_id = f"bare-{number}"
    news = News(stream=f"person:{person_id}", type="console", body={"offer": {"call_id": call_id}})

    def happen() -> float:
        started = time.perf_counter()
        with parts.database.writing() as connection:
            append_news(connection, [news], datetime.now(UTC))
            wake_everybody(connection)
        return started

    return call_id, await asyncio.to_thread(happen)
