"""Adding people from the command line, and the sample people of practice mode."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

import click

from config import load_config
from helpline.people.ports import Role
from helpline.practice_secrets import with_secrets


@click.command("add-person", help="Add somebody who works here; prints her first password once.")
@click.option("--login", required=True)
@click.option("--name", required=True)
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
)
@click.option("--speaks", default="kk,ru", show_default=True, help="line languages, by comma")
@click.option("--screen-language", default="kk", type=click.Choice(["kk", "ru", "en"]))
def add_person(
    login: str, name: str, roles: tuple[str, ...], speaks: str, screen_language: str
) -> None:
    from helpline.assembly import assemble, database_url  # noqa: PLC0415 -- other commands need none of it
    from helpline.people.add_person import add_person as add  # noqa: PLC0415 -- as above
    from helpline.people.ports import LoginTaken  # noqa: PLC0415 -- as above
    from helpline.privacy.audit import COMMAND_LINE  # noqa: PLC0415 -- as above
    from helpline.store.migrate import is_pending  # noqa: PLC0415 -- as above

    config = with_secrets(load_config())
    if is_pending(database_url(config)):
        raise click.ClickException("the tables are not up to date; run `migrate` first")
    parts = assemble(config)
    password = secrets.token_urlsafe(12)
    languages = frozenset(part.strip() for part in speaks.split(",") if part.strip())
    if not languages <= {"kk", "ru", "en"}:
        raise click.BadParameter("line languages are kk, ru and en", param_hint="--speaks")
    try:
        person = add(
            parts.people,
            login=login,
            name=name,
            roles=frozenset(Role(role) for role in roles),
            speaks=languages,
            ui_language=screen_language,
            password=password,
        )
    except LoginTaken as taken:
        raise click.ClickException(f"{login} is taken already") from taken
    now = parts.clock.now()
    parts.audit.note(actor_id=COMMAND_LINE, act="person.added", thing=person.id, now=now)
    click.echo(f"{name} signs in as {login} with the password {password}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Somebody invented, marked as a sample on every screen."""

    login: str
    name: str
    role: Role
    ui_language: str
    shift: timedelta = timedelta(hours=24)
    in_rosters: bool = True
    password: str = field(default_factory=lambda: secrets.token_urlsafe(9), repr=False)


def sample_people() -> list[Sample]:
    """With new passwords each time: they are printed once and kept nowhere."""
    return [
        Sample(
            login="counsellor1", name="Sample Counsellor 1", role=Role.COUNSELLOR, ui_language="kk"
        ),
        Sample(
            login="counsellor2", name="Sample Counsellor 2", role=Role.COUNSELLOR, ui_language="ru"
        ),
        Sample(
            login="supervisor", name="Sample Supervisor", role=Role.SUPERVISOR, ui_language="ru"
        ),
        Sample(
            login="line-check",
            name="Sample Line Check",
            role=Role.COUNSELLOR,
            ui_language="en",
            # Nobody stands behind this name: no cover to be counted, no shift to be planned.
            shift=timedelta(minutes=5),
            in_rosters=False,
        ),
    ]
