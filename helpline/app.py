"""The only place where parts meet. Read it first."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from config import Config, load_config
from helpline.assembly import Parts, assemble, database_url
from helpline.calls.ticket import make_ticket
from helpline.carrier_edge import carrier_edge
from helpline.cases.disclosure import Disclose
from helpline.cases.read_contact import ReadContact
from helpline.cases.write_contact import WriteContact
from helpline.console.live import attach_live
from helpline.console.mount import mount
from helpline.console.parts import ConsoleParts, PhoneSettings, TrainingParts
from helpline.logs import configure_logs
from helpline.people.accounts import Accounts
from helpline.people.heartbeats import Heartbeats
from helpline.people.second_factor import SecondFactor
from helpline.people.security_keys import SecurityKeys
from helpline.people.sign_in import SignIn, WhoIsThere
from helpline.practice_secrets import with_secrets
from helpline.record_parts import record_parts
from helpline.rota_joined import rota_parts
from helpline.store.migrate import is_pending
from helpline.store.wake import Wake
from helpline.telephony.prompt_files import prompt_routes
from helpline.telephony.voice_tokens import VoiceTokens
from helpline.training.sessions import Sessions
from helpline.training.ticket import make_training_ticket

RELEASE = "0.1.0"


def create_app_from_environment() -> Flask:
    return create_app(with_secrets(load_config()))


def create_app(config: Config, *, parts: Parts | None = None) -> Flask:
    """The web process, the socket process, or both, as `config.role` says."""
    configure_logs()
    parts = parts or assemble(config)
    app = Flask(
        "helpline.console",
        root_path=str(Path(__file__).with_name("console")),
        static_url_path=f"/static/{RELEASE}",
    )
    console = console_parts(parts)
    mount(app, console)
    if config.role != "rt":
        app.register_blueprint(carrier_edge(parts))
        app.register_blueprint(prompt_routes(config.data_dir / "prompts"))
    if config.role != "web":
        mode = "gevent" if config.role == "rt" else "threading"
        wake = Wake(parts.database)
        attach_live(app, console, wake, mode=mode, redis_url=config.redis_url).start()
    return app


def console_parts(parts: Parts) -> ConsoleParts:
    config, secret = parts.config, parts.config.secret_key.encode()

    door = sign_in(parts)
    return ConsoleParts(
        apply_event=parts.apply_event,
        store=parts.store,
        routing_state=parts.store.read_routing_state,
        people=parts.people,
        sign_in=door,
        accounts=_accounts(parts, door),
        who=_who_is_there(parts),
        shifts=parts.shifts,
        rota=rota_parts(parts),
        read_contact=ReadContact(contacts=parts.contacts, audit=parts.audit),
        write_contact=WriteContact(contacts=parts.contacts, audit=parts.audit),
        disclose=_disclose(parts),
        records=record_parts(parts),
        heartbeats=_heartbeats(parts),
        log=parts.log,
        audit=parts.audit,
        audit_log=parts.audit_log,
        part_states=parts.health.states,
        streams=parts.streams,
        clock=parts.clock,
        policy=parts.policy,
        ticket=lambda offer, person: make_ticket(secret, offer_id=offer, person_id=person),
        softphone_token=_voice_tokens(config),
        ready=readiness(parts),
        phone=_phone(config),
        **_settings(config),
        line=parts.line,
        abilities=parts.abilities,
        messages=parts.messages,
        training=_training(parts),
        release=RELEASE,
        secret=secret,
    )


def _settings(config: Config) -> dict[str, Any]:
    return {
        "public_url": config.public_url,
        "origins": config.allowed_origins,
        "zone": config.zone,
        "practice": config.practice,
    }


def _training(parts: Parts) -> TrainingParts:
    secret = parts.config.secret_key.encode()
    sessions = Sessions(
        book=parts.training,
        audit=parts.audit,
        follow=parts.follow_training,
        zone=parts.config.zone,
        longest=parts.config.training,
    )
    return TrainingParts(
        book=parts.training,
        sessions=sessions,
        ticket=lambda session_id: make_training_ticket(secret, session_id),
        line=parts.practice_line,
    )


def _who_is_there(parts: Parts) -> WhoIsThere:
    def is_in_call(person_id: str) -> bool:
        return any(call.counsellor_id == person_id for call in parts.store.live_calls())

    return WhoIsThere(people=parts.people, is_in_call=is_in_call)


def _accounts(parts: Parts, door: SignIn) -> Accounts:
    return Accounts(people=parts.people, links=parts.links, second=door.second, audit=parts.audit)


def sign_in(parts: Parts) -> SignIn:
    """With a second factor for everybody, except in practice mode, where it is everybody's own choice."""
    secret = parts.config.secret_key.encode()
    second = SecondFactor(
        factors=parts.factors,
        keys=SecurityKeys(parts.config.public_url),
        audit=parts.audit,
        required=not parts.config.practice,
        secret=secret,
    )
    return SignIn(people=parts.people, audit=parts.audit, second=second, secret=secret)


def _disclose(parts: Parts) -> Disclose:
    return Disclose(contacts=parts.contacts, requests=parts.disclosures, audit=parts.audit)


def _heartbeats(parts: Parts) -> Heartbeats:
    return Heartbeats(apply_event=parts.apply_event, presence=parts.presence, clock=parts.clock)


def _voice_tokens(config: Config) -> VoiceTokens:
    return VoiceTokens(
        account_sid=config.account_sid,
        api_key_sid=config.api_key_sid,
        api_key_secret=config.api_key_secret,
        application_sid=config.application_sid,
    )


def _phone(config: Config) -> PhoneSettings:
    if config.practice:
        host = config.api_url.partition("://")[2]
        return PhoneSettings(chunderw=host, edge=None, hosts=(f"ws://{host}", f"wss://{host}"))
    edge = config.edge or "roaming"
    hosts = ("https://eventgw.twilio.com", f"wss://voice-js.{edge}.twilio.com")
    return PhoneSettings(chunderw=None, edge=config.edge or None, hosts=hosts)


def readiness(parts: Parts) -> Mapping[str, Callable[[], bool]]:
    """Each part of /readyz: true when it is in order."""
    return {
        "database": lambda: parts.streams.epoch() != "",
        "migrations": lambda: not is_pending(database_url(parts.config)),
        "key_store": parts.keys.is_ready,
    }
