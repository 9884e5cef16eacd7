"""From the end of a caller's greeting to the offer on a counsellor's screen, over real processes."""

import queue
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpline.telephony.prompts.make import make_placeholders
from tests.bench.figure import figure, percentile
from tests.bench.load import Webhooks
from tests.lives.processes import RunningLine, start_line, two_counsellors
from tests.servers import postgres_url

_TIMES = 60


def figures() -> Iterator[Mapping[str, Any]]:
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_placeholders(folder / "made")
            data = folder / "data"
            data.mkdir()
            url = postgres_url() if kind == "postgresql" else f"sqlite:///{data}/helpline.db"
            line = start_line(data, url, folder / "made", two_counsellors()[:1])
            try:
                spent = _measure(line)
            finally:
                line.close()
        detail = f"{len(spent)} calls: webhook sent → news of the offer received by a socket client"
        for part, label in ((0.5, "p50"), (0.99, "p99")):
            value = 1000 * percentile(spent, part)
            yield figure(
                f"offer on screen {kind}: {label}", value, "ms", goal="< 200", detail=detail
            )


def _measure(line: RunningLine) -> list[float]:
    browser, _, heartbeat = line.go_on_duty(line.people[0])
    offers: queue.Queue[float] = queue.Queue()

    def on_news(news: dict[str, Any]) -> None:
        if news["type"] == "console" and news["body"]["offer"]:
            offers.put(time.perf_counter())

    heartbeat.on("news", on_news)
    carrier = Webhooks(line.config.public_url, line.config.auth_token)
    spent = [_one(carrier, offers, number) for number in range(_TIMES)]
    carrier.close()
    heartbeat.stop()
    browser.send("DELETE", "/api/session")
    return spent


def _one(carrier: Webhooks, offers: "queue.Queue[float]", number: int) -> float:
    leg = f"CAbench{number}"
    document = carrier.text("/twilio/voice", {"CallSid": leg, "CallStatus": "ringing"})
    found = re.search(r"call=([0-9a-f]{32})", document)
    assert found is not None
    started = time.perf_counter()
    path = f"/twilio/voice/language?call={found.group(1)}&n=0"
    carrier.text(path, {"CallSid": leg, "Digits": "1"})
    seen = offers.get(timeout=10)
    carrier.text("/twilio/status", {"CallSid": leg, "CallStatus": "completed"})
    time.sleep(0.1)
    return seen - started
