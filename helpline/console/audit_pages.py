"""The auditor's page: who saw or changed what, filtered, page by page."""

import re
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, jsonify, render_template, request
from flask.wrappers import Response

from helpline.console import reading
from helpline.console.access import open_to, parts, put_on_record
from helpline.console.readings import AuditEntry
from helpline.people.ports import Role
from helpline.privacy.audit import ACTS, READS, Wanted

routes = Blueprint("audit", __name__)
_PAGE = 100
_CODE = re.compile(r"[\w.:/\-\\{}~]{1,80}")
_MOST = 2**31 - 1


@routes.get("/audit")
@open_to(Role.AUDITOR)
def audit() -> str:
    """Looking at the log is in the log."""
    put_on_record("audit.read", "page")
    wanted = _wanted(since=_day("from"), until=_day("to", after=True))
    rows = parts().audit_log.page(wanted, limit=_PAGE)
    older = rows[-1].number if len(rows) == _PAGE else None
    return render_template(
        "audit.html",
        rows=rows,
        older=None if older is None else "?" + urlencode({**_kept(), "before": older}),
        people=parts().people.everyone(),
        acts=sorted({*ACTS, *parts().audit_log.acts()}),
        known_acts=frozenset(ACTS),
        reads=READS,
        values=request.args,
        carrier_records=parts().records.carrier_records.open(),
    )


@routes.get("/api/audit")
@open_to(Role.AUDITOR)
def entries() -> Response:
    put_on_record("audit.read", "api")
    limit = reading.limit_of_query()
    since, until = reading.instant_of_query("from"), reading.instant_of_query("to")
    rows = parts().audit_log.page(_wanted(since=since, until=until), limit=limit)
    older = rows[-1].number if len(rows) == limit else None
    return jsonify({"rows": [entry_view(row) for row in rows], "older": older})


def entry_view(row: AuditEntry) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at.isoformat(),
        "actor_id": row.actor_id,
        "actor_name": row.actor_name,
        "act": row.act,
        "thing": row.thing,
        "reason": row.reason,
    }


def _wanted(*, since: datetime | None, until: datetime | None) -> Wanted:
    return Wanted(
        actor_id=_code("actor"),
        act=_code("act"),
        thing=_code("thing"),
        since=since,
        until=until,
        before=_number("before"),
    )


def _kept() -> dict[str, str]:
    """The filters as they are, for the link to what is older."""
    names = ("actor", "act", "thing", "from", "to")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _code(name: str) -> str | None:
    value = request.args.get(name, "").strip()
    if value and not _CODE.fullmatch(value):
        raise reading.wrong(name, "Text is expected here.")
    return value or None


def _number(name: str) -> int | None:
    value = request.args.get(name, "")
    if value and not (re.fullmatch("[0-9]{1,10}", value) and int(value) <= _MOST):
        raise reading.wrong(name, "A whole number is expected here.")
    return int(value) if value else None


def _day(name: str, *, after: bool = False) -> datetime | None:
    """Midnight of the helpline's own day; with `after`, the midnight that ends it."""
    value = request.args.get(name, "")
    if not value:
        return None
    day = reading.day(value, name)
    return datetime.combine(day + timedelta(days=int(after)), time(), parts().zone)
