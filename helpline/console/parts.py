"""Everything the routes and sockets need, joined in `helpline/app.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from helpline.calls.forget_carrier_records import CarrierRecordBook
from helpline.calls.line_ports import LineBook
from helpline.calls.messages import Messages
from helpline.calls.ports import Clock, Store
from helpline.cases.add_contact import AddContact
from helpline.cases.code_words import CodeWords
from helpline.cases.directory import ServiceBook
from helpline.cases.disclosure import Disclose
from helpline.cases.keep_case import KeepCase
from helpline.cases.move_case import MoveCase
from helpline.cases.read_contact import ReadContact
from helpline.cases.refer import Refer
from helpline.cases.rescue_contact import RescueContact
from helpline.cases.search import SearchRecords
from helpline.cases.write_contact import WriteContact
from helpline.console.readings import AuditLog, CallLog, PartState, Streams
from helpline.console.rota_parts import RotaParts
from helpline.people.accounts import Accounts
from helpline.people.heartbeats import Heartbeats
from helpline.people.ports import PeopleBook
from helpline.people.sign_in import SignIn, WhoIsThere
from helpline.privacy.audit import AuditBook
from helpline.reports.ports import StatisticsBook
from helpline.rota.abilities import Abilities
from helpline.rota.ports import ShiftBook
from helpline.training.ports import PracticeLine, TrainingBook
from helpline.training.sessions import Sessions
from routing.events import Event
from routing.policy import Policy
from routing.result import Reply
from routing.state import RoutingState


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneSettings:
    """Where the browser's softphone connects. `chunderw` only for the practice line."""

    chunderw: str | None
    edge: str | None
    hosts: tuple[str, ...]  # for the content security policy


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingParts:
    """Sessions, the sealed word of their calls, and where a child is played: None with a real carrier."""

    book: TrainingBook
    sessions: Sessions
    ticket: Callable[[str], str]  # session -> ticket
    line: PracticeLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParts:
    """What keeps the records beside the contact of the call that is going on."""

    add_contact: AddContact
    rescue_contact: RescueContact
    keep_case: KeepCase
    move_case: MoveCase
    refer: Refer
    services: ServiceBook
    statistics: StatisticsBook
    carrier_records: CarrierRecordBook
    search: SearchRecords
    code_words: CodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleParts:
    apply_event: Callable[[Event], Reply]
    store: Store
    routing_state: Callable[[], RoutingState]
    people: PeopleBook
    sign_in: SignIn
    accounts: Accounts
    who: WhoIsThere
    shifts: ShiftBook
    rota: RotaParts
    read_contact: ReadContact
    write_contact: WriteContact
    disclose: Disclose
    records: RecordParts
    heartbeats: Heartbeats
    log: CallLog
    audit: AuditBook
    audit_log: AuditLog
    part_states: Callable[[datetime], Mapping[str, PartState]]
    streams: Streams
    clock: Clock
    policy: Policy
    ticket: Callable[[str, str], str]  # (offer, person) -> ticket
    softphone_token: Callable[[str], str]
    ready: Mapping[str, Callable[[], bool]]
    phone: PhoneSettings
    public_url: str
    origins: tuple[str, ...]
    zone: ZoneInfo
    practice: bool
    line: LineBook
    abilities: Abilities
    messages: Messages
    training: TrainingParts
    release: str
    secret: bytes = field(repr=False)

    def now(self) -> datetime:
        return self.clock.now()
