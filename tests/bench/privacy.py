"""What anonymity is measured by: the detector on generated numbers (S5) and on notes written apart (S6),
the reports of a year under attack (S8), the mark of a week (S9), the carrier's own records (S13)."""

import secrets
import tempfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from helpline.privacy.detector import refusals
from helpline.store.database import open_database
from helpline.store.key_store import KeyStore
from helpline.store.migrate import upgrade
from tests.bench.figure import figure
from tests.helpline.calls.failing_carrier import kept_for
from tests.helpline.privacy.generated import sensitive
from tests.helpline.privacy.held_out import notes_with_names, ordinary_notes, recall, refused
from tests.helpline.privacy.marks import CALLERS, Weeks, fewest_candidates, taken_for_another
from tests.helpline.reports.attack_on_a_year import Attack
from tests.helpline.reports.test_a_year_of_reports import a_year, every_report
from tests.helpline.store.samples import NOON

_HOUR = timedelta(hours=1)
_WEEKS, _CONTACTS = 10, (600, 5000)


def figures() -> Iterator[Mapping[str, Any]]:
    yield from _detector()
    yield from _reports()
    yield from _marks()
    yield from _records()


def _detector() -> Iterator[Mapping[str, Any]]:
    generated = list(sensitive())
    caught = 100 * sum(bool(refusals(text)) for _, text in generated) / len(generated)
    detail = f"{len(generated)} numbers, addresses and handles in every script of digits"
    yield figure("S5 numbers and handles refused", caught, "%", goal="100", detail=detail)
    wrongly = 100 * len(refused()) / len(ordinary_notes())
    detail = f"{len(ordinary_notes())} ordinary notes written apart from the rules"
    yield figure("S5 ordinary notes refused", wrongly, "%", goal="<= 1", detail=detail)
    found, of = recall()["all"]
    kinds = ", ".join(f"{kind} {hit} of {all_}" for kind, (hit, all_) in recall().items())
    detail = f"{len(notes_with_names())} notes written apart from the rules: {kinds}"
    yield figure("S6 names and places marked", 100 * found / of, "%", goal=">= 80", detail=detail)


def _reports() -> Iterator[Mapping[str, Any]]:
    for contacts in _CONTACTS:
        attack = Attack(every_report(a_year(contacts, seed=contacts)))
        narrow = attack.narrowest()
        detail = (
            f"all 18 reports of a year of {contacts} contacts; {len(attack.hidden)} hidden counts"
        )
        yield figure("S8 narrowest hidden count", narrow, "contacts", goal=">= 8", detail=detail)


def _marks() -> Iterator[Mapping[str, Any]]:
    fewest = fewest_candidates(secrets.token_bytes(32), groups_bits=10, sample=1_000_000)
    detail = "numbers for each mark with the key, in the rarest of 1,024 groups of marks"
    yield figure("S9 candidates for a mark", fewest, "numbers", goal=">= 100", detail=detail)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/marks.db"
        upgrade(url)
        database, keys = (
            open_database(url),
            KeyStore(Path(folder) / "k.db", secrets.token_bytes(32)),
        )
        keys.prepare()
        wrong = taken_for_another(database, keys, Weeks(NOON), of=_WEEKS)
        database.close()
    share = 100 * wrong / (CALLERS * _WEEKS)
    detail = f"{CALLERS} different callers a week, {_WEEKS} weeks"
    yield figure("S9 taken for another", share, "%", goal="<= 0.5", detail=detail)


def _records() -> Iterator[Mapping[str, Any]]:
    kept, still_there = kept_for(seed=111)
    detail = (
        f"{len(kept)} records; one request in 20 fails, away once a day, one in 50 finished late"
    )
    p95 = kept[len(kept) * 95 // 100] / _HOUR
    yield figure("S13 carrier's records kept p95", p95, "h", goal="<= 24", detail=detail)
    detail = f"the longest; {still_there} are there after all"
    longest = kept[-1] / timedelta(days=1)
    yield figure("S13 carrier's records kept", longest, "days", goal="<= 14", detail=detail)
