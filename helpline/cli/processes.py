"""One command for each process of the system."""

import os
import signal
import sys
import threading
from pathlib import Path

import click

from config import Config, load_config
from helpline.cli.listening import refuse_taken_port
from helpline.practice_secrets import with_secrets

_ROOT = Path(__file__).resolve().parents[2]


@click.command(help="Webhooks, pages and the JSON API; with sockets too unless HELPLINE_ROLE=web.")
def web() -> None:
    config = load_config()
    os.environ.setdefault("HELPLINE_ROLE", "all")
    _gunicorn(config, "--worker-class", "gthread", "--threads", "400")


@click.command(help="Sockets only, on gevent: for several processes behind a proxy.")
def rt() -> None:
    config = load_config()
    os.environ["HELPLINE_ROLE"] = "rt"
    _gunicorn(config, "--worker-class", "gevent", "--worker-connections", "4000")


def _gunicorn(config: Config, *kind: str) -> None:
    """Replaces this process. One worker: threads share the tailer and the heartbeats."""
    refuse_taken_port(config.host, config.port, "HELPLINE_BIND")
    arguments = [
        *(sys.executable, "-m", "gunicorn", "--chdir", str(_ROOT), "--workers", "1", *kind),
        *("--bind", config.bind, "--no-control-socket", "--graceful-timeout", "3"),
        *("--timeout", "60", "--log-level", "warning", "wsgi:app"),
    ]
    os.execv(sys.executable, arguments)  # noqa: S606 -- our own interpreter, no shell


@click.command(help="Shift changes, due timers, leftovers, the reconciler: exactly one acts.")
def jobs() -> None:
    from helpline.assembly import assemble  # noqa: PLC0415 -- other commands need none of it
    from helpline.jobs_joined import jobs_process  # noqa: PLC0415 -- other commands need none of it

    process = jobs_process(assemble(with_secrets(load_config())))
    process.start()
    _until_told_to_stop()
    process.stop()


def _until_told_to_stop() -> None:
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    stop.wait()


@click.command(
    "practice-line", help="The carrier for development, tests, demonstrations, training."
)
def practice_line() -> None:
    from helpline.cli.caller_voices import CallerVoices  # noqa: PLC0415 -- an optional extra
    from helpline.practice_line.carrier_config import CarrierConfig  # noqa: PLC0415 -- an optional extra
    from helpline.practice_line.hosting import ADDRESS  # noqa: PLC0415 -- an optional extra
    from helpline.practice_line.serve import run  # noqa: PLC0415 -- an optional extra

    config = with_secrets(load_config())
    if not config.practice:
        raise click.ClickException("the practice line runs only with HELPLINE_CARRIER=practice")
    refuse_taken_port("127.0.0.1", config.practice_port, "HELPLINE_PRACTICE_PORT")
    run(
        CarrierConfig(
            account_sid=config.account_sid,
            auth_token=config.auth_token,
            api_key_sid=config.api_key_sid,
            api_key_secret=config.api_key_secret,
            application_sid=config.application_sid,
            number=config.number,
            voice_url=f"{config.public_url}/twilio/voice#ct=2000&rt=5000&rp=all&rc=1",
            status_callback=f"{config.public_url}/twilio/status",
            fallback_url=f"{ADDRESS}fallback.xml",
            hosted=_hosted(config),
            application_voice_url=f"{config.public_url}/twilio/counsellor",
        ),
        "127.0.0.1",
        config.practice_port,
        CallerVoices(config.data_dir / "callers"),
    )


def _hosted(config: Config) -> dict[str, bytes]:
    """What a helpline lays down at its carrier, so that a voice answers while nothing of ours does."""
    from helpline.practice_line.hosting import ADDRESS  # noqa: PLC0415 -- an optional extra
    from helpline.telephony.twiml import fallback_document  # noqa: PLC0415 -- slow import

    prompts = config.data_dir / "prompts"
    recordings = {
        f"line_trouble-{language}.wav": prompts / language / "line_trouble.wav"
        for language in ("kk", "ru")
    }
    document = fallback_document(ADDRESS.rstrip("/"), (), f"{config.public_url}/twilio/voice")
    laid_down = {"fallback.xml": document.encode()}
    return laid_down | {name: path.read_bytes() for name, path in recordings.items()}


@click.command(help="Bring the database's tables up to date.")
def migrate() -> None:
    from helpline.assembly import database_url  # noqa: PLC0415 -- as above
    from helpline.store.migrate import upgrade  # noqa: PLC0415 -- as above

    upgrade(database_url(load_config()))
    click.echo("The tables are up to date.")
