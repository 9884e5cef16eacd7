"""Signed webhook → committed → TwiML, beside the same Flask with only the signature and one insert."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from config import load_config
from helpline.practice_secrets import with_secrets
from helpline.store.database import open_database
from helpline.store.migrate import upgrade
from tests.bench.figure import figure, percentile
from tests.bench.load import Measured, press
from tests.lives.processes import free_port
from tests.servers import postgres_url

_SECONDS = 3.0
_WARM_S = 1.0
_ROOT = Path(__file__).resolve().parents[2]


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        for kind, url in (
            ("sqlite", f"sqlite:///{folder}/bench.db"),
            ("postgresql", postgres_url()),
        ):
            upgrade(url)
            with _ours(Path(folder), url) as (address, token):
                ours = _measure(address, token)
            with _bare(url) as (address, token):
                bare = _measure(address, token)
            for clients, measured in ours.items():
                yield from _rows(kind, clients, measured, bare[clients])


def _measure(address: str, token: str) -> dict[int, Measured]:
    press(address, token, clients=1, seconds=_WARM_S)
    return {clients: press(address, token, clients=clients, seconds=_SECONDS) for clients in (1, 8)}


def _rows(kind: str, clients: int, ours: Measured, bare: Measured) -> Iterator[Mapping[str, Any]]:
    name = f"webhook {kind} {clients} clients"
    p50, p99 = (1000 * percentile(ours.latencies, part) for part in (0.5, 0.99))
    detail = f"{len(ours.latencies)} signed webhooks: a call arrives, a call ends"
    yield figure(
        f"{name}: requests", ours.per_second, "1/s", goal="a national peak is 5/s", detail=detail
    )
    yield figure(f"{name}: p50", p50, "ms", goal=f"< {10 * clients}", detail=detail)
    yield figure(f"{name}: p99", p99, "ms", goal=f"< {50 * clients}", detail=detail)
    ratio = ours.per_second / bare.per_second
    more = f"bare Flask, signature and one insert: {bare.per_second:.0f}/s"
    yield figure(f"{name}: ratio to bare", ratio, "x", goal="> 0.2", detail=more)


@contextmanager
def _ours(folder: Path, url: str) -> Iterator[tuple[str, str]]:
    address = f"http://127.0.0.1:{free_port()}"
    environ = {
        "HELPLINE_DATA_DIR": str(folder),
        "HELPLINE_DATABASE_URL": url,
        "HELPLINE_BIND": address.removeprefix("http://"),
        "HELPLINE_PUBLIC_URL": address,
        "HELPLINE_ROLE": "web",
    }
    config = with_secrets(load_config(environ))
    with _serving([sys.executable, "-m", "helpline", "web"], environ, address):
        yield address, config.auth_token


@contextmanager
def _bare(url: str) -> Iterator[tuple[str, str]]:
    database = open_database(url)
    with database.writing() as connection:
        connection.execute(
            sa.text("CREATE TABLE IF NOT EXISTS bare (id VARCHAR(64), leg VARCHAR(64))")
        )
    database.close()
    address = f"http://127.0.0.1:{free_port()}"
    environ = {"BARE_DATABASE_URL": url, "BARE_PUBLIC_URL": address, "BARE_TOKEN": "bare"}
    command = [
        *(sys.executable, "-m", "gunicorn", "--workers", "1", "--worker-class", "gthread"),
        *("--threads", "400", "--no-control-socket", "--log-level", "error"),
        *("--bind", address.removeprefix("http://"), "tests.bench.bare_app:app"),
    ]
    with _serving(command, environ, address):
        yield address, "bare"


@contextmanager
def _serving(command: list[str], environ: dict[str, str], address: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ | environ, cwd=_ROOT)  # noqa: S603 -- our own
    try:
        _until_alive(address)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until_alive(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):  # noqa: S310 -- loopback
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not come up")
