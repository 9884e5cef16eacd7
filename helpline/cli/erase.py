"""`erase-due`: what is kept no longer goes, now."""

import json
from collections.abc import Mapping

import click

from config import load_config
from helpline.cases.erase_due import Due
from helpline.practice_secrets import with_secrets


@click.command(
    "erase-due", help="Erase contacts, cases and whatever else is kept no longer; safe to repeat."
)
@click.option("--dry-run", is_flag=True, help="say what would be erased, and erase nothing")
@click.option("--json", "as_json", is_flag=True)
def erase_due(*, dry_run: bool, as_json: bool) -> None:
    from helpline.assembly import assemble  # noqa: PLC0415 -- other commands need none of it
    from helpline.privacy.audit import COMMAND_LINE  # noqa: PLC0415 -- as above
    from helpline.record_parts import erase_due as erase_due_of  # noqa: PLC0415 -- as above
    from helpline.store.audit_retention import LogWasChanged  # noqa: PLC0415 -- as above
    from helpline.store.key_store import StillOnDisk  # noqa: PLC0415 -- as above

    parts = assemble(with_secrets(load_config()))
    erase = erase_due_of(parts)
    try:
        due = erase.due() if dry_run else erase(actor=COMMAND_LINE)
    except StillOnDisk as busy:
        raise click.ClickException(
            "everything due is deleted, but a reader keeps bytes of it on the disk; run it again"
        ) from busy
    except LogWasChanged as changed:
        raise click.ClickException(
            "everything due is erased, but for the audit log: old entries of it were changed;"
            " run audit-verify"
        ) from changed
    finally:
        parts.database.close()
    _tell(due, dry_run=dry_run, as_json=as_json)


def _tell(due: Due, *, dry_run: bool, as_json: bool) -> None:
    told = {
        "dry_run": dry_run,
        "contacts": len(due.contacts),
        "drafts": len(due.drafts),
        "cases": len(due.cases),
        "orphan_keys": len(due.orphan_keys),
        "other_rows": due.other_rows,
        "log_entries": due.log_entries,
        "stuck": due.stuck,
    }
    if as_json:
        click.echo(json.dumps(told))
    else:
        _say(told)


def _say(told: Mapping[str, int]) -> None:
    done = "would be erased" if told["dry_run"] else "erased"
    click.echo(
        f"{done}: {told['contacts']} contacts, {told['cases']} cases, {told['other_rows']} other rows,"
        f" {told['orphan_keys']} keys without a row, {told['drafts']} contacts never finished,"
        f" {told['log_entries']} entries of the audit log"
    )
    if told["stuck"]:
        click.echo(
            f"{told['stuck']} contacts are unfinished for over 60 days and go on day 90:"
            " a supervisor must look"
        )
