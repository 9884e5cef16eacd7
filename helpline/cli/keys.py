"""Keys from the command line: this week's wrapping, and a new master key."""

import json
from typing import TYPE_CHECKING

import click

from config import load_config
from helpline.practice_secrets import with_secrets

if TYPE_CHECKING:
    from helpline.store.key_store import KeyStore


@click.command(
    "rewrap-keys", help="Put every key in use under this week's key; destroy earlier weeks'."
)
@click.option("--json", "as_json", is_flag=True)
def rewrap_keys(*, as_json: bool) -> None:
    keys, weeks = _keys().rewrap()
    told = {"rewrapped": keys, "weeks_destroyed": weeks}
    text = f"{keys} keys are under this week's key; {weeks} earlier weeks' keys are destroyed"
    click.echo(json.dumps(told) if as_json else text)


@click.command(
    "rotate-keys",
    help="After HELPLINE_MASTER_KEY has changed and the old one is HELPLINE_EARLIER_MASTER_KEY:"
    " put everything under the new one. Then the earlier one can be unset.",
)
@click.option("--json", "as_json", is_flag=True)
def rotate_keys(*, as_json: bool) -> None:
    from helpline.store.key_store import NoKey  # noqa: PLC0415 -- other commands need none of it

    try:
        count = _keys().rotate()
    except NoKey as unknown:
        raise click.ClickException(
            "a key is wrapped by neither master key; nothing has changed"
        ) from unknown
    click.echo(
        json.dumps({"rotated": count}) if as_json else f"{count} keys are under the new master key"
    )


def _keys() -> "KeyStore":
    from helpline.assembly import assemble  # noqa: PLC0415 -- other commands need none of it

    return assemble(with_secrets(load_config())).keys
