"""`roster`: make the roster of a month, or the one that a supervisor has asked for on the page."""

import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from config import load_config
from helpline.practice_secrets import with_secrets

_HELP = """Make a month's roster as a draft, with its cost and the proven bound.

It is looked at and published on the page of rosters. Without the extra `roster` (OR-tools) a
plain roster is made, and this is said.
"""


@click.command("roster", help=_HELP)
@click.argument("month", required=False)
@click.option("--roster", "roster_id", help="one that waits, by its id, instead of a month")
@click.option("--seconds", default=60, show_default=True, help="how long may be searched")
@click.option("--propose", is_flag=True, help="other starts and lengths than ours may be chosen")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="a picture (SVG)")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def roster(
    *,
    month: str | None,
    roster_id: str | None,
    seconds: int,
    propose: bool,
    plot: Path | None,
    as_json: bool,
) -> None:
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
        draft = _draft(make, month, roster_id, seconds, propose=propose)
        make(draft, seconds=float(draft.solving.get("seconds", seconds)))
        made = make.book.one(draft.id)
        rows = make.book.rows(draft.id)
        if plot is not None and made is not None:
            names = {person.id: person.name for person in parts.people.everyone()}
            plot.write_text(_drawn(make, made, rows, names), encoding="utf-8")
    finally:
        parts.database.close()
    found = {"roster": draft.id, "shifts": len(rows), **_figures(made)}
    click.echo(json.dumps(found) if as_json else _as_text(found))


def _drawn(make: Any, made: Any, rows: Any, names: Mapping[str, str]) -> str:
    """A document of its own, in English as the command line is."""
    from helpline.rota.picture import Words, drawn, picture_of  # noqa: PLC0415 -- other commands need none of it

    words = Words(
        title=f"Roster {made.roster.period}",
        described="A line for each person, a column for each day; round corners are nights.",
        hours="Hours",
        nights="Nights",
        free_days="Days off worked",
        begin="Shifts that begin",
        open_hours="Open hours",
    )
    accounting = make.rosters.judge.accounting(made.first_day)
    return drawn(picture_of(made, rows, names, accounting), words, alone=True)


def _draft(
    make: Any, month: str | None, roster_id: str | None, seconds: int, *, propose: bool
) -> Any:
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
        return make.rosters.start(
            first, last, seconds=seconds, by=None, now=make.clock.now(), propose=propose
        )
    except RosterError as fault:
        raise click.ClickException(str(fault)) from fault


def _figures(made: Any) -> dict[str, Any]:
    told = {} if made is None else made.solving
    names = ("cost", "bound", "took", "proven", "design", "wishes", "from_patterns")
    return {
        **{name: told.get(name) for name in names},
        "open": list(made.explained) if made else [],
    }


def _as_text(found: dict[str, Any]) -> str:
    """What was chosen, what it costs, and each open hour with who could take it and who not."""
    head = (
        f"Roster {found['roster']}: {found['shifts']} shifts, cost {found['cost']}, bound"
        f" {found['bound']}, {found['took']} s; short in {len(found['open'])} stretches."
    )
    kinds = (found["design"] or {}).get("kinds", [])
    chosen = ", ".join(f"{each['code']} {each['starts']}-{each['ends']}" for each in kinds)
    lines = [head, f"Kinds of shift: {chosen}"]
    for each in found["open"]:
        at = ", ".join(f"{start} to {end}" for start, end in each["spans"])
        could = ", ".join(each["could"]) or "nobody"
        stopped = "; ".join(f"{who}: {', '.join(why)}" for who, why in each["stopped"].items())
        lines.append(
            f"{each['language'] or 'in all'} -{each['missing']} {at}; could: {could}; {stopped}"
        )
    return "\n".join(lines)
