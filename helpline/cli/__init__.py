"""The command line: `python -m helpline <command>`, each with --help."""

import sys

import click

from config import ConfigError
from helpline.cli.audit import audit_verify, breach_report
from helpline.cli.checks import check, fallback_twiml, line_check, settings
from helpline.cli.erase import erase_due
from helpline.cli.keys import rewrap_keys, rotate_keys
from helpline.cli.people import add_person
from helpline.cli.processes import jobs, migrate, practice_line, rt, web
from helpline.cli.roster import roster
from helpline.cli.run import run
from helpline.cli.simulate import simulate_line


@click.group(help="The system behind a child helpline.")
def commands() -> None:
    """The group itself does nothing."""


for _command in (
    run,
    web,
    rt,
    jobs,
    practice_line,
    migrate,
    erase_due,
    rewrap_keys,
    rotate_keys,
    add_person,
    line_check,
    audit_verify,
    breach_report,
    fallback_twiml,
    check,
    settings,
    simulate_line,
    roster,
):
    commands.add_command(_command)


def main() -> None:
    """Wrong settings end with one line that names every fault, not with a traceback."""
    try:
        commands(prog_name="helpline")
    except ConfigError as fault:
        click.echo(f"Settings: {fault}", err=True)
        sys.exit(2)
