"""`run`: the whole line on this machine, with a practice call to prove it."""

import os
import signal
import sys
import time
from pathlib import Path

import click

from config import Config, known_names, load_config
from helpline.cli.children import Child, ChildDied, Children
from helpline.cli.line_check import CheckFailed, check_the_line
from helpline.cli.listening import is_taken, taken
from helpline.cli.people import Sample, sample_people
from helpline.practice_secrets import with_secrets

_HEALTHY_WITHIN_S = 60


@click.command(help="Bring up every process on this machine and place a practice call.")
@click.option("--once", is_flag=True, help="stop after the practice call instead of staying up")
def run(*, once: bool) -> None:
    config = with_secrets(load_config())
    refuse_taken_ports(config)
    click.echo(f"Helpline 111, {config.carrier} mode. Preparing …")
    people = prepare(config)
    children = Children(all=processes(config))
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    try:
        children.start()
        children.wait_until_healthy(health_addresses(config), within_s=_HEALTHY_WITHIN_S)
        if config.practice:
            _place_the_practice_call(config, people)
            _print_addresses(config, people)
        if not once:
            children.watch(click.echo)
    except (ChildDied, CheckFailed) as fault:
        click.echo(f"The line is not up: {fault}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("\nStopping …")
    finally:
        _let_nothing_interrupt()  # a second Ctrl-C must not leave half of them running
        children.stop()
    click.echo("Everything that was started has been stopped.")


def _as_ctrl_c(*_: object) -> None:
    raise KeyboardInterrupt


def _let_nothing_interrupt() -> None:
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)


def refuse_taken_ports(config: Config) -> None:
    """Names each port that somebody else holds, before anything is started."""
    wanted = [(config.host, config.port, "HELPLINE_BIND")]
    if config.practice:
        wanted.append(("127.0.0.1", config.practice_port, "HELPLINE_PRACTICE_PORT"))
    faults = [taken(port, name) for host, port, name in wanted if is_taken(host, port)]
    if faults:
        raise click.ClickException("; ".join(faults))


def prepare(config: Config) -> list[Sample]:
    """Tables, catalogues, prompts, and in practice mode the sample people."""
    from helpline.cli.preparation import (  # noqa: PLC0415 -- loads the whole application
        prepare_files,
        prepare_sample_people,
    )

    prepare_files(config)
    people = sample_people() if config.practice else []
    if people:
        prepare_sample_people(config, people)
    return people


def processes(config: Config) -> list[Child]:
    logs = config.data_dir / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    commands = {"web": ("web",), "jobs": ("jobs",)}
    if config.practice:
        commands = {"practice line": ("practice-line",), **commands}
    return [
        Child(
            name=name,
            command=command,
            log_path=Path(logs, f"{command[0]}.log"),
            environ=child_environ(config),
        )
        for name, command in commands.items()
    ]


def child_environ(config: Config) -> dict[str, str]:
    """Ours, with the data folder made absolute so that it means the same everywhere."""
    known = known_names()
    kept = {
        name: value for name, value in os.environ.items() if name in known or "HELPLINE" not in name
    }
    return kept | {"HELPLINE_DATA_DIR": str(config.data_dir.resolve()), "PYTHONUNBUFFERED": "1"}


def health_addresses(config: Config) -> dict[str, str]:
    web = f"http://127.0.0.1:{config.port}/readyz"
    if not config.practice:
        return {"web": web}
    return {"practice line": f"http://127.0.0.1:{config.practice_port}/healthz", "web": web}


def _place_the_practice_call(config: Config, people: list[Sample]) -> None:
    click.echo("\nLine check: one practice call through the whole path")
    checker = next(person for person in people if person.login == "line-check")
    started = time.perf_counter()
    for words in check_the_line(config, checker):
        click.echo(f"  {time.perf_counter() - started:6.2f} s  {words}")
    click.echo("The line answers.\n")


def _print_addresses(config: Config, people: list[Sample]) -> None:
    click.echo(f"Child's phone       http://127.0.0.1:{config.practice_port}/phone")
    click.echo(f"Counsellor's desk   {config.public_url}/console")
    click.echo(f"Supervisor's page   {config.public_url}/supervisor")
    click.echo(f"Carrier's debugger  http://127.0.0.1:{config.practice_port}/debugger\n")
    click.echo("Sample people; these passwords are shown this once:")
    for person in people:
        if person.login != "line-check":
            click.echo(f"  {person.login:<12} {person.password:<14} {person.name}, {person.role}")
    click.echo("\nCtrl-C stops everything.")
