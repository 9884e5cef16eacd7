"""What every process is made of: settings in, joined parts out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import Config
from helpline.calls.apply_event import ApplyEvent
from helpline.calls.ports import Carrier, Clock
from helpline.clock import SystemClock
from helpline.jobs.outbox import Deliver, SendOutbox
from helpline.privacy.caller_number import week_of
from helpline.store.audit_anchors import AnchorFile
from helpline.store.audit_book import SqlAuditBook
from helpline.store.audit_log import SqlAuditLog
from helpline.store.case_book import SqlCaseBook
from helpline.store.contact_book import SqlContactBook
from helpline.store.database import Database, open_database
from helpline.store.disclosure_book import SqlDisclosureBook
from helpline.store.factor_book import SqlFactorBook
from helpline.store.health_book import SqlHealthBook
from helpline.store.invitation_book import SqlInvitationBook
from helpline.store.key_store import KeyStore
from helpline.store.log_book import SqlLogBook
from helpline.store.people_book import SqlPeopleBook, SqlPresenceBook
from helpline.store.repeat_marks import RepeatMarks
from helpline.store.service_book import SqlServiceBook
from helpline.store.shift_book import SqlShiftBook
from helpline.store.sql_store import SqlStore
from helpline.store.stream_book import SqlStreamBook
from helpline.store.training_book import SqlTrainingBook
from helpline.telephony.addresses import Addresses
from helpline.telephony.practice_callers import HttpPracticeLine
from helpline.telephony.rest_client import RestCarrier
from helpline.training.follow_training import FollowTraining
from helpline.training.ports import PracticeLine
from routing.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every process is made of."""

    config: Config
    clock: Clock
    database: Database
    keys: KeyStore
    store: SqlStore
    people: SqlPeopleBook
    presence: SqlPresenceBook
    factors: SqlFactorBook
    links: SqlInvitationBook
    shifts: SqlShiftBook
    contacts: SqlContactBook
    cases: SqlCaseBook
    services: SqlServiceBook
    repeats: RepeatMarks
    disclosures: SqlDisclosureBook
    audit: SqlAuditBook
    audit_log: SqlAuditLog
    anchors: AnchorFile
    log: SqlLogBook
    health: SqlHealthBook
    streams: SqlStreamBook
    carrier: Carrier
    outbox: SendOutbox
    apply_event: ApplyEvent
    policy: Policy
    training: SqlTrainingBook
    follow_training: FollowTraining
    practice_line: PracticeLine | None  # None with a real carrier


def assemble(
    config: Config,
    *,
    clock: Clock | None = None,
    carrier: Carrier | None = None,
    practice_line: PracticeLine | None = None,
) -> Parts:
    """Nothing is started and nothing is read yet; the tables must be there."""
    clock = clock or SystemClock()
    config.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_database(database_url(config))
    keys = _key_store(config, clock)
    store = SqlStore(database=database)
    carrier = carrier or _rest_carrier(config)
    outbox = SendOutbox(store=store, carrier=carrier, clock=clock)
    policy, deliver = _policy(config), Deliver(outbox=outbox)
    apply_event = ApplyEvent(store=store, deliver=deliver, clock=clock, policy=policy)
    training = SqlTrainingBook(store=store, keys=keys)
    audit = SqlAuditBook(database, keys)
    return Parts(
        config=config,
        clock=clock,
        database=database,
        keys=keys,
        store=store,
        anchors=AnchorFile(anchors_path(config), audit),
        **_books(database, keys, audit),
        carrier=carrier,
        outbox=outbox,
        apply_event=apply_event,
        policy=policy,
        repeats=RepeatMarks(database=database, keys=keys, zone=config.zone),
        training=training,
        follow_training=FollowTraining(book=training, apply_event=apply_event, clock=clock),
        practice_line=_practice_line(config, practice_line),
    )


def _books(database: Database, keys: KeyStore, audit: SqlAuditBook) -> dict[str, Any]:
    """What is read and written beside the calls, each under the name of its part."""
    return {
        "people": SqlPeopleBook(database),
        "presence": SqlPresenceBook(database),
        "factors": SqlFactorBook(database, keys),
        "links": SqlInvitationBook(database),
        "shifts": SqlShiftBook(database),
        "contacts": SqlContactBook(database, keys),
        "cases": SqlCaseBook(database, keys, SqlContactBook(database, keys)),
        "services": SqlServiceBook(database),
        "disclosures": SqlDisclosureBook(database),
        "audit": audit,
        "audit_log": SqlAuditLog(database),
        "log": SqlLogBook(database),
        "health": SqlHealthBook(database),
        "streams": SqlStreamBook(database),
    }


def _key_store(config: Config, clock: Clock) -> KeyStore:
    keys = KeyStore(
        config.data_dir / "keys.db",
        bytes.fromhex(config.master_key),
        week=lambda: week_of(clock.now(), config.zone),
        earlier_master_key=bytes.fromhex(config.earlier_master_key),
    )
    keys.prepare()
    return keys


def _practice_line(config: Config, given: PracticeLine | None) -> PracticeLine | None:
    """Nobody can play a child where there is no practice line."""
    if not config.practice:
        return None
    return given or HttpPracticeLine(url=config.api_url)


def database_url(config: Config) -> str:
    """SQLite in the data folder unless a database is named."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    return config.database_url or f"sqlite:///{(config.data_dir / 'helpline.db').resolve()}"


def anchors_path(config: Config) -> Path:
    """Beside the database unless another place is named."""
    return Path(config.audit_anchors or config.data_dir / "audit-anchors.jsonl")


def _rest_carrier(config: Config) -> RestCarrier:
    return RestCarrier(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        api_url=config.api_url,
        addresses=Addresses(public_url=config.public_url),
    )


def _policy(config: Config) -> Policy:
    return Policy(
        ring=config.ring,
        join=config.join,
        wrap_up=config.wrap_up,
        preferred=config.preferred,
        language_relaxes=config.language_relaxes,
    )
