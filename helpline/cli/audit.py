"""The audit log at the command line: is it whole, and who saw what since an instant."""

import dataclasses
import json
import sys
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from config import load_config
from helpline.practice_secrets import with_secrets

if TYPE_CHECKING:
    from helpline.assembly import Parts
    from helpline.store.audit_log import Deed


@click.command(
    "audit-verify", help="Is every entry of the audit log as it was written? Names the places."
)
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def audit_verify(*, as_json: bool) -> None:
    found = _verified(_parts())
    if as_json:
        click.echo(json.dumps(found))
    else:
        rate = f"{found['per_second']:,} a second"
        click.echo(f"{found['entries']} entries, the last is number {found['last']}; {rate}")
        if found["retired"]:
            click.echo(f"entries up to number {found['retired']} have been retired")
        for fault in found["faults"]:
            place = f"{fault['first']}" + f"-{fault['last']}" * (fault["first"] != fault["last"])
            click.echo(f"  {fault['what']}: {place}")
        click.echo(
            "The audit log is whole." if not found["faults"] else "The log has been changed."
        )
    sys.exit(1 if found["faults"] else 0)


def _verified(parts: "Parts") -> dict[str, Any]:
    """Entries and faults; lines of the anchor file that are not ours are faults as well."""
    started = time.perf_counter()
    anchors, foreign = parts.anchors.read()
    verdict = parts.audit.verify(anchors)
    spent = time.perf_counter() - started
    with parts.database.reading() as connection:
        retired = parts.audit.base(connection).number
    faults = [dataclasses.asdict(fault) for fault in verdict.faults]
    faults += [{"what": "line of the anchor file", "first": n, "last": n} for n in foreign]
    return {
        "entries": verdict.entries,
        "last": verdict.last,
        "retired": retired,
        "anchors": len(anchors),
        "seconds": round(spent, 3),
        "per_second": round(verdict.entries / spent),
        "faults": faults,
    }


class _Instant(click.ParamType[datetime | date]):
    """A date of the helpline's zone, or an instant with its zone."""

    name = "date or instant"

    def convert(self, value: str, param: Any, ctx: Any) -> datetime | date:
        try:
            return date.fromisoformat(value) if len(value) == 10 else _aware(value)  # noqa: PLR2004 -- 2026-11-25
        except ValueError:
            self.fail("must be like 2026-11-25 or 2026-11-25T08:00+05:00", param, ctx)


def _aware(value: str) -> datetime:
    read = datetime.fromisoformat(value)
    if read.tzinfo is None:
        raise ValueError("without a zone")
    return read.astimezone(UTC)


@click.command(
    "breach-report", help="Who saw or changed what, since when, how many: from the audit log."
)
@click.option("--since", required=True, type=_Instant(), help="the first day or instant")
@click.option("--until", type=_Instant(), help="up to, but not including")
@click.option("--person", "login", help="one colleague alone, by her login")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def breach_report(
    since: date | datetime, until: date | datetime | None, login: str | None, *, as_json: bool
) -> None:
    parts = _parts()
    report = _report(parts, since, until, login)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        _print(report)


def _report(
    parts: "Parts", since: date | datetime, until: date | datetime | None, login: str | None
) -> dict[str, Any]:
    from helpline.privacy.audit import COMMAND_LINE, READS, Wanted  # noqa: PLC0415 -- other commands need none of it

    person = None if login is None else parts.people.by_login(login)
    if login is not None and person is None:
        raise click.BadParameter("nobody has that login", param_hint="--person")
    zone = parts.config.zone
    wanted = Wanted(
        actor_id=None if person is None else person.id,
        since=_instant(since, zone),
        until=None if until is None else _instant(until, zone),
    )
    deeds = parts.audit_log.deeds(wanted)
    contacts = parts.audit_log.things(wanted, sorted(READS))
    report = {
        "since": _told(wanted.since),
        "until": _told(wanted.until),
        "records_read": contacts,
        "people": len({deed.actor_id for deed in deeds}),
        "log": _verified(parts),
        "deeds": [_deed(deed, is_read=deed.act in READS) for deed in deeds],
    }
    now = parts.clock.now()
    parts.audit.note(actor_id=COMMAND_LINE, act="audit.read", thing="breach-report", now=now)
    return report


def _deed(deed: "Deed", *, is_read: bool) -> dict[str, Any]:
    return {
        "who": deed.login or deed.actor_id,
        "name": deed.name,
        "roles": list(deed.roles),
        "what": deed.act,
        "shows_content": is_read,
        "times": deed.times,
        "how_many": deed.things,
        "first_at": deed.first_at.isoformat(),
        "last_at": deed.last_at.isoformat(),
    }


def _print(report: dict[str, Any]) -> None:
    log, until = report["log"], report["until"] or "now"
    whole = (
        "whole"
        if not log["faults"]
        else f"NOT whole: {len(log['faults'])} places, see audit-verify"
    )
    click.echo(f"From {report['since']} until {until}. The audit log is {whole}.")
    click.echo(f"Records read: {report['records_read']}, by {report['people']} people at most.\n")
    click.echo(f"{'who':<16} {'what':<26} {'how many':>8} {'times':>6}  from .. until")
    for deed in report["deeds"]:
        what = deed["what"] + (" *" if deed["shows_content"] else "")
        span = f"{deed['first_at'][:19]} .. {deed['last_at'][:19]}"
        click.echo(f"{deed['who']:<16} {what:<26} {deed['how_many']:>8} {deed['times']:>6}  {span}")
    click.echo("\n* shows what was said")


def _instant(value: date | datetime, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day, tzinfo=zone)


def _told(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _parts() -> "Parts":
    from helpline.assembly import assemble, database_url  # noqa: PLC0415 -- other commands need none of it
    from helpline.store.migrate import is_pending  # noqa: PLC0415 -- as above

    config = with_secrets(load_config())
    if is_pending(database_url(config)):
        raise click.ClickException("the tables are not up to date; run `migrate` first")
    return assemble(config)
