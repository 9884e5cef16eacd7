"""Commands that look and tell: the line check, the settings, the fallback document."""

import dataclasses
import json
import secrets
import time
from collections.abc import Callable

import click

from config import SETTINGS, load_config
from helpline.cli.line_check import CheckFailed, check_the_line
from helpline.cli.people import sample_people
from helpline.practice_secrets import with_secrets


@click.command("line-check", help="Place one practice call through the running line.")
@click.option("--json", "as_json", is_flag=True, help="one JSON object a line")
def line_check(*, as_json: bool) -> None:
    from helpline.cli.preparation import prepare_sample_people  # noqa: PLC0415 -- loads the whole application

    config = with_secrets(load_config())
    if not config.practice:
        raise click.ClickException("the line check needs HELPLINE_CARRIER=practice")
    checker = next(person for person in sample_people() if person.login == "line-check")
    checker = dataclasses.replace(checker, password=secrets.token_urlsafe(9))
    prepare_sample_people(config, [checker])
    started = time.perf_counter()
    try:
        for words in check_the_line(config, checker):
            at = time.perf_counter() - started
            row = {"name": words, "value": round(at, 3), "unit": "s"}
            click.echo(json.dumps(row) if as_json else f"{at:6.2f} s  {words}")
    except CheckFailed as fault:
        raise click.ClickException(str(fault)) from fault


@click.command(help="Every setting: name, meaning, default, and whether it is set.")
@click.option("--json", "as_json", is_flag=True, help="one JSON object a line")
def settings(*, as_json: bool) -> None:
    for each in SETTINGS:
        row = {"name": each.name, "default": each.default, "meaning": each.meaning}
        click.echo(json.dumps(row) if as_json else f"{each.name:<34} {each.meaning}")


@click.command(help="Are the settings, the database, the tables and the key store in order?")
def check() -> None:
    from helpline.app import readiness  # noqa: PLC0415 -- loads the whole application
    from helpline.assembly import assemble  # noqa: PLC0415 -- loads the whole application

    parts = assemble(with_secrets(load_config()))
    asked = {name: _fault(is_ready) for name, is_ready in readiness(parts).items()}
    faults = [f"{name} ({why})" for name, why in asked.items() if why]
    if faults:
        raise click.ClickException(f"not in order: {', '.join(faults)}")
    click.echo("Everything is in order.")


def _fault(is_ready: Callable[[], bool]) -> str:
    """A part that breaks when it is asked is not in order; the kind of fault says enough here."""
    try:
        return "" if is_ready() else "not ready"
    except Exception as error:  # noqa: BLE001 -- the outermost frame of a look, and it is told
        return type(error).__name__


@click.command(
    "fallback-twiml", help="The static document to lay down at the carrier's own hosting."
)
@click.option(
    "--prompts-url", required=True, help="where the carrier hosts line_trouble-kk.wav and -ru.wav"
)
@click.option(
    "--phone", "phones", multiple=True, required=True, help="an on-call telephone; repeat it"
)
@click.option(
    "--back-to",
    default="",
    help="the line's own voice address, <public>/twilio/voice: callers whom no telephone has"
    " answered try it again and find their place as soon as it answers",
)
def fallback_twiml(prompts_url: str, phones: tuple[str, ...], back_to: str) -> None:
    from helpline.telephony.twiml import fallback_document  # noqa: PLC0415 -- slow import

    click.echo(fallback_document(prompts_url.rstrip("/"), phones, back_to))
