"""What every process is made of: settings in, joined parts out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from config import Config
from helpline.calls.apply_event import ApplyEvent
from helpline.calls.line_ports import MessageCarrier
from helpline.calls.messages import Messages
from helpline.calls.ports import Carrier, Clock, OutboxItem
from helpline.clock import SystemClock
from helpline.jobs.outbox import Deliver, SendOutbox
from helpline.policy_of import policy_of
from helpline.privacy.caller_reference import week_of
from helpline.store.ability_book import SqlAbilities
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
from helpline.store.line_book import SqlLineBook
from helpline.store.log_book import SqlLogBook
from helpline.store.message_book import SqlMessageBook
from helpline.store.people_book import SqlPeopleBook, SqlPresenceBook
from helpline.store.repeat_marks import RepeatMarks
from helpline.store.ring_book import SqlRingBook
from helpline.store.service_book import SqlServiceBook
from helpline.store.shift_book import SqlShiftBook
from helpline.store.sql_store import SqlStore
from helpline.store.stream_book import SqlStreamBook
from helpline.store.training_book import SqlTrainingBook
from helpline.telephony.addresses import Addresses
from helpline.telephony.practice_callers import HttpPracticeLine
from helpline.telephony.rest_client import RestCarrier
from helpline.telephony.ringing_out import RingingOut
from helpline.training.follow_training import FollowTraining
from helpline.training.ports import PracticeLine
from routing.policy import Policy


class WholeCarrier(Carrier, MessageCarrier, Protocol):
    """Everything that is asked of the telephone network."""


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
    disclosures: SqlDisclosureBook
    audit: SqlAuditBook
    audit_log: SqlAuditLog
    anchors: AnchorFile
    log: SqlLogBook
    health: SqlHealthBook
    streams: SqlStreamBook
    carrier: WholeCarrier
    outbox: SendOutbox
    apply_event: ApplyEvent
    policy: Policy
    line: SqlLineBook
    abilities: SqlAbilities
    messages: Messages
    rings: SqlRingBook
    repeat_marks: RepeatMarks
    training: SqlTrainingBook
    follow_training: FollowTraining
    practice_line: PracticeLine | None  # None with a real carrier


def assemble(
    config: Config,
    *,
    clock: Clock | None = None,
    carrier: WholeCarrier | None = None,
    http: Any = None,
    deliver: Callable[[Sequence[OutboxItem]], None] | None = None,
    practice_line: PracticeLine | None = None,
) -> Parts:
    """Nothing is started and nothing is read yet; the tables must be there.

    `http` is the client with which the carrier is asked, where it is not over the network;
    `deliver` takes what a commit has decided, where that is not done by threads.
    """
    clock = clock or SystemClock()
    database, keys = open_database(database_url(config)), _key_store(config, clock)
    policy, line = policy_of(config), SqlLineBook(database, keys)
    carrier = carrier or _rest_carrier(config, policy, line, http=http)
    store, audit = SqlStore(database=database), SqlAuditBook(database, keys)
    outbox, apply_event = _one_way_in(store, carrier, clock, policy, deliver)
    training = SqlTrainingBook(store=store, keys=keys)
    return Parts(
        config=config,
        clock=clock,
        keys=keys,
        store=store,
        anchors=AnchorFile(anchors_path(config), audit),
        **_books(config, database, keys, audit),
        carrier=carrier,
        outbox=outbox,
        apply_event=apply_event,
        policy=policy,
        line=line,
        messages=Messages(book=SqlMessageBook(database, keys), ring=carrier.call_back, clock=clock),
        repeat_marks=RepeatMarks(database, keys, clock),
        training=training,
        follow_training=FollowTraining(book=training, apply_event=apply_event, clock=clock),
        practice_line=_practice_line(config, practice_line),
    )


def _one_way_in(
    store: SqlStore,
    carrier: Carrier,
    clock: Clock,
    policy: Policy,
    deliver: Callable[[Sequence[OutboxItem]], None] | None,
) -> tuple[SendOutbox, ApplyEvent]:
    """What happens goes in, commands come out, and what the carrier answers goes in again."""
    outbox = SendOutbox(
        store=store,
        carrier=carrier,
        clock=clock,
        apply_event=lambda event: apply_event(event),  # noqa: PLW0108 -- not made yet
    )
    deliver = deliver or Deliver(outbox=outbox)
    apply_event = ApplyEvent(store=store, deliver=deliver, clock=clock, policy=policy)
    return outbox, apply_event


def _books(
    config: Config, database: Database, keys: KeyStore, audit: SqlAuditBook
) -> dict[str, Any]:
    """What is read and written beside the calls, each under the name of its part."""
    contacts = SqlContactBook(database, keys, config.zone)
    return {
        "abilities": SqlAbilities(database),
        "database": database,
        "people": SqlPeopleBook(database),
        "presence": SqlPresenceBook(database),
        "factors": SqlFactorBook(database, keys),
        "links": SqlInvitationBook(database),
        "shifts": SqlShiftBook(database),
        "contacts": contacts,
        "cases": SqlCaseBook(database, keys, contacts),
        "services": SqlServiceBook(database),
        "disclosures": SqlDisclosureBook(database),
        "audit": audit,
        "audit_log": SqlAuditLog(database),
        "log": SqlLogBook(database),
        "health": SqlHealthBook(database),
        "rings": SqlRingBook(database),
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


def _rest_carrier(
    config: Config, policy: Policy, line: SqlLineBook, *, http: Any = None
) -> RestCarrier:
    addresses = Addresses(public_url=config.public_url)
    return RestCarrier(
        account_sid=config.account_sid,
        auth_token=config.auth_token,
        api_url=config.api_url,
        addresses=addresses,
        ringing_out=RingingOut(
            line=line,
            addresses=addresses,
            number=config.number,
            phone_ring=policy.phone_ring,
            party_ring=policy.party_ring,
        ),
        first_language=config.languages[0],
        http=http,
    )
