"""Every figure, one after the other; bounded in count and time, on loopback only."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench import (
    audit,
    consoles,
    decision,
    need,
    offer,
    privacy,
    records,
    revocation,
    roster,
    rota,
    rota_followed,
    rota_processes,
    simulation,
    sound,
    step,
    trust,
    webhooks,
)


def figures() -> Iterator[Mapping[str, Any]]:
    yield from step.figures()
    yield from simulation.figures()
    yield from rota.figures()
    yield from rota_followed.figures()
    yield from rota_processes.figures()
    yield from need.figures()
    yield from roster.figures()
    yield from audit.figures()
    yield from records.figures()
    yield from trust.figures()
    yield from privacy.figures()
    yield from revocation.figures()
    yield from webhooks.figures()
    yield from offer.figures()
    yield from decision.figures()
    yield from consoles.figures()
    yield from sound.figures()


if __name__ == "__main__":
    # The solver greets whoever reads its output; the figures have theirs for themselves.
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), 1)
    for figure in figures():
        print(json.dumps(figure, ensure_ascii=False), file=told, flush=True)
