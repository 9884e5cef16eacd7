"""What the trust of a helpline is measured by: the matrix (S2), tampering (S10), sign-in and the
verification standard (S11), and how long a breach report takes (S12)."""

import json
import random
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from helpline.cli import commands
from helpline.people.access_matrix import rights
from helpline.people.ports import Role
from helpline.privacy.audit_chain import Anchor, Entry, Fault, link_of, verify
from helpline.store.migrate import upgrade
from tests.architecture.standard import rows
from tests.bench.figure import figure
from tests.helpline.console.desk import (
    PASSWORD,
    at_a_desk,
    at_the_board,
    contact_of,
    talking,
    visitor,
)
from tests.helpline.console.rights import rights_of
from tests.helpline.office import PUBLIC_URL, Office, open_office
from tests.helpline.store.samples import NOON
from tests.helpline.test_audit_chain import KEY, chain

_TAMPERINGS, _ENTRIES = 500, 60
_READS = 100
_LOG, _AT_ONCE = 300_000, 5_000


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/helpline.db"
        upgrade(url)
        office = open_office(Path(folder), url)
        yield from _matrix(office)
        yield _reads(office)
        yield _second_factor(office)
        yield _breach(office)
        office.close()
    yield _tampering()
    yield from _standard()


def _matrix(office: Office) -> Iterator[Mapping[str, Any]]:
    real, told = list(rights_of(office.http.application)), list(rights())
    listed = 100 * sum(each in told for each in real) / len(real)
    detail = f"{len(real)} routes, socket events, fields and commands of the running application"
    yield figure("S2 in the role matrix", listed, "%", goal="100", detail=detail)
    is_open = [each for each in real if each.kind == "route" and not each.roles | {each.otherwise}]
    detail = "routes that name neither a role nor a reason"
    yield figure("S2 open by default", len(is_open), "routes", goal="0", detail=detail)


def _reads(office: Office) -> Mapping[str, Any]:
    counsellor, supervisor = at_a_desk(office), at_the_board(office)
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": "A sample."}
    counsellor.send("PUT", f"/api/contacts/{contact['id']}", body)
    why = {"reason": "A reading of the bench"}
    before = len(office.entries())
    for _ in range(_READS // 2):
        counsellor.get(f"/api/contacts/{contact['id']}")
        supervisor.send("POST", f"/api/contacts/{contact['id']}/read", why)
    noted = len(office.entries()) - before
    detail = f"{_READS} readings of one note by two people: entries for each"
    return figure("S10 reads on record", noted / _READS, "entries/read", goal="1", detail=detail)


def _second_factor(office: Office) -> Mapping[str, Any]:
    """With the rule of production: a right password alone must open nothing, for any role."""
    sign_in = office.http.application.extensions["helpline"].sign_in
    object.__setattr__(sign_in.second, "required", True)
    opened = 0
    for role in Role:
        login = office.person(f"alone-{role}", role).login
        words = {"login": login, "password": PASSWORD}
        answer = visitor(office).send("POST", "/api/session", words)
        opened += answer.status_code == 200
    object.__setattr__(sign_in.second, "required", False)
    asked = 100 * (len(Role) - opened) / len(Role)
    detail = f"{len(Role)} roles, the right password and nothing else: refused until the factor"
    return figure("S11 second factor asked for", asked, "%", goal="100", detail=detail)


def _breach(office: Office) -> Mapping[str, Any]:
    """As on the day: a log of years, one colleague under suspicion, the command as it is typed."""
    for first in range(0, _LOG, _AT_ONCE):
        things = [f"{number:032x}" for number in range(first, first + _AT_ONCE)]
        at = NOON + timedelta(minutes=first // _AT_ONCE)
        office.parts.audit.note_each(
            actor_id=f"p{first % 7}", act="contact.read", things=things, now=at
        )
    config = office.parts.config
    env: dict[str, str | None] = {
        "HELPLINE_DATA_DIR": str(config.data_dir),
        "HELPLINE_DATABASE_URL": config.database_url,
        "HELPLINE_PUBLIC_URL": PUBLIC_URL,
    }
    words = ["breach-report", "--since", "2020-01-01", "--json"]
    begin = time.perf_counter()
    told = json.loads(CliRunner(env=env).invoke(commands, words).output)
    minutes = (time.perf_counter() - begin) / 60
    detail = f"{told['log']['entries']} entries verified, {told['records_read']} records named"
    return figure("S12 breach report", minutes, "min", goal="<= 60", detail=detail)


def _tampering() -> Mapping[str, Any]:
    """Edits, deletions, swaps, cuts and re-hashed tails at random places; the seed is in the detail."""
    seed = secrets.randbelow(10**6)
    chance, whole, found = random.Random(seed), chain(_ENTRIES), 0
    head = Anchor(whole[-1].number, whole[-1].link)
    for number in range(_TAMPERINGS):
        tamper = _WAYS[number % len(_WAYS)]
        place = chance.randrange(1, _ENTRIES - 1)
        faults = verify(KEY, tamper(list(whole), place), [head]).faults
        found += any(_names(fault, whole[place].number) for fault in faults)
    detail = f"{_TAMPERINGS} edits, deletions, swaps, cuts and re-hashed tails; seed {seed}"
    share = 100 * found / _TAMPERINGS
    return figure("S10 tampering found at its place", share, "%", goal="100", detail=detail)


def _names(fault: Fault, number: int) -> bool:
    return fault.first <= number <= fault.last


def _edit(entries: list[Entry], place: int) -> list[Entry]:
    entries[place] = entries[place]._replace(thing="another")
    return entries


def _delete(entries: list[Entry], place: int) -> list[Entry]:
    del entries[place]
    return entries


def _swap(entries: list[Entry], place: int) -> list[Entry]:
    one, other = entries[place], entries[place + 1]
    entries[place] = other._replace(number=one.number)
    entries[place + 1] = one._replace(number=other.number)
    return entries


def _cut(entries: list[Entry], place: int) -> list[Entry]:
    return entries[:place]


def _rehash(entries: list[Entry], place: int) -> list[Entry]:
    """A forger without the key seals everything from there on anew."""
    link = entries[place - 1].link
    for later in range(place, len(entries)):
        forged = entries[later]._replace(actor_id="another")
        link = link_of(b"not the key", link, forged)
        entries[later] = forged._replace(link=link)
    return entries


_WAYS: tuple[Callable[[list[Entry], int], list[Entry]], ...] = (
    _edit,
    _delete,
    _swap,
    _cut,
    _rehash,
)


def _standard() -> Iterator[Mapping[str, Any]]:
    table = rows()
    is_open = [line for line, _, by in table if by.startswith("open")]
    tested = [line for line, _, by in table if "`test_" in by]
    met = 100 * (len(table) - len(is_open)) / len(table)
    detail = f"{len(table)} lines: {len(tested)} by a named test, the others by a written reason"
    yield figure("S11 verification standard met", met, "%", goal="100", detail=detail)
