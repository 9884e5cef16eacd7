"""`roster`: make the roster of a month, or the one that a supervisor has asked for on the page."""

import json
from calendar import monthrange
from datetime import date
from typing import Any

import click

from config import load_config
from helpline.practice_secrets import with_secrets

_HELP = """Make a month's roster as a draft, with its cost and the proven bound.

It is looked at and published on the page of rosters. Without the extra `roster` (OR-tools, HiGHS,
NumPy) a plain roster is made, and this is said.
"""


@click.command("roster", help=_HELP)
@click.argument("month", required=False)
@click.option("--roster", "roster_id", help="one that waits, by its id, instead of a month")
@click.option("--seconds", default=60, show_default=True, help="how long may be searched")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def roster(*, month: str | None, roster_id: str | None, seconds: int, as_json: bool) -> None:
    from helpline.assembly import assemble, database_url  # noqa: PLC0415 -- other commands need none of it
    from helpline.rota.making.make_roster import can_solve  # noqa: PLC0415 -- as above
    from helpline.rota_joined import make_roster_of  # noqa: PLC0415 -- as above
    from helpline.store.migrate import is_pending  # noqa: PLC0415 -- as above

    if (month is None) is (roster_id is None):
        raise click.UsageError("name a month such as 2027-01, or a roster that waits")
    config = with_secrets(load_config())
    if is_pending(database_url(config)):
        raise click.ClickException("the tables are not up to date; run `migrate` first")
    parts = assemble(config)
    try:
        make = make_roster_of(parts)
        if not can_solve():
            click.echo("The extra `roster` is not installed: a plain roster is made.", err=True)
        draft = _draft(make, month, roster_id, seconds)
        make(draft, seconds=float(draft.solving.get("seconds", seconds)))
        made = make.book.one(draft.id)
        rows = make.book.rows(draft.id)
    finally:
        parts.database.close()
    found = {"roster": draft.id, "shifts": len(rows), **_figures(made)}
    click.echo(json.dumps(found) if as_json else _as_text(found))


def _draft(make: Any, month: str | None, roster_id: str | None, seconds: int) -> Any:
    if roster_id is not None:
        draft = make.book.one(roster_id)
        if draft is None:
            raise click.ClickException("there is no such roster")
        return draft
    from helpline.rota.rosters import RosterError  # noqa: PLC0415 -- other commands need none of it

    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as fault:
        raise click.UsageError("a month is written as 2027-01") from fault
    last = first.replace(day=monthrange(first.year, first.month)[1])
    try:
        return make.rosters.start(first, last, seconds=seconds, by=None, now=make.clock.now())
    except RosterError as fault:
        raise click.ClickException(str(fault)) from fault


def _figures(made: Any) -> dict[str, Any]:
    told = {} if made is None else made.solving
    return {name: told.get(name) for name in ("cost", "bound", "took", "proven", "open")}


def _as_text(found: dict[str, Any]) -> str:
    short = len(found["open"] or [])
    return (
        f"Roster {found['roster']}: {found['shifts']} shifts, cost {found['cost']}, bound"
        f" {found['bound']}, {found['took']} s; short in {short} stretches."
    )
